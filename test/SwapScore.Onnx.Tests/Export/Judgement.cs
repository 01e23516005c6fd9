using SwapScore.Networks;

namespace SwapScore.Onnx.Tests.Export;

/// <summary>What ONNX Runtime says of our engine.</summary>
internal sealed record Judgement
{
    /// <summary>The deviation that is asked for.</summary>
    public const double Small = 1e-4;

    /// <summary>The largest difference of a node: root of the mean square of the difference, relative to that of the node.</summary>
    public double OfNodes { get; private set; }

    /// <summary>The node where it is.</summary>
    public Node? Worst { get; private set; }

    /// <summary>
    /// The largest difference of a value, relative to its own size plus the root of the mean square of its node: rounding is relative to the terms
    /// of a sum, not to what is left of them.
    /// </summary>
    public double OfValues { get; private set; }

    /// <summary>How many values were compared.</summary>
    public long Values { get; private set; }

    /// <summary>How many of them deviate by more than <see cref="Small"/>.</summary>
    public long Beyond { get; private set; }

    /// <summary>Distinct patterns of signs of all activations: of our engine, and of ONNX Runtime.</summary>
    public (int Engine, int OnnxRuntime) Patterns { get; init; }

    /// <summary>Signs of activations that differ.</summary>
    public long Flips { get; init; }

    /// <summary>Signs of activations in all.</summary>
    public long Signs { get; init; }

    /// <summary>Takes one node in.</summary>
    public void Compare(Node node, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        var (squares, differences) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = (double)actual[i] - expected[i];
            (squares, differences) = (squares + (double)expected[i] * expected[i], differences + difference * difference);
        }

        // Not a number is a difference too: comparisons are written so that it fails them.
        var size = Math.Sqrt(squares / expected.Length);
        var ofNode = differences == 0 ? 0 : Math.Sqrt(differences / expected.Length) / size;
        if (!(ofNode <= OfNodes)) (OfNodes, Worst) = (ofNode, node);
        for (var i = 0; i < expected.Length && differences != 0; i++)
        {
            var ofValue = Math.Abs((double)actual[i] - expected[i]) / (Math.Abs(expected[i]) + size);
            if (!(ofValue <= OfValues)) OfValues = ofValue;
            if (!(ofValue <= Small)) Beyond++;
        }

        Values += expected.Length;
    }
}
