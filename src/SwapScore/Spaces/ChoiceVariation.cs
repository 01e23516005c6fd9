using SwapScore.Randomness;

namespace SwapScore.Spaces;

/// <summary>Variation of architectures that are a fixed number of choices, each a number from 0 on.</summary>
/// <param name="options">How many values each choice has.</param>
/// <param name="encode">The choices of an architecture.</param>
/// <param name="decode">The architecture of choices, or null where they are outside the space.</param>
/// <param name="group">How many neighbouring choices are inherited together.</param>
internal sealed class ChoiceVariation<TArchitecture>(
    IReadOnlyList<int> options, Func<TArchitecture, int[]> encode, Func<int[], TArchitecture?> decode, int group = 1)
    where TArchitecture : class, IArchitecture
{
    // Neighbours outside the space are drawn again; every architecture has many inside.
    private const int MaximumDraws = 10_000;

    private readonly int _neighbours = options.Sum(count => count - 1);

    /// <summary>A neighbour: one choice is another one, all of them equally likely.</summary>
    public TArchitecture Mutate(TArchitecture parent, RandomKey key)
    {
        var draw = key.Draw();
        var choices = encode(parent);
        for (var attempt = 0; attempt < MaximumDraws; attempt++)
            if (decode(Changed(choices, draw.Next(_neighbours))) is { } child && !child.Equals(parent))
                return child;
        throw new InvalidOperationException($"{parent.Text} has no neighbour");
    }

    /// <summary>Every group of choices comes from one of the parents, as likely from either; the first parent where no mixture is in the space.</summary>
    public TArchitecture Cross(TArchitecture first, TArchitecture second, RandomKey key)
    {
        var draw = key.Draw();
        var (one, other) = (encode(first), encode(second));
        var child = new int[one.Length];
        for (var attempt = 0; attempt < MaximumDraws; attempt++)
        {
            for (var start = 0; start < child.Length; start += group)
                (draw.Next(2) == 0 ? one : other).AsSpan(start, group).CopyTo(child.AsSpan(start));
            if (decode(child) is { } mixture) return mixture;
        }

        return first;
    }

    /// <summary>The choices with one changed: neighbours are numbered choice by choice.</summary>
    private int[] Changed(int[] choices, int neighbour)
    {
        var changed = (int[])choices.Clone();
        var choice = 0;
        for (; neighbour >= options[choice] - 1; choice++)
            neighbour -= options[choice] - 1;
        changed[choice] = neighbour < choices[choice] ? neighbour : neighbour + 1;
        return changed;
    }
}
