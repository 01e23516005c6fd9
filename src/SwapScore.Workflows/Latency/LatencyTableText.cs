using System.Globalization;
using System.Text;

namespace SwapScore.Workflows.Latency;

/// <summary>Tables of latencies as CSV. No field needs quotes.</summary>
internal static class LatencyTableText
{
    private const string Header = "operator,shape,milliseconds,spread,sum,space,task,threads,batch,device";

    private const int MostOfAField = 40;

    /// <summary>Writes a table; times are milliseconds.</summary>
    public static string Write(LatencyTable table)
    {
        var (text, how) = (new StringBuilder(Header).Append('\n'), table.Conditions);
        foreach (var row in table.Rows)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{row.Key.Name},{row.Key.Shape},{Milliseconds(row.Seconds)},{Milliseconds(row.Spread)},{(row.Sum is { } sum ? Milliseconds(sum) : "")},{how.Space},{how.Task},{how.Threads},{how.Batch},{how.Device}\n");
        }

        return text.ToString();
    }

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is missing or no such table; the message names the line.</exception>
    public static LatencyTable Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }

        if (lines is [] || lines[0] != Header) throw new InputException($"{path} is no table of latencies: its first line is not '{Header}'", "measure one");
        var rows = lines.Select((line, i) => (Line: line, Number: i + 1)).Skip(1).Where(one => one.Line.Length > 0).Select(one => ReadRow(one.Line, $"{path}, line {one.Number}")).ToList();
        if (rows.Count == 0) throw new InputException($"{path} holds no latency");
        var other = rows.FindIndex(row => row.Conditions != rows[0].Conditions);
        return other < 0
            ? new LatencyTable(path, rows[0].Conditions, rows.Select(row => row.Row))
            : throw new InputException($"{path} mixes latencies that were measured otherwise: {rows[0].Conditions.Space}, {rows[0].Conditions}; and {rows[other].Conditions.Space}, {rows[other].Conditions}");
    }

    private static (LatencyRow Row, LatencyConditions Conditions) ReadRow(string line, string place)
    {
        var fields = line.Split(',');
        if (fields.Length != Header.Split(',').Length) throw new InputException($"{place}: {fields.Length} fields where there should be {Header.Split(',').Length}");
        var sum = fields[4].Length == 0 ? (double?)null : Number(4);
        return (new LatencyRow(new OperatorKey(fields[0], fields[1]), Number(2), Number(3), sum), new LatencyConditions(fields[5], fields[6], Count(7), Count(8), fields[9]));

        double Number(int field) => double.TryParse(fields[field], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && double.IsFinite(value)
            ? value / 1e3
            : throw new InputException($"{place}: '{PrintableText.Shortened(fields[field], MostOfAField)}' is no number of milliseconds");

        int Count(int field) => int.TryParse(fields[field], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1
            ? value
            : throw new InputException($"{place}: '{PrintableText.Shortened(fields[field], MostOfAField)}' is no number of threads or samples");
    }

    private static string Milliseconds(double seconds) => (1e3 * seconds).ToString("G6", CultureInfo.InvariantCulture);
}
