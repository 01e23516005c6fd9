using System.Globalization;
using SwapScore.Evaluation;

namespace SwapScore.Studies;

/// <summary>The CSV text of rows: <c>architecture,truth,</c> and the mean of each metric, empty where there is none.</summary>
internal static class StudyRow
{
    public static string Header(IEnumerable<string> metrics) =>
        string.Join(',', ["architecture", "truth", .. metrics.Select(Quoted)]) + "\n";

    public static string Text(StudyEntry entry, EvaluationResult result, IEnumerable<string> metrics) =>
        string.Join(',', [
            Quoted(entry.Text),
            Exact(entry.Truth),
            .. metrics.Select(metric => result.Metrics.TryGetValue(metric, out var score) ? Exact(score.Mean) : "")]) + "\n";

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
