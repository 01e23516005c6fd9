using System.Text.Json.Nodes;
using System.Text.Json;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Training.Images;
using SwapScore.Values;
using SwapScore.Weights;

namespace SwapScore.Torch.Training;

/// <summary>A network that has been trained, read from the folder of its training. As an initializer it fills networks with what was learned.</summary>
public sealed class TrainedNetwork : IInitializer
{
    private const int BatchSize = 128;

    private readonly string _path;
    private readonly TensorFile _weights;
    private readonly Normalization _normalization;

    private TrainedNetwork(string folder, JsonObject configuration, IReadOnlyList<ISearchSpace> spaces)
    {
        _path = TrainingFolder.WeightsOf(folder);
        _weights = TensorFile.Read(_path);
        var data = configuration["data"]!.AsObject();
        var protocol = configuration["protocol"]!.AsObject();
        Space = SearchSpaces.Find(configuration["space"]!.GetValue<string>(), spaces);
        Architecture = Space.Parse(configuration["architecture"]!.GetValue<string>());
        Classes = [.. data["classes"]!.AsArray().Select(name => name!.GetValue<string>())];
        var sides = data["shape"]!.GetValue<string>().Split('×');
        Shape = new Shape(int.Parse(sides[0], null), int.Parse(sides[1], null), int.Parse(sides[2], null));
        _normalization = new Normalization("trained", Colour(data["mean"]!), Colour(data["deviation"]!));
        HasResizedCrops = protocol["resizedCrops"]!.GetValue<bool>();
        Network = Space.BuildTrainingNetwork(Architecture, new TrainingSize(Shape, Classes.Count)
        {
            Channels = protocol["channels"]?.GetValue<int>(),
            Cells = protocol["cells"]?.GetValue<int>(),
        });
    }

    /// <summary>The space of the architecture.</summary>
    public ISearchSpace Space { get; }

    /// <summary>The architecture.</summary>
    public IArchitecture Architecture { get; }

    /// <summary>The network, without what helps training only.</summary>
    public Network Network { get; }

    /// <summary>The names of the classes, in the order of the outputs.</summary>
    public ValueList<string> Classes { get; }

    /// <summary>Shape of an image.</summary>
    public Shape Shape { get; }

    /// <summary>Whether it was trained on parts of images, resized: the middle of photographs is then what it is judged by.</summary>
    public bool HasResizedCrops { get; }

    /// <inheritdoc/>
    public string Name => "trained";

    /// <summary>Reads the folder of a training: the weights of its end, or of its best epoch where it has not ended.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="spaces">The spaces it may name.</param>
    /// <exception cref="InputException">It is not the folder of a training, no epoch is done, or a file is damaged.</exception>
    public static TrainedNetwork Read(string folder, IReadOnlyList<ISearchSpace> spaces)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder, "config.json");
        try
        {
            if (!File.Exists(path)) throw new InputException($"{folder} is not the folder of a training: it has no config.json", "give the folder that a training wrote");
            return new TrainedNetwork(folder, JsonText.Parse(File.ReadAllText(path))!.AsObject(), spaces);
        }
        catch (Exception fault) when (fault is JsonException or NullReferenceException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new InputException($"{path} is not the configuration of a training", "give the folder that a training wrote", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }
    }

    /// <summary>Fills a parameter, or a running statistic, with what was learned; the key plays no part.</summary>
    /// <param name="node">The node that owns it; of a network of the same architecture and size.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="key">Not used.</param>
    /// <param name="values">All are set.</param>
    /// <exception cref="InputException">The network that was trained has no such parameter.</exception>
    public void Fill(Node node, Parameter parameter, RandomKey key, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(parameter);
        _weights.Values($"{node.Name}.{parameter.Name}", values.Length, _path).CopyTo(values);
    }

    /// <summary>How well it classifies images.</summary>
    /// <param name="images">Images with classes, of the network's shape.</param>
    /// <param name="names">Names of the classes by their numbers; null for the numbers themselves. Default: null.</param>
    /// <param name="device">Where it is computed; null for the processor. Default: null.</param>
    /// <param name="threads">Threads libtorch computes with. Default: 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="UsageException">The images have another shape, no classes, or one that was not learned.</exception>
    /// <exception cref="UnavailableException">libtorch or the device is not there.</exception>
    public ClassificationResult Evaluate(ImageSet images, IReadOnlyList<string>? names = null, ComputeDevice? device = null, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape != Shape) throw new UsageException($"the images of {images.Source} are {images.Shape}, the network was trained on {Shape}", "bring the images to this size");
        var labels = images.Labels ?? throw new UsageException($"the images of {images.Source} have no classes to compare with", "give images with classes");
        return Evaluate(new StoredImages(images.With(_normalization)), images.Source, labels, names, device, threads, cancellation);
    }

    /// <summary>How well it classifies photographs, each by its middle.</summary>
    /// <param name="photographs">The photographs.</param>
    /// <param name="device">Where it is computed; null for the processor. Default: null.</param>
    /// <param name="threads">Threads libtorch computes with. Default: 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <exception cref="UsageException">There is a class that was not learned.</exception>
    /// <exception cref="UnavailableException">libtorch or the device is not there.</exception>
    public ClassificationResult Evaluate(PhotographSet photographs, ComputeDevice? device = null, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(photographs);
        return Evaluate(new Photographs(photographs, _normalization, Shape.Rows), photographs.Source, photographs.Labels, photographs.Classes, device, threads, cancellation);
    }

    private ClassificationResult Evaluate(
        IReadableImages images, string source, IReadOnlyList<int> labels, IReadOnlyList<string>? names, ComputeDevice? device, int threads, CancellationToken cancellation)
    {
        var numbers = Classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        var named = labels.Select(label => TrainingData.NameOf(label, names)).ToList();
        if (named.Find(name => !numbers.ContainsKey(name)) is { } unknown)
            throw new UsageException($"{source} has images of class {unknown}, which the network has not learned", $"its classes are {string.Join(", ", Classes)}");
        TorchLibrary.Load();
        TorchLibrary.Require(device ?? ComputeDevice.Cpu);
        using var plain = ConvolutionChoice.Keep(Network);
        using var count = new ThreadCount(threads);
        using var state = new NetworkState(Network, this, RandomKey.FromSeed(0), TorchLibrary.Create(device ?? ComputeDevice.Cpu));
        Checkpoint.ReadWeights(_path, state);
        return Classifier.Evaluate(
            state, new LabelledImages(images, [.. Enumerable.Range(0, labels.Count)], [.. named.Select(name => numbers[name])]), Classes.Count, BatchSize, threads, cancellation);
    }

    private static Rgb Colour(JsonNode numbers) => new(numbers[0]!.GetValue<double>(), numbers[1]!.GetValue<double>(), numbers[2]!.GetValue<double>());
}
