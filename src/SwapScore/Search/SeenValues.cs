namespace SwapScore.Search;

/// <summary>The values of a metric among the candidates of a search so far, kept sorted.</summary>
internal sealed class SeenValues
{
    private readonly List<double> _values = [];

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    public void Add(double value) => _values.Insert(First(other => other >= value), value);

    /// <summary>How many are below a value, and how many are not above it.</summary>
    public (int Below, int End) Place(double value) => (First(other => other >= value), First(other => other > value));

    /// <summary>The first place from which a condition holds.</summary>
    private int First(Func<double, bool> holds)
    {
        var (low, high) = (0, _values.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(_values[middle])) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
