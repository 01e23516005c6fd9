namespace SwapScore.Cli.Progress;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : ProgressDisplay
{
    public override Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work, ProgressWords? words = null) => work(new Receiver(_ => { }));
}
