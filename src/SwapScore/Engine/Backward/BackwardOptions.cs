using System.Collections.Immutable;
using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>How a plan with a backward pass is compiled.</summary>
internal sealed record BackwardOptions
{
    /// <summary>What its backward passes may find; each asks for some of it.</summary>
    public required GradientKinds Kinds { get; init; }

    /// <summary>
    /// Cuts the forward pass into segments that hold one of so many parts of its values. Values inside segments are computed again by backward passes, in place of
    /// being kept: less memory for about a third more work, and the same bits. Default: 1, everything is kept.
    /// </summary>
    public int Segments { get; init; } = 1;

    /// <summary>Working memory, in bytes, above which a plan is cut into more segments, as many as it takes or helps. Default: 4 GB.</summary>
    public long MostKeptBytes { get; init; } = 4_000_000_000;

    /// <summary>Nodes that are left out: their value is that of their only input. Default: none.</summary>
    public Func<Node, bool> IsLeftOut { get; init; } = _ => false;

    /// <summary>Nodes whose gradients an observer gets to see, each before what it depends on. Default: none.</summary>
    public Func<Node, bool> IsObserved { get; init; } = _ => false;

    /// <summary>Nodes whose gradients by what they read, through them alone, an observer gets to see. They are of one input. Default: none.</summary>
    public Func<Node, bool> IsShown { get; init; } = _ => false;

    /// <summary>Nodes that are computed although another node has their value: what is found of each is of it alone. Default: none.</summary>
    public Func<Node, bool> IsApart { get; init; } = _ => false;

    /// <summary>Where backward passes begin: a node whose value no earlier node has. Default: the output of the network.</summary>
    public Node? Start { get; init; }

    /// <summary>
    /// Nodes at which passes begin anew, such nodes too: the observer sees the gradient that has arrived, and sets another one (<see cref="IRestartObserver"/>).
    /// What lies before such a node is reached through it alone; other ways around it are cut. Default: none.
    /// </summary>
    public ImmutableArray<Node> Restarts { get; init; } = [];

    /// <summary>Whether everything is computed in double precision, one sample at a time.</summary>
    public bool IsDouble { get; init; }
}
