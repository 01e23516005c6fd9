using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Loading;

namespace SwapScore.Torch.Training;

/// <summary>One training: a network, how it is trained, and on what.</summary>
/// <param name="Space">The space of the architecture.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Protocol">How it is trained.</param>
public sealed record TrainingRequest(ISearchSpace Space, IArchitecture Architecture, TrainingProtocol Protocol)
{
    /// <summary>Seed of weights, order and changes of images. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Where the network is computed. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Threads libtorch computes with, 1 … 1,024. Another number can change the last bits of a result. Default: 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The network that is trained.</summary>
    /// <param name="data">The images.</param>
    /// <exception cref="UsageException">A setting is out of range, or the networks of the space do not have what the protocol asks for.</exception>
    /// <exception cref="NetworkException">The images do not suit the network.</exception>
    public Network Build(TrainingData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Protocol.Validated();
        if (Threads is < 1 or > 1024) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"threads must be 1 … 1024, not {Threads}"));
        return Space.BuildTrainingNetwork(Architecture, new TrainingSize(data.Shape, data.Classes.Count)
        {
            Channels = Protocol.Channels,
            Cells = Protocol.Cells,
            HasAuxiliaryHead = Protocol.AuxiliaryWeight > 0,
            HasDropPath = Protocol.DropPath > 0,
        });
    }

    /// <summary>Everything the result depends on, as <c>config.json</c> holds it.</summary>
    internal JsonObject Describe(Network network, TrainingData data) => new()
    {
        ["schemaVersion"] = JsonText.SchemaVersion,
        ["space"] = Space.Name,
        ["architecture"] = Architecture.Text,
        ["network"] = network.Hash,
        ["seed"] = Seed,
        ["device"] = Device.ToString(),
        ["threads"] = Threads,
        ["libtorch"] = LibtorchFolder.Version,
        ["protocol"] = Protocol.ToJson(),
        ["data"] = new JsonObject
        {
            ["fingerprint"] = data.Fingerprint,
            ["training"] = data.TrainingCount,
            ["validation"] = data.ValidationCount,
            ["shape"] = $"{data.Shape}",
            ["mean"] = Numbers(data.Training.Images.Normalization.Mean),
            ["deviation"] = Numbers(data.Training.Images.Normalization.StandardDeviation),
            ["classes"] = new JsonArray([.. data.Classes.Select(name => (JsonNode)name)]),
        },
    };

    private static JsonArray Numbers(Rgb colour) => new(colour.Red, colour.Green, colour.Blue);
}
