using CsCheck;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Values;

namespace SwapScore.Tests.Evaluation;

/// <summary>Values of requests and results, from few enough choices that equal ones occur.</summary>
internal static class RequestGenerators
{
    private static readonly Gen<string> Text = Choice("a", "b", "", "ä\"\n€");
    private static readonly Gen<double> Number = Choice(0.0, -0.0, 1.2, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 0.1 + 0.2);

    public static Gen<EvaluationOptions> Options { get; } =
        from metrics in Choice("swap", "flops", "swap-regularised").Array[1, 2]
        from repeats in Gen.Int[1, 2]
        from seed in Choice(0, long.MinValue)
        from mu in Number
        from sigma in Number
        from initializer in Choice(null, "gaussian", "fan-in-uniform")
        from device in Choice(ComputeDevice.Cpu, ComputeDevice.OfCuda(0), ComputeDevice.OfCuda(1))
        from backEnd in Choice(GradientBackEnd.Engine, GradientBackEnd.Libtorch)
        from model in Choice(null, new ModelRunOptions(), new ModelRunOptions { Normalization = NormalizationMode.Running }, new ModelRunOptions { PublishedActivationsOnly = true })
        select new EvaluationOptions
        {
            Metrics = metrics,
            Repeats = repeats,
            Seed = seed,
            Mu = mu,
            Sigma = sigma,
            Initializer = initializer,
            Device = device,
            BackEnd = backEnd,
            Model = model,
        };

    public static Gen<EvaluationRequest> Request { get; } =
        from space in Text
        from architecture in Text
        from options in Options
        from fingerprint in Text
        from task in Choice(null, "", "cifar10")
        select new EvaluationRequest(space, architecture, options, fingerprint) { Task = task };

    public static Gen<MetricScore> Score { get; } =
        from values in Number.Array[0, 2]
        from logarithm in Choice<double?>(null, 0, 1.5, double.NegativeInfinity, double.NaN)
        select new MetricScore(values, logarithm);

    public static Gen<EvaluationResult> Result { get; } =
        from request in Request
        from failure in Choice(null, "", "it is too large")
        from remedy in Choice(null, Remedy.KeepWeights(), Remedy.GiveSizes("a"), Remedy.UseNoise("b"), Remedy.FillPopulation(3, 7), Remedy.FromString("ä\"\n€"))
        from parameters in Gen.Long[0, 1]
        from flops in Gen.Long[0, 1]
        from isCutOff in Gen.Bool
        from keepsTrainedNumbers in Gen.Bool
        from scores in Score.Array[0, 2]
        from undefined in Text.Array[0, 2]
        from seconds in Number.Array[4]
        select new EvaluationResult
        {
            Request = request,
            Failure = failure,
            Remedy = remedy,
            Parameters = parameters,
            Flops = flops,
            IsCutOff = isCutOff,
            KeepsTrainedNumbers = keepsTrainedNumbers,
            Metrics = ValueDictionary<MetricScore>.Create(scores.Select((score, i) => KeyValuePair.Create($"metric{i}", score))),
            Undefined = ValueDictionary<string>.Create(undefined.Select((reason, i) => KeyValuePair.Create($"metric{i}", reason))),
            Notes = [.. undefined],
            Seconds = new EvaluationSeconds { Build = seconds[0], Initialize = seconds[1], Forward = seconds[2], Observe = seconds[3] },
        };

    private static Gen<T> Choice<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
