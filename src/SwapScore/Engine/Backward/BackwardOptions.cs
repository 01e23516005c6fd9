using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>How a plan with a backward pass is compiled.</summary>
internal sealed record BackwardOptions
{
    /// <summary>What its backward passes may find; each asks for some of it.</summary>
    public required GradientKinds Kinds { get; init; }

    /// <summary>Nodes that are left out: their value is that of their only input. Default: none.</summary>
    public Func<Node, bool> IsLeftOut { get; init; } = _ => false;

    /// <summary>Nodes whose gradients an observer gets to see, each before what it depends on. Default: none.</summary>
    public Func<Node, bool> IsObserved { get; init; } = _ => false;

    /// <summary>Whether everything is computed in double precision, one sample at a time.</summary>
    public bool IsDouble { get; init; }
}
