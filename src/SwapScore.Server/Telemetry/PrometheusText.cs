using System.Globalization;
using System.Text;

namespace SwapScore.Server.Telemetry;

/// <summary>Writes readings in the text format of Prometheus, version 0.0.4, with the names OpenTelemetry gives them there.</summary>
internal static class PrometheusText
{
    /// <summary>Media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly Dictionary<string, string> Units = new() { ["s"] = "_seconds", ["By"] = "_bytes" };

    /// <summary>All readings.</summary>
    public static string Write(IEnumerable<InstrumentReadings> readings)
    {
        var text = new StringBuilder();
        foreach (var one in readings)
        {
            var name = Name(one);
            if (one.Instrument.Description is { Length: > 0 } description) text.Append($"# HELP {name} {description.Replace("\\", "\\\\", StringComparison.Ordinal).ReplaceLineEndings(" ")}\n");
            text.Append($"# TYPE {name} {(one.IsHistogram ? "histogram" : one.IsCounter ? "counter" : "gauge")}\n");
            foreach (var (labels, sum, buckets) in one.Values())
            {
                if (one.IsHistogram) AppendHistogram(text, name, labels, sum, one.Boundaries, buckets);
                else text.Append(name).Append(Braced(labels)).Append(' ').Append(Number(sum)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Tags as labels, by name.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        return string.Join(',', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal)
            .Select(tag => $"{Plain(tag.Key)}=\"{Escaped(Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")}\""));
    }

    private static string Name(InstrumentReadings one)
    {
        var name = Plain(one.Instrument.Name);
        if (Units.TryGetValue(one.Instrument.Unit ?? "", out var unit) && !name.EndsWith(unit, StringComparison.Ordinal)) name += unit;
        return one.IsCounter ? $"{name}_total" : name;
    }

    private static void AppendHistogram(StringBuilder text, string name, string labels, double sum, IReadOnlyList<double> boundaries, long[] buckets)
    {
        var count = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            count += buckets[i];
            var most = i < boundaries.Count ? Number(boundaries[i]) : "+Inf";
            text.Append(name).Append("_bucket").Append(Braced(labels.Length > 0 ? $"{labels},le=\"{most}\"" : $"le=\"{most}\"")).Append(' ').Append(count).Append('\n');
        }

        text.Append(name).Append("_sum").Append(Braced(labels)).Append(' ').Append(Number(sum)).Append('\n');
        text.Append(name).Append("_count").Append(Braced(labels)).Append(' ').Append(count).Append('\n');
    }

    private static string Braced(string labels) => labels.Length > 0 ? $"{{{labels}}}" : "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Plain(string name) => string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'));

    private static string Escaped(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
