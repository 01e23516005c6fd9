namespace SwapScore.Networks;

/// <summary>The description of one parameter tensor; a network holds no values.</summary>
/// <param name="Name">Name within its node: <c>weight</c>, <c>bias</c>, <c>running_mean</c> …</param>
/// <param name="Role">The role of the tensor.</param>
/// <param name="Outputs">Length of the first dimension: output channels, features, or channels of a normalisation.</param>
/// <param name="FanIn">Values that feed one output: input channels of the group × kernel area; 1 for vectors.</param>
/// <param name="KernelArea">Kernel rows × columns of a convolution weight, otherwise 1.</param>
public sealed record Parameter(string Name, ParameterRole Role, int Outputs, int FanIn = 1, int KernelArea = 1)
{
    /// <summary>Number of values.</summary>
    public long Count => (long)Outputs * FanIn;

    /// <summary>Values that one input feeds: outputs × kernel area.</summary>
    public int FanOut => Outputs * KernelArea;

    /// <summary>Whether training would change it; running statistics and keys of dropout are state and do not count as parameters.</summary>
    public bool IsTrainable => Role is not (ParameterRole.RunningMean or ParameterRole.RunningVariance or ParameterRole.DropoutKey);
}
