using SwapScore.Randomness;

namespace SwapScore.Bench.Scoreboard;

/// <summary>
/// The rows of all columns in two halves: recipes are chosen on the developers' half and checked on the one that is held back. The different architectures of a
/// table are shuffled with a fixed seed; those at even places are the developers'. Rows whose networks compute the same lie in one half.
/// </summary>
/// <param name="Developers">The developers' half of every column.</param>
/// <param name="HeldBack">The other half.</param>
/// <param name="All">Both.</param>
internal sealed record RecipeHalves(IReadOnlyList<RecipeRows> Developers, IReadOnlyList<RecipeRows> HeldBack, IReadOnlyList<RecipeRows> All)
{
    private const long Seed = 20;

    /// <summary>Cuts the rows that have scores of the forward metrics.</summary>
    /// <param name="studies">The studies.</param>
    /// <param name="columns">The columns.</param>
    public static RecipeHalves Create(ScoreboardStudies studies, IEnumerable<ScoreboardColumn> columns)
    {
        var (developers, heldBack, all) = (new List<RecipeRows>(), new List<RecipeRows>(), new List<RecipeRows>());
        foreach (var column in columns)
        {
            var rows = studies.ScoredForward(column);
            if (rows.Count == 0) continue;
            var chosen = Shuffled(studies.Entries(column.Networks, column.Networks.Task).Select(entry => ScoreboardStudies.Key(column.Networks, entry.Architecture)).Distinct())
                .Where((_, place) => place % 2 == 0).ToHashSet();
            developers.Add(new RecipeRows(column, [.. rows.Where(row => chosen.Contains(ScoreboardStudies.Key(column.Networks, row.Entry.Architecture)))]));
            heldBack.Add(new RecipeRows(column, [.. rows.Where(row => !chosen.Contains(ScoreboardStudies.Key(column.Networks, row.Entry.Architecture)))]));
            all.Add(new RecipeRows(column, rows));
        }

        return new RecipeHalves(developers, heldBack, all);
    }

    private static string[] Shuffled(IEnumerable<string> keys)
    {
        string[] order = [.. keys];
        var draw = RandomKey.FromSeed(Seed).Draw();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = draw.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
