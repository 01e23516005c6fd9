namespace SwapScore.Storage.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Row">Its number, from 1.</param>
/// <param name="Fields">Its fields, quotes removed.</param>
internal sealed record CsvRecord(int Row, IReadOnlyList<string> Fields);
