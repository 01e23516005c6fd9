using SwapScore.Search;
using SwapScore.Search.Trainings;
using SwapScore.Spaces;
using SwapScore.Values;
using SwapScore.Workflows.Scoring;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Search.Trainings;

/// <summary>The trainings of a search as a table: the best first, each with the rank its scores had given it.</summary>
internal static class FewTrainingsTable
{
    /// <param name="trainings">The trainings; at least one.</param>
    /// <param name="candidates">All architectures that were scored.</param>
    /// <param name="fitness">What ranks them.</param>
    /// <param name="space">Their space.</param>
    public static Table Create(IReadOnlyList<SwapScore.Search.Trainings.Training> trainings, IReadOnlyList<Candidate> candidates, ISearchFitness fitness, ISearchSpace space)
    {
        var ordered = trainings.OrderByDescending(training => training.Epochs).ThenByDescending(training => training.Accuracy).ThenBy(training => training.Number).ToList();
        var (ranks, winner) = (RanksOf(candidates, fitness), ordered[0].Candidate.Architecture);
        var names = ordered.ConvertAll(training => SearchTables.NameOf(training.Candidate, space));
        var hasNumbers = ordered.Zip(names).Any(pair => pair.Second != pair.First.Candidate.Architecture.Text);
        return new Table(
            [
                Column.Number("Place", "place"), Column.Text("Network", "architecture"), Column.Number("Accuracy %", "accuracy"),
                ordered.Exists(training => training.Epochs > 0) ? Column.Number("Epochs", "epochs") : Column.ForPrograms("epochs", isNumber: true),
                Column.Number("Rank by scores", "rank"), Column.Number("Training", "training"), Column.Text("Chosen by", "choice"), Column.Number("Parameters", "parameters"),
                Column.ForPrograms("number", isNumber: true),
                .. hasNumbers ? (Column[])[new Column("Differs from the winner in", [])] : [],
            ],
            [
                .. ordered.Select((training, i) => (ValueList<Cell>)
                [
                    i + 1, new TextCell(training.Candidate.Architecture.Text, names[i]), new CoefficientCell(training.Accuracy), training.Epochs,
                    new RankCell(ranks[training.Candidate.Number]), training.Number, ChoiceInWords(training.Choice), training.Candidate.Parameters, training.Candidate.Number,
                    .. hasNumbers ? (Cell[])[ArchitectureDifferences.Describe(winner, training.Candidate.Architecture)] : [],
                ]),
            ]);
    }

    /// <summary>Ranks by the number of the candidate; those of equal fitness share one.</summary>
    public static Dictionary<int, int?> RanksOf(IReadOnlyList<Candidate> candidates, ISearchFitness fitness)
    {
        var ordered = candidates.FittestFirst(fitness).ToList();
        return ordered.Zip(Places.Ranks([.. ordered.Select(fitness.Of)])).ToDictionary(pair => pair.First.Number, pair => pair.Second);
    }

    private static string ChoiceInWords(TrainingChoice choice) => choice switch
    {
        TrainingChoice.Weighting => "weights of scores",
        TrainingChoice.Belief => "earlier trainings",
        _ => "accuracy",
    };
}
