using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>
/// Local search: some neighbours of the present architecture are scored; if the best is fitter, the search goes there. Where enough of them in a
/// row are not, or all are known, it starts afresh.
/// </summary>
/// <remarks>
/// White, Nolen, Savani: Exploring the Loss Landscape in Neural Architecture Search (UAI 2021) score all neighbours before they move; spaces
/// with hundreds of them are searched faster by moving to the best of a few.
/// </remarks>
internal sealed class HillClimbing(SearchContext context) : ISearchStrategy
{
    // Cycles without a fitter neighbour before a fresh start.
    private const int Patience = 5;

    private readonly ISearchFitness _fitness = context.Fitness;
    private Candidate? _present;
    private int _fruitless;

    public IReadOnlyList<IArchitecture> Next()
    {
        if (_fruitless >= Patience) _present = null;
        if (_present is not null)
        {
            var neighbors = context.Neighbors(_present.Architecture, context.Options.Mutations);
            if (neighbors.Count > 0) return neighbors;
            _present = null;
        }

        return context.Drawn(context.Options.Mutations);
    }

    public void Accept(IReadOnlyList<Candidate> scored)
    {
        if (scored.Count == 0) return;
        var best = scored.Fittest(_fitness);
        var isFitter = _present is null || _fitness.Of(best) > _fitness.Of(_present);
        _fruitless = isFitter ? 0 : _fruitless + 1;
        if (isFitter) _present = best;
    }
}
