namespace SwapScore.Torch.Training;

/// <summary>What changes parameters by their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with momentum, as PyTorch computes it.</summary>
    Sgd,

    /// <summary>RMSProp with momentum, as TensorFlow computes it, with the numbers of NAS-Bench-101: means of squares follow by a tenth, begin at 1, and have 1 added before the root.</summary>
    RmsProp,
}
