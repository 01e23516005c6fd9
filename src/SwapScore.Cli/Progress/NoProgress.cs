namespace SwapScore.Cli.Progress;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : ProgressDisplay
{
    protected override void Show(WorkProgress value)
    {
    }

    public override void Pause()
    {
    }
}
