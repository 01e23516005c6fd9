namespace SwapScore.Engine.Steps;

/// <summary>
/// One kernel applied to fixed places of the workspace. Its work is a number of units that can be done in any order and by any
/// thread: every output value belongs to exactly one unit and is computed the same way whoever does it.
/// </summary>
internal abstract unsafe class Step
{
    /// <summary>Number of independent units, at least 1.</summary>
    public abstract int Units { get; }

    /// <summary>Rough number of multiply-adds of all units; decides whether threads are worth waking.</summary>
    public abstract long Cost { get; }

    /// <summary>Does the units [first, end).</summary>
    public abstract void Run(float* workspace, int first, int end);
}
