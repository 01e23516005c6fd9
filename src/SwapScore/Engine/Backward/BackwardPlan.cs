using SwapScore.Networks;

namespace SwapScore.Engine.Backward;

/// <summary>
/// The backward pass of a plan, which follows a forward pass any number of times: from the gradient by the output to those asked for. The forward pass keeps the
/// values that it reads; gradients take each other's place as soon as nothing needs them any more.
/// </summary>
/// <param name="Output">The output and where its values lie.</param>
/// <param name="Seed">Where the gradient by the output is put before a pass.</param>
/// <param name="Entries">The pass.</param>
/// <param name="Parameters">The parameters the output depends on, in the order of the network.</param>
/// <param name="Products">Nodes and where their products lie, <c>[block][channel][lane]</c>, in the order of the network.</param>
/// <param name="Input">The input and where the gradient by it lies; null where it is not asked for or the output does not depend on it.</param>
internal sealed record BackwardPlan(
    Observation Output,
    Slot Seed,
    BackwardEntry[] Entries,
    IReadOnlyList<ParameterGradient> Parameters,
    IReadOnlyList<(Node Node, long Offset)> Products,
    Observation? Input);
