using SwapScore.Search;
using SwapScore.Search.Objectives;
using SwapScore.Values;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search;

/// <summary>An objective of a search as people and programs see it.</summary>
/// <param name="Name">For programs and command lines: <c>latency</c>.</param>
/// <param name="Title">For people, with its unit: <c>latency, ms</c>.</param>
/// <param name="Scale">What a value is multiplied by for people; negative for the score, which is kept as a cost.</param>
/// <param name="Place">Its place among the objectives.</param>
internal sealed record ObjectiveColumn(string Name, string Title, double Scale, int Place)
{
    private const double Milli = 1e3;
    private const double PerMillion = 1e-6;

    /// <summary>The objectives of a search; none where it has the score alone.</summary>
    public static ValueList<ObjectiveColumn> Of(SearchSettings settings) => [.. settings.Search.Objectives.Select((objective, place) => objective switch
    {
        SearchObjective.Score => new ObjectiveColumn(NameOf(objective), "score", -1, place),
        SearchObjective.Parameters => new ObjectiveColumn(NameOf(objective), "parameters, millions", PerMillion, place),
        SearchObjective.Flops => new ObjectiveColumn(NameOf(objective), "multiply-adds, millions", PerMillion, place),
        SearchObjective.Latency => new ObjectiveColumn(NameOf(objective), "latency, ms", Milli, place),
        _ => new ObjectiveColumn(NameOf(objective), "activations, MB", PerMillion, place),
    })];

    /// <summary>The name of an objective.</summary>
    public static string NameOf(SearchObjective objective) => objective.ToString().ToLowerInvariant();

    /// <summary>For programs: the score as it is, counts, seconds and bytes.</summary>
    public double Value(ArchitectureSearch search, Candidate candidate) => search.ObjectivesOf(candidate)[Place] * Math.Sign(Scale);

    /// <summary>For people, in the unit of the title.</summary>
    public double Shown(ArchitectureSearch search, Candidate candidate) => search.ObjectivesOf(candidate)[Place] * Scale;

    /// <summary>The column of a table.</summary>
    public Column Column => Column.Number(char.ToUpperInvariant(Title[0]) + Title[1..], $"objective.{Name}");
}
