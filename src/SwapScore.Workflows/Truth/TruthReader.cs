using SwapScore.Spaces;
using SwapScore.Truth;

namespace SwapScore.Workflows.Truth;

/// <summary>Reads a table of ground truth in whichever of the formats of its space it is.</summary>
internal static class TruthReader
{
    /// <summary>Reads the table of a request.</summary>
    /// <param name="request">Which table.</param>
    /// <param name="spaces">The spaces there are. Default: those of the product.</param>
    /// <exception cref="InputException">It is missing, damaged, or of another space.</exception>
    public static TruthTable Read(TruthRequest request, IReadOnlyList<ISearchSpace>? spaces = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        return SearchSpaces.ReadTable(SearchSpaces.Find(request.Space, spaces ?? SearchSpaces.All), request.Task, request.Path, request.Published, spaces);
    }
}
