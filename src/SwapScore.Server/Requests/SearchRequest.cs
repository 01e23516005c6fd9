using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Server.Jobs;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Workflows;
using SwapScore.Workflows.Search;

namespace SwapScore.Server.Requests;

/// <summary>A search for an architecture.</summary>
/// <param name="Space">Name of the space. Default: <c>darts</c>.</param>
/// <param name="Task">Name of the task. Default: the first one of the space.</param>
/// <param name="Algorithm">Name of the search algorithm. Default: <c>swap-nas</c>.</param>
/// <param name="Evaluations">Different architectures that are scored. Default: that of <see cref="SearchOptions"/>.</param>
/// <param name="Population">Size of the population. Default: that of <see cref="SearchOptions"/>.</param>
/// <param name="Mutations">Architectures scored per cycle. Default: that of <see cref="SearchOptions"/>.</param>
/// <param name="MaximumParameters">Upper limit of parameters at full size. Default: none.</param>
/// <param name="MaximumMegaflops">Upper limit of multiply-adds per sample at full size, in millions. Default: none.</param>
/// <param name="Metrics">Metrics; the first one, or an aggregate in its place, is maximized. Default: that of <see cref="SearchSessionOptions"/>.</param>
/// <param name="Fitness">What is maximized. Default: by the first metric.</param>
/// <param name="Options">Options of scores, without metrics; their seed is that of the search, too.</param>
/// <param name="Samples">The samples.</param>
internal sealed record SearchRequest(
    string Space = "darts",
    string? Task = null,
    string? Algorithm = null,
    int? Evaluations = null,
    int? Population = null,
    int? Mutations = null,
    int? MaximumParameters = null,
    double? MaximumMegaflops = null,
    IReadOnlyList<string>? Metrics = null,
    FitnessKind Fitness = FitnessKind.ByMetric,
    JsonObject? Options = null,
    SampleChoice? Samples = null) : JobRequest
{
    private const double Mega = 1e6;

    public override JobWork Prepare(RequestContext context)
    {
        var space = SearchSpaces.Find(Space, context.Workflows.Spaces);
        var task = SearchSpaces.FindTask(space, Task);
        var standard = new SearchSessionOptions { Space = space, Task = task, Fitness = new FitnessChoice(Fitness) };
        var metrics = ScoringChoice.ReadMetrics(Metrics ?? standard.Evaluation.Metrics, task);
        var evaluation = ScoringChoice.ReadOptions(Options, metrics.Computed(), standard.Evaluation.Repeats);
        var search = standard.Search;
        var options = (standard with
        {
            Samples = SampleChoice.Read(Samples, task, context),
            Evaluation = evaluation,
            Regularization = ScoringChoice.ReadRegularization(Options, evaluation),
            Search = search with
            {
                Algorithm = Algorithm is null ? search.Algorithm : SearchAlgorithm.Find(Algorithm),
                Evaluations = Evaluations ?? search.Evaluations,
                Population = Population ?? search.Population,
                Mutations = Mutations ?? search.Mutations,
                Budget = new SearchBudget { Parameters = MaximumParameters, Flops = (long?)(MaximumMegaflops * Mega) },
                Seed = evaluation.Seed,
            },
            Fitness = standard.Fitness with { Aggregate = metrics is [{ IsAggregate: true } aggregate, ..] ? aggregate : null },
            Threads = context.Threads,
        }).Validated();
        return async site =>
        {
            var outcome = await context.Workflows.SearchAsync(
                options with { Folder = site.Run, Start = RunStart.Resume }, site.Progress, site.Notes, site.Cancellation);
            outcome.WriteReport(JsonText.Line(ToJson()));
            return new JobResult(outcome.Document, outcome.CreatePage(JsonText.Line(ToJson())));
        };
    }
}
