using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Torch.Metrics.Jacobian;
using SwapScore.Torch.Running;
using static TorchSharp.torch;

namespace SwapScore.Torch.Metrics.Transformers;

/// <summary>
/// Metrics of the gradients of an encoder's outputs. The published code differentiates their sum; they end in a layer normalisation, whose outputs
/// always sum to zero, so these gradients are rounding noise. The sound form differentiates the sum weighted with N(0, 1) numbers.
/// </summary>
/// <remarks>Serianni, Kalita: Training-free Neural Architecture Search for RNNs and Transformers (ACL 2023), and their notebook.</remarks>
internal sealed class TokenGradients
{
    private const double CosineExponent = 1.0 / 20;

    /// <summary>Narrower maps are not counted as maps into heads by the published code.</summary>
    private const int LeastHeadWidth = 128;

    private readonly IReadOnlyList<(Node Node, Tensor Weight, Tensor Gradient)> _maps;
    private readonly Tensor _position;
    private readonly bool _isFaithful;

    public static IReadOnlyList<TorchMetric> Metrics { get; } =
    [
        .. Four("synaptic-diversity", (gradients, isNormalized) => gradients.Diversity(isNormalized)),
        .. Four("synaptic-saliency", (gradients, isNormalized) => gradients.Saliency(isNormalized)),
        .. Four("head-importance", (gradients, isNormalized) => gradients.HeadImportance(isNormalized)),
        .. Two("jacobian-score", gradients => gradients.Covariance()),
        .. Two("jacobian-cosine", gradients => gradients.Cosine()),
    ];

    /// <param name="run">The initialisation; gradients are computed once for all metrics.</param>
    /// <param name="isFaithful">Whether the sum of the outputs is differentiated as it is.</param>
    public TokenGradients(GradientRun run, bool isFaithful)
    {
        if (!run.IsText) throw new UsageException($"{run.Network.Name} reads no tokens", "this metric is for Transformers");
        var name = $"token-gradients{(isFaithful ? "-faithful" : "")}";
        if (!run.Shared.TryGetValue(name, out var found)) run.Shared.Add(name, found = Compute(run, isFaithful));
        _isFaithful = isFaithful;
        (_maps, _position) = ((IReadOnlyList<(Node, Tensor, Tensor)>, Tensor))found;
    }

    /// <summary><c>Σ ‖W‖_* · ‖∂W‖_*</c> over the maps of the operations; ‖·‖_* is the sum of singular values.</summary>
    public double Diversity(bool isNormalized) =>
        Total(TokenMaps.IsOfOperation, (weight, gradient) => Nuclear(weight) * Nuclear(gradient), isNormalized);

    /// <summary><c>Σ |W·∂W|</c> over the feed-forward maps.</summary>
    public double Saliency(bool isNormalized) => Total(TokenMaps.IsFeedForward, Saliency, isNormalized);

    /// <summary><c>Σ |W·∂W|</c> over the maps into heads; as published, over those that are at least 128 wide.</summary>
    public double HeadImportance(bool isNormalized) =>
        Total(node => TokenMaps.IsIntoHeads(node) && (!_isFaithful || node.Shape.Channels >= LeastHeadWidth), Saliency, isNormalized);

    /// <summary>Jacov of the gradients by the position embedding: features as rows, positions as columns.</summary>
    public double Covariance() => JacobianMeasures.OfCorrelations(JacobianMeasures.Correlations(_position.transpose(0, 1)));

    /// <summary>
    /// <c>1 − Σ |C − I|^(1/20) / 2 / (n² − n)</c>, C the cosines between the rows. The diagonal of C − I is zero; what rounding leaves of it there, 1e-16,
    /// counts 0.16 to this power, and in the published code it does count.
    /// </summary>
    public double Cosine()
    {
        var rows = _position.transpose(0, 1).to_type(ScalarType.Float64);
        rows = rows / (rows * rows).sum(1, keepdim: true).sqrt();
        var count = rows.shape[0];
        var one = eye(count, dtype: ScalarType.Float64, device: rows.device);
        var cosines = rows.matmul(rows.transpose(0, 1));
        cosines = _isFaithful ? cosines - one : cosines * (ones_like(one) - one);
        return 1 - GradientRun.Sum(cosines.abs().ToPower(CosineExponent)) / 2 / (count * count - count);
    }

    /// <summary>The sum of a matrix's singular values.</summary>
    public static double Nuclear(Tensor weight) => GradientRun.Sum(linalg.svdvals(weight.flatten(1)));

    /// <summary><c>Σ |W·∂W|</c>.</summary>
    public static double Saliency(Tensor weight, Tensor gradient) => GradientRun.Sum((weight * gradient).abs());

    private static IEnumerable<TorchMetric> Four(string name, Func<TokenGradients, bool, double> value) =>
        from isFaithful in (bool[])[false, true]
        from isNormalized in (bool[])[false, true]
        select TorchMetric.OfStandard(
            $"{name}{(isFaithful ? "-faithful" : "")}{(isNormalized ? "-normalised" : "")}", run => value(new TokenGradients(run, isFaithful), isNormalized));

    private static IEnumerable<TorchMetric> Two(string name, Func<TokenGradients, double> value) =>
        from isFaithful in (bool[])[false, true]
        select TorchMetric.OfStandard($"{name}{(isFaithful ? "-faithful" : "")}", run => value(new TokenGradients(run, isFaithful)));

    private static object Compute(GradientRun run, bool isFaithful)
    {
        var output = run.Pass.Output;
        var values = new float[output.numel()];
        if (isFaithful)
            Array.Fill(values, 1);
        else
            run.Key.Derive(RandomPurpose.Other, 0).FillNormal(values);
        var maps = run.Network.Nodes.Where(node => node.Operation is Convolution { IsSequence: false }).ToArray();
        var position = run.Weights.All.Single(one => one.Role == ParameterRole.PositionEmbedding).Values;
        var gradients = GradientRun.Gradients(
            output, [.. maps.Select(node => LayerGradient.WeightOf(run.Weights, node)), position], tensor(values, output.shape, run.Type, run.Device));
        IReadOnlyList<(Node, Tensor, Tensor)> found =
        [
            .. maps.Select((node, i) => (node, LayerGradient.WeightOf(run.Weights, node), gradients[i])).Where(map => map.Item3 is not null)
                .Select(map => (map.node, map.Item2, map.Item3!)),
        ];
        return (found, gradients[^1]!);
    }

    private double Total(Func<Node, bool> isCounted, Func<Tensor, Tensor, double> value, bool isNormalized)
    {
        var values = _maps.Where(map => isCounted(map.Node)).Select(map => value(map.Weight, map.Gradient)).ToArray();
        return isNormalized ? values.Sum() / Math.Max(1, values.Length) : values.Sum();
    }
}
