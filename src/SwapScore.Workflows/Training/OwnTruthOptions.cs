using SwapScore.Evaluation;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Training;

/// <summary>A table of one's own: architectures that are all trained in one way.</summary>
public sealed record OwnTruthOptions
{
    private const int MostDraws = 1_000_000;

    /// <summary>The space of the architectures.</summary>
    public required ISearchSpace Space { get; init; }

    /// <summary>The architectures, at least one.</summary>
    public required ValueList<IArchitecture> Architectures { get; init; }

    /// <summary>The images.</summary>
    public required TrainingSource Source { get; init; }

    /// <summary>The run folder; the table is <c>truth.csv</c> in it.</summary>
    public required string Folder { get; init; }

    /// <summary>The file of the table.</summary>
    public string TablePath => Path.Combine(Folder, "truth.csv");

    /// <summary>How the networks are trained. Default: <see cref="TrainingProtocol.Quick"/>.</summary>
    public TrainingProtocol Protocol { get; init; } = TrainingProtocol.Quick;

    /// <summary>Seed of weights, order and changes of images, the same for each network. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Where the networks are computed. Default: the processor.</summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>Number of threads, at least 1. Another number can change the last bits of a result. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>What to do with earlier trainings in the folder. Default: there must be none.</summary>
    public RunStart Start { get; init; }

    /// <summary>Draws different architectures from a space. More of the same seed begin with the same ones.</summary>
    /// <param name="space">The space.</param>
    /// <param name="count">Number of architectures.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <exception cref="UsageException">The space has fewer.</exception>
    public static ValueList<IArchitecture> Draw(ISearchSpace space, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (count > space.DistinctSize) throw new UsageException($"the space {space.Name} has {space.DistinctSize} different architectures, not {count}");
        var key = RandomKey.FromSeed(seed);
        var drawn = new Dictionary<string, IArchitecture>(StringComparer.Ordinal);
        for (var draw = 0; drawn.Count < count && draw < MostDraws; draw++)
        {
            var one = space.Sample(key.Derive(RandomPurpose.Architecture, draw));
            drawn.TryAdd(one.Canonical, one);
        }

        return drawn.Count == count ? [.. drawn.Values] : throw new UsageException($"{MostDraws} draws from the space {space.Name} gave {drawn.Count} different architectures, not {count}", "ask for fewer");
    }

    /// <summary>Checks all settings.</summary>
    /// <exception cref="UsageException">Some are out of range; the message names all of them.</exception>
    public OwnTruthOptions Validated()
    {
        OptionsCheck.Require(
            (Threads >= 1, $"threads are at least 1, not {Threads}"),
            (Architectures.Count >= 1, "there is no architecture to train"));
        return this with { Protocol = Protocol.Validated(), Source = Source.Validated() };
    }
}
