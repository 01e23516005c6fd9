using SwapScore.Truth;

namespace SwapScore.Spaces;

/// <summary>Reads tables of trained networks in the formats of a space.</summary>
internal static class SpaceTables
{
    // Enough to see whether a table is of a space: one row may be malformed.
    private const int RowsTried = 5;

    /// <summary>Reads a table of a space in whichever of its formats it is.</summary>
    /// <param name="space">The space.</param>
    /// <param name="task">Name of one of its tasks.</param>
    /// <param name="path">The table.</param>
    /// <param name="published">Path of a table of published metrics beside it; null for none.</param>
    /// <param name="others">Spaces that a table may be of by mistake; an error names the one. Default: all of the product.</param>
    /// <exception cref="InputException">The table is missing, damaged, or of another space.</exception>
    /// <exception cref="UsageException">The space has no tables.</exception>
    public static TruthTable Read(ISearchSpace space, string task, string path, string? published = null, IReadOnlyList<ISearchSpace>? others = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        var study = space.Study ?? throw new UsageException($"the space {space.Name} has no tables of trained networks");
        var expected = string.Join(" or ", study.FileNames.DefaultIfEmpty("a table of architecture and accuracy"));
        var file = TruthFile.Read(path, expected);
        var metrics = published is null ? null : TruthFile.Read(published, "the table of published metrics");
        try
        {
            var reader = study.Tables.FirstOrDefault(table => table.Accepts(file))
                ?? throw new InputException($"{path} is in none of the formats of the space {space.Name}", $"expected {expected}");
            var table = reader.Read(file, task, metrics);
            if (table.Rows.Count == 0 || HoldsArchitecturesOf(space, table) || Owner() is not { } other) return table;
            throw Foreign(other);
        }
        catch (InputException) when (Owner() is { } other)
        {
            throw Foreign(other);
        }

        ISearchSpace? Owner() => (others ?? SearchSpaces.All).FirstOrDefault(other => other.Name != space.Name && other.VariantOf is null && IsTableOf(other, file));

        InputException Foreign(ISearchSpace other) => new($"{path} is a table of the space {other.Name}, not of {space.Name}", $"study {other.Name}, or give {expected}");
    }

    private static bool IsTableOf(ISearchSpace space, TruthFile file)
    {
        foreach (var reader in space.Study?.Tables ?? [])
        {
            foreach (var task in space.Tasks)
            {
                try
                {
                    if (reader.Accepts(file) && HoldsArchitecturesOf(space, reader.Read(file, task.Name, null))) return true;
                }
                catch (InputException)
                {
                    // Not of this format, or without this task.
                }
            }
        }

        return false;
    }

    private static bool HoldsArchitecturesOf(ISearchSpace space, TruthTable table) => table.Rows.Take(RowsTried).Any(row =>
    {
        try
        {
            space.Parse(row.Architecture);
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    });
}
