using SwapScore.Networks;
using static System.FormattableString;

namespace SwapScore.Spaces.Darts;

/// <summary>Builds networks of DARTS cells.</summary>
/// <remarks>Liu, Simonyan, Yang: DARTS: Differentiable Architecture Search (ICLR 2019).</remarks>
internal static class DartsNetworks
{
    /// <summary>Channels an image needs for the scoring network.</summary>
    public const int ScoringChannels = 3;

    private const int Classes = 10;

    /// <summary>
    /// Builds the network SWAP-Score is computed on: the image is both inputs of one reduction cell with 6 channels, then global average
    /// pooling and a classifier. Only the genotype's reduction cell is used.
    /// </summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="input">Shape of an image: three channels and any side.</param>
    /// <param name="classes">Outputs of the classifier, which count among the parameters. Default: 10.</param>
    /// <exception cref="NetworkException">The image has not three channels.</exception>
    public static Network BuildScoring(DartsGenotype genotype, Shape input, int classes = Classes) =>
        Build(genotype, DartsNetworkOptions.Scoring with { Classes = classes }, OfImage(input), "darts-scoring");

    /// <summary>
    /// Builds a network on which both cells of a genotype count: beside the reduction cell of the published scoring network stands a normal cell of
    /// as many channels that reads the same image and keeps its resolution; their features are joined before the classifier.
    /// </summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="input">Shape of an image: three channels and any side.</param>
    /// <param name="classes">Outputs of the classifier, which count among the parameters. Default: 10.</param>
    /// <exception cref="NetworkException">The image has not three channels.</exception>
    public static Network BuildScoringBothCells(DartsGenotype genotype, Shape input, int classes = Classes) =>
        SideBySide(genotype, DartsNetworkOptions.Scoring with { Classes = classes }, OfImage(input), "darts-scoring-both");

    /// <summary>Builds the scoring network with a single channel in its cell, for any number of input channels.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="input">Shape of an image.</param>
    public static Network BuildThin(DartsGenotype genotype, Shape input) => Build(genotype, Thin, input, "darts-thin");

    /// <summary>The same for <see cref="BuildScoringBothCells"/>.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="input">Shape of an image.</param>
    public static Network BuildThinBothCells(DartsGenotype genotype, Shape input) => SideBySide(genotype, Thin, input, "darts-thin-both");

    /// <summary>Builds a full network: stem, cells, global average pooling, classifier, and perhaps an auxiliary head.</summary>
    /// <param name="genotype">The architecture.</param>
    /// <param name="options">How cells are stacked.</param>
    /// <param name="input">Shape of an image; CIFAR 3×32×32, ImageNet 3×224×224.</param>
    /// <returns>The network; its outputs are the logits and, with an auxiliary head, the logits of that head.</returns>
    /// <exception cref="UsageException">An option is out of range.</exception>
    /// <exception cref="NetworkException">The image is too small for the auxiliary head.</exception>
    public static Network Build(DartsGenotype genotype, DartsNetworkOptions options, Shape input) => Build(genotype, options, input, "darts");

    private static DartsNetworkOptions Thin { get; } = DartsNetworkOptions.Scoring with { Channels = 1 };

    private static Shape OfImage(Shape input) => input.Channels == ScoringChannels
        ? input
        : throw new NetworkException(Invariant($"the scoring network of a DARTS cell reads images of {ScoringChannels} channels, not {input}"));

    private static Network SideBySide(DartsGenotype genotype, DartsNetworkOptions options, Shape input, string name)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        var builder = new NetworkBuilder(name);
        var image = builder.Input(input);
        var features = builder.Concatenation([Features("reduce", genotype.Reduce, true), Features("normal", genotype.Normal, false)], "features");
        return builder.Build(builder.As(NodeRole.Head).Linear(features, options.Classes, name: "classifier"));

        Node Features(string scope, DartsCell cell, bool isReduction) => builder.GlobalAveragePooling(
            new DartsCellBuilder(builder.Within(scope), 2 * options.Channels, isReduction, options).Build(cell, image, image, followsReduction: false),
            $"{scope}-pooling");
    }

    private static Network Build(DartsGenotype genotype, DartsNetworkOptions options, Shape input, string name)
    {
        ArgumentNullException.ThrowIfNull(genotype);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();

        var builder = new NetworkBuilder(name);
        var (beforePrevious, previous) = Stem(builder, builder.Input(input), options);
        if (options.Stem is DartsStem.Cifar or DartsStem.ImageNet) builder.EndBlock(previous);
        var followsReduction = options.Stem == DartsStem.ImageNet;
        var channels = options.Channels;
        var last = 2 * options.Layers / 3;
        Node? auxiliary = null;
        for (var i = 0; i < options.Layers; i++)
        {
            var isReduction = options.IsReduction(i);
            if (isReduction) channels *= 2;
            var cell = new DartsCellBuilder(builder.Within($"cell{i}"), channels, isReduction, options)
                .Build(isReduction ? genotype.Reduce : genotype.Normal, beforePrevious, previous, followsReduction);
            (beforePrevious, previous, followsReduction) = (previous, builder.EndBlock(cell), isReduction);
            if (options.Auxiliary && i == last) auxiliary = AuxiliaryHead(builder.Within("auxiliary").As(NodeRole.Auxiliary), cell, options);
        }

        var head = builder.As(NodeRole.Head);
        var logits = head.Linear(head.GlobalAveragePooling(previous, "pooling"), options.Classes, name: "classifier");
        return auxiliary is null ? builder.Build(logits) : builder.Build(logits, auxiliary);
    }

    private static (Node BeforePrevious, Node Previous) Stem(NetworkBuilder builder, Node image, DartsNetworkOptions options)
    {
        switch (options.Stem)
        {
            case DartsStem.Cifar:
                var stem = Normalized(builder.Within("stem"), image, 3 * options.Channels, stride: 1, options.Affine);
                return (stem, stem);
            case DartsStem.ImageNet:
                var first = Normalized(builder.Within("stem0.first"), image, options.Channels / 2, stride: 2, options.Affine);
                first = builder.Relu(first, "stem0.relu");
                var quarter = Normalized(builder.Within("stem0.second"), first, options.Channels, stride: 2, options.Affine);
                var eighth = builder.Relu(quarter, "stem1.relu");
                return (quarter, Normalized(builder.Within("stem1"), eighth, options.Channels, stride: 2, options.Affine));
            default:
                return (image, image);
        }

        static Node Normalized(NetworkBuilder builder, Node x, int channels, int stride, bool affine) =>
            builder.BatchNormalization(
                builder.Convolution(x, channels, 3, stride, padding: 1, name: "convolution"), affine, "normalization");
    }

    private static Node AuxiliaryHead(NetworkBuilder builder, Node x, DartsNetworkOptions options)
    {
        var isImageNet = options.Stem == DartsStem.ImageNet;
        var source = x.Shape;
        x = builder.Relu(x, "relu");
        x = builder.AveragePooling(x, 5, stride: isImageNet ? 2 : 3, name: "pooling");
        x = builder.Convolution(x, 128, 1, name: "projection");
        x = builder.Relu(builder.BatchNormalization(x, options.Affine, "normalization"), "projection-relu");
        x = builder.Convolution(x, 768, 2, name: "features");

        // The published ImageNet head has no normalisation here, and its authors keep it so for the sake of the paper's results.
        if (!isImageNet) x = builder.BatchNormalization(x, options.Affine, "features-normalization");
        if (x.Shape.Area != 1)
            throw new NetworkException($"the auxiliary head needs maps of {(isImageNet ? "7×7" : "8×8")}, but cell {2 * options.Layers / 3} gives {source}");
        return builder.Linear(builder.Relu(x, "features-relu"), options.Classes, name: "classifier");
    }
}
