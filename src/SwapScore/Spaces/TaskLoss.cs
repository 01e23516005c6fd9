namespace SwapScore.Spaces;

/// <summary>The loss of a task, a mean over samples (and positions); metrics of gradients differentiate it.</summary>
/// <remarks>As in NAS-Bench-Suite-Zero (NeurIPS 2022) and TransNAS-Bench-101 (CVPR 2021).</remarks>
public enum TaskLoss
{
    /// <summary><c>−ln softmax(y)[label]</c>.</summary>
    CrossEntropy,

    /// <summary><c>−ln(softmax(y)[label] + 1e-5)</c>: that of soft labels, for a label that is certain.</summary>
    SoftCrossEntropy,

    /// <summary><c>(y − t)²</c>, t the target. Targets are not part of a batch: they are drawn, N(0, 1), by the labels.</summary>
    SquaredError,

    /// <summary><c>|y − t|</c>, t drawn likewise.</summary>
    AbsoluteError,

    /// <summary><c>|y − x|</c>, x the sample itself.</summary>
    Reconstruction,
}
