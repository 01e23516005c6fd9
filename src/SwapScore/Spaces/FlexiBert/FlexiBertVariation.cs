using SwapScore.Randomness;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>
/// Variation of encoders: the width changes, a layer gets another operation, other heads or another feed-forward part, or layers come or
/// go at the end. Widths and layers are inherited one by one; of parents of different depth the child has the depth of one.
/// </summary>
internal static class FlexiBertVariation
{
    public static FlexiBertArchitecture Mutate(FlexiBertArchitecture parent, FlexiBertChoices choices, RandomKey key)
    {
        var draw = key.Draw();
        while (true)
        {
            var choice = draw.Next(2 + parent.Layers.Length);
            var child = choice switch
            {
                0 => new FlexiBertArchitecture(draw.Pick(choices.Hidden), parent.Layers),
                1 => OfDepth(parent, draw.Pick(choices.Layers), choices, draw),
                _ => new FlexiBertArchitecture(parent.Hidden, parent.Layers.SetItem(choice - 2, Changed(parent.Layers[choice - 2], choices, draw))),
            };
            if (!child.Equals(parent)) return child;
        }
    }

    public static FlexiBertArchitecture Cross(FlexiBertArchitecture first, FlexiBertArchitecture second, RandomKey key)
    {
        var draw = key.Draw();
        var depth = draw.Next(2) == 0 ? first.Layers.Length : second.Layers.Length;
        return new FlexiBertArchitecture(
            draw.Next(2) == 0 ? first.Hidden : second.Hidden,
            [.. Enumerable.Range(0, depth).Select(i =>
                i < first.Layers.Length && (i >= second.Layers.Length || draw.Next(2) == 0) ? first.Layers[i] : second.Layers[i])]);
    }

    /// <summary>Layers are taken off the end, or drawn.</summary>
    private static FlexiBertArchitecture OfDepth(FlexiBertArchitecture parent, int depth, FlexiBertChoices choices, RandomSequence draw) => new(
        parent.Hidden, [.. Enumerable.Range(0, depth).Select(i => i < parent.Layers.Length ? parent.Layers[i] : choices.Layer(draw))]);

    private static FlexiBertLayer Changed(FlexiBertLayer layer, FlexiBertChoices choices, RandomSequence draw)
    {
        var other = choices.Layer(draw);
        return draw.Next(4) switch
        {
            0 => layer with { Operation = other.Operation },
            1 => layer with { Heads = other.Heads },
            2 => layer with { FeedForward = other.FeedForward },
            _ => layer with { FeedForwardCount = other.FeedForwardCount },
        };
    }
}
