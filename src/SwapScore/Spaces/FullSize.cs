using SwapScore.Networks;

namespace SwapScore.Spaces;

/// <summary>A network as it is trained, and used, after an architecture has been chosen.</summary>
/// <param name="Name">What it is for, for example <c>CIFAR-10</c>.</param>
/// <param name="Description">Its size in words, for example <c>36 channels, 20 cells</c>.</param>
/// <param name="Input">Shape of one sample as published; the largest where architectures choose it.</param>
/// <param name="Builder">Builds it for an architecture of the space and samples of a shape.</param>
public sealed record FullSize(string Name, string Description, Shape Input, Func<IArchitecture, Shape, Network> Builder)
{
    /// <summary>The shape of one sample where the architecture chooses it; null where all have <see cref="Input"/>. Default: null.</summary>
    public Func<IArchitecture, Shape>? OwnInput { get; init; }

    /// <summary>Shape of one sample of an architecture's network.</summary>
    /// <param name="architecture">The architecture.</param>
    public Shape InputOf(IArchitecture architecture) => OwnInput?.Invoke(architecture) ?? Input;

    /// <summary>Builds it for an architecture of the space.</summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="input">Shape of one sample; null for <see cref="InputOf"/>. Default: null.</param>
    /// <exception cref="ArgumentException">The architecture is of another space.</exception>
    /// <exception cref="NetworkException">The input is too small or has the wrong channels.</exception>
    public Network Build(IArchitecture architecture, Shape? input = null) => Builder(architecture, input ?? InputOf(architecture));
}
