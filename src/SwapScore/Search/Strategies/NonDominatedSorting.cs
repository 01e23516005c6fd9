using SwapScore.Randomness;
using SwapScore.Search.Objectives;
using SwapScore.Spaces;

namespace SwapScore.Search.Strategies;

/// <summary>
/// NSGA-II: as many children as members per cycle; of both together the better fronts survive, and of the front that fits in part those with the
/// most room around them.
/// </summary>
/// <remarks>Deb et al.: A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II (IEEE Transactions on Evolutionary Computation, 2002).</remarks>
internal sealed class NonDominatedSorting(SearchContext context) : ISearchStrategy
{
    private readonly RandomSequence _draw = context.Key.Draw();
    private List<Member> _members = [];
    private bool _isFilled;

    public IReadOnlyList<Candidate> Population => [.. _members.Select(member => member.Candidate)];

    public IReadOnlyList<IArchitecture> Next()
    {
        var count = context.Options.Population;
        if (_members.Count < 2) return context.Drawn(_isFilled ? context.Options.Mutations : count);
        return [.. Enumerable.Range(0, count).Select(_ => Child()).OfType<IArchitecture>()];
    }

    public void Accept(IReadOnlyList<Candidate> scored)
    {
        _isFilled = true;
        List<Candidate> all = [.. _members.Select(member => member.Candidate).Concat(scored).DistinctBy(candidate => candidate.Number).OrderBy(candidate => candidate.Number)];
        var values = all.ConvertAll(candidate => context.ObjectivesOf(candidate).ToArray());
        var survivors = new List<Member>();
        foreach (var (rank, front) in NonDomination.Fronts(values).Index())
        {
            var room = context.Options.Population - survivors.Count;
            if (room <= 0) break;
            var crowding = NonDomination.Crowding([.. front.Select(index => values[index])]);
            survivors.AddRange(front.Select((index, place) => new Member(all[index], rank, crowding[place])).OrderByDescending(member => member.Room).Take(room));
        }

        _members = survivors;
    }

    private IArchitecture? Child()
    {
        var parent = Winner().Architecture;
        return context.Mutant(_draw.NextDouble() < context.Options.Crossover ? context.Crossed(parent, Winner().Architecture) : parent);
    }

    /// <summary>The better of two members: of a better front, or with more room around it.</summary>
    private Candidate Winner()
    {
        var (one, other) = (_draw.Pick(_members), _draw.Pick(_members));
        var isOther = other.Rank < one.Rank || other.Rank == one.Rank && other.Room > one.Room;
        return (isOther ? other : one).Candidate;
    }

    private readonly record struct Member(Candidate Candidate, int Rank, double Room);
}
