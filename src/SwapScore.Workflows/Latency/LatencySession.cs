using System.Globalization;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Latency;

/// <summary>Measures the operators that networks of a space are made of, and some whole networks, into a table.</summary>
/// <param name="workflows">The parts of the product it uses.</param>
internal sealed class LatencySession(WorkflowContext workflows)
{
    // Networks drawn to be measured as a whole are others than those whose operators are looked for first.
    private const int FirstSeed = 1_000_000;

    // Above these, a user should know.
    private const double MuchDrift = 0.1;
    private const double MuchSpread = 0.25;

    /// <summary>Measures what the file does not hold yet.</summary>
    /// <param name="options">Of which space, how, and where to.</param>
    /// <param name="progress">Is told after every operator and network.</param>
    /// <param name="notes">Is told what is there already.</param>
    /// <param name="cancellation">Stops after the operator in progress; the file then holds what is measured.</param>
    /// <exception cref="WorkInterruptedException">It was stopped; the same options go on.</exception>
    /// <exception cref="SwapScoreException">A setting is wrong, or the file is of something else or cannot be written.</exception>
    public Outcome Run(LatencyOptions options, IProgress<WorkProgress>? progress = null, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        AtomicFile.RequireWritable(options.Path);
        var timer = workflows.Timer?.Value ?? throw new UnavailableException("latencies are measured through ONNX Runtime, which is not part of this program");
        var earlier = !options.Replaces && File.Exists(options.Path) ? LatencyTableText.Read(options.Path) : null;
        var (space, task) = FindSpace(options, earlier);
        var conditions = new LatencyConditions(space.Name, task.Name, options.Passes.Threads, options.Passes.Batch, timer.Device);
        if (earlier is not null && earlier.Conditions != conditions)
        {
            throw new UsageException(
                $"{options.Path} holds latencies of {earlier.Conditions.Space}, {earlier.Conditions}; asked for are those of {conditions.Space}, {conditions}",
                Remedy.StartAgain("name another file"));
        }

        var networks = Draw(space, task, options.Networks);
        var operators = networks.SelectMany(NetworkOperators.Read).Concat(OperatorDraws.FindAll(space, task, cancellation)).DistinctBy(one => one.Key);
        var left = operators.Where(one => earlier?.Has(one.Key) != true).ToList();
        if (earlier is not null) notes.Inform(string.Create(CultureInfo.InvariantCulture, $"{options.Path} has {earlier.Rows.Count} rows; {left.Count} operators are missing"));
        var work = new LatencyWork(options, conditions, timer, progress);
        var drift = work.Run(earlier?.Rows ?? [], left, networks, cancellation);
        var table = work.Write();
        return LatencyListing.Create(table, drift, [.. Judge(table, drift)]);
    }

    private (ISearchSpace Space, SpaceTask Task) FindSpace(LatencyOptions options, LatencyTable? earlier)
    {
        var space = options.Space ?? (earlier is not null
            ? SearchSpaces.Find(earlier.Conditions.Space, workflows.Spaces)
            : throw new UsageException($"there is no table {options.Path} that could be completed", "name the search space whose networks are to be measured"));

        // Variants of a space have the same networks, and share a table.
        if (space.VariantOf is { } root) space = SearchSpaces.Find(root, workflows.Spaces);
        return (space, SearchSpaces.FindTask(space, options.Task ?? earlier?.Conditions.Task));
    }

    private static List<Network> Draw(ISearchSpace space, SpaceTask task, int count) =>
        [.. Enumerable.Range(0, count).Select(number => space.FullSizes(task)[0].Build(space.Sample(RandomKey.FromSeed(FirstSeed + number))))];

    /// <summary>How steady the device is, where it is not.</summary>
    private static IEnumerable<Note> Judge(LatencyTable table, double drift)
    {
        if (Math.Abs(drift) > MuchDrift)
        {
            yield return Warning(
                $"the same network took {100 * Math.Abs(drift):F0} % {(drift > 0 ? "longer at the end than at the beginning: the device gets slower as it warms, or other programs run on it" : "less at the end than at the beginning: other programs run on the device")}");
        }

        if (table.Spread > MuchSpread) yield return Warning($"passes of the same operator or network spread by {100 * table.Spread:F0} % of their median: let nothing else run on the device");

        static Note Warning(FormattableString text) => new(text.ToString(CultureInfo.InvariantCulture), IsWarning: true);
    }
}
