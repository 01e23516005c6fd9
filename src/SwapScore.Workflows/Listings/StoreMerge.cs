using SwapScore.Store;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Listings;

/// <summary>Adds the results of stores to another one.</summary>
internal static class StoreMerge
{
    /// <returns>How many damaged results were left out.</returns>
    public static long Run(IReadOnlyList<string> paths, string output, TimeProvider clock, IProgress<Note>? notes)
    {
        // All are opened first, so that nothing is added where one is missing.
        var stores = paths.Select(path => ScoreStore.Open(path, ProductVersion.Text, clock)).ToList();
        using var target = ScoreStore.Create(output, ProductVersion.Text, clock);
        var left = 0L;
        foreach (var store in stores)
        {
            using (store)
            {
                var (added, known, damaged) = target.Merge(store);
                notes.Inform($"{store.Place}: {added} results added, {known} were in {target.Place} before");
                if (damaged > 0) notes.Warn($"{store.Place}: {damaged} results are damaged and left out; they are computed again when they are asked for");
                left += damaged;
            }
        }

        return left;
    }
}
