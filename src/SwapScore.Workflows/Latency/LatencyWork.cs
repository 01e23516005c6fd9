using System.Globalization;
using SwapScore.Networks;
using SwapScore.Storage;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Latency;

/// <summary>The measuring of one table.</summary>
/// <param name="options">How, and where to.</param>
/// <param name="conditions">What the table says of it.</param>
/// <param name="timer">Times passes.</param>
/// <param name="progress">Is told after every operator and network.</param>
internal sealed class LatencyWork(LatencyOptions options, LatencyConditions conditions, PassTimer timer, IProgress<WorkProgress>? progress)
{
    private readonly List<LatencyRow> _rows = [];
    private int _done;

    /// <summary>Measures operators, then whole networks; the first network also before all operators.</summary>
    /// <param name="earlier">What is measured already.</param>
    /// <param name="operators">The operators to be measured.</param>
    /// <param name="networks">The networks that are measured as a whole.</param>
    /// <param name="cancellation">Stops; what is measured is written.</param>
    /// <returns>How much longer the first network took at the end than at the beginning, as a share.</returns>
    public double Run(IEnumerable<LatencyRow> earlier, IReadOnlyList<NetworkOperator> operators, IReadOnlyList<Network> networks, CancellationToken cancellation)
    {
        // Networks measured earlier stand beside sums of operators that are still those of the table; new ones are measured with whatever is added.
        _rows.AddRange(earlier.Where(row => !row.IsNetwork));
        var total = operators.Count + networks.Count + 2;
        try
        {
            var first = Measure(default, networks[0], total, cancellation).Seconds;
            if (!_rows.Exists(row => row.Key == LatencyRow.Session)) _rows.Add(Measure(LatencyRow.Session, OneNumber(), total, cancellation));
            foreach (var one in operators)
                _rows.Add(Measure(one.Key, one.Build(), total, cancellation));
            var sums = new LatencyTable(options.Path, conditions, _rows);
            var whole = networks.Select((network, number) => Measure(Name(number), network, total, cancellation) with { Sum = sums.Sum(network) }).ToList();
            _rows.AddRange(whole);
            return whole[0].Seconds / first - 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Write();
            throw new WorkInterruptedException(_done, total, "operators and networks", isKept: true, folder: null, cancellation);
        }
    }

    /// <summary>Writes what is measured.</summary>
    public LatencyTable Write()
    {
        var table = new LatencyTable(options.Path, conditions, _rows);
        AtomicFile.Write(options.Path, LatencyTableText.Write(table));
        return table;
    }

    private LatencyRow Measure(OperatorKey key, Network network, int total, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var row = LatencyRow.FromTimes(key, timer.Times(network, options.Passes));
        progress?.Report(new WorkProgress(++_done, total, "measuring"));
        return row;
    }

    private static OperatorKey Name(int number) => new(LatencyRow.NetworkName, string.Create(CultureInfo.InvariantCulture, $"draw {number}"));

    private static Network OneNumber()
    {
        var builder = new NetworkBuilder("session");
        return builder.Build(builder.Relu(builder.Input(new Shape(1, 1, 1))));
    }
}
