using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SwapScore.Server.Jobs;
using SwapScore.Server.Requests;
using SwapScore.Server.Telemetry;
using SwapScore.Storage;

namespace SwapScore.Server.Running;

/// <summary>
/// All jobs of a service. They run in the order they came, a few at a time; each is kept in its folder, so that those which were not done when the
/// service ended, however it ended, are gone on with at its next start.
/// </summary>
internal sealed partial class JobQueue(ServerOptions options, RequestContext context, ServiceTelemetry telemetry, ILogger<JobQueue> log) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Job> _jobs = [];
    private readonly Channel<Job> _waiting = Channel.CreateUnbounded<Job>();

    // How long a job waits that another server runs still, though it is thought to have ended.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The folder of all jobs.</summary>
    public string Folder { get; } = Path.Combine(options.Folder, "jobs");

    /// <summary>The jobs, the newest first.</summary>
    public IEnumerable<Job> All => _jobs.Values.OrderByDescending(job => job.Record.Submitted).ThenByDescending(job => job.Id, StringComparer.Ordinal);

    /// <summary>A job by its name.</summary>
    /// <exception cref="UnknownJobException">There is none.</exception>
    public Job Find(string id) => _jobs.TryGetValue(id, out var job) ? job : throw new UnknownJobException(id);

    /// <summary>Takes a job: checks what it asks for, keeps it, and runs it when it is its turn.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="SwapScoreException">It cannot be done.</exception>
    /// <exception cref="TooManyJobsException">Too many jobs wait.</exception>
    public Job Submit(JobRequest request) => Enqueue(Keep(request));

    /// <summary>Checks what a job asks for and keeps it; it does not run by that.</summary>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="SwapScoreException">It cannot be done.</exception>
    /// <exception cref="TooManyJobsException">Too many jobs wait.</exception>
    public Job Keep(JobRequest request)
    {
        request.Prepare(context);
        RequireRoom();
        var folder = JobFolder.CreateNext(Folder);
        var record = new JobRecord(folder.Id, request.ToJson(), JobState.Waiting, context.Workflows.Clock.GetUtcNow());
        folder.Write(record);
        return new Job(folder, record, context.Workflows.Clock);
    }

    /// <summary>Takes a job that is kept, and runs it where it is open.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="UnknownJobException">There is none.</exception>
    public Job Adopt(string id)
    {
        lock (_jobs)
        {
            if (_jobs.TryGetValue(id, out var known) && IsOpen(known.Record)) return known;
            return JobFolder.Find(Folder, id) is { } folder && folder.Read() is { } record ? Adopt(folder, record) : throw new UnknownJobException(id);
        }
    }

    /// <summary>Goes on with a job that was canceled or has failed.</summary>
    /// <exception cref="TooManyJobsException">Too many jobs wait.</exception>
    public void Resume(Job job)
    {
        if (job.Record.State == JobState.Done) return;
        RequireRoom();
        if (job.Wait()) Enqueue(job);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        RunFolder.RequireWritable(Folder);

        // In a cluster it is not said by the folder who runs which job.
        foreach (var folder in options.Cluster is null ? JobFolder.In(Folder) : [])
            if (folder.Read() is { } record) Adopt(folder, record);

        telemetry.ObserveJobs(() => Enum.GetValues<JobState>().Select(state => (Word(state), _jobs.Values.Count(job => job.Record.State == state))));
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, options.RunningJobs).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));

    private async Task WorkAsync(CancellationToken shutdown)
    {
        try
        {
            await foreach (var job in _waiting.Reader.ReadAllAsync(shutdown))
                await RunAsync(job, shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
        }
    }

    private async Task RunAsync(Job job, CancellationToken shutdown)
    {
        using var own = job.Folder.Own();
        if (own is null)
        {
            await Task.Delay(Pause, context.Workflows.Clock, shutdown);
            _waiting.Writer.TryWrite(job);
            return;
        }

        if (options.Cluster is not null && job.Folder.Read() is { } kept && !IsOpen(kept)) job.Take(kept);
        if (job.Begin(shutdown) is not { } stop) return;
        var kind = (string)job.Record.Request["kind"]!;
        var began = context.Workflows.Clock.GetTimestamp();
        using var activity = ServiceTelemetry.Activities.StartActivity("job");
        activity?.SetTag("swapscore.job", job.Id).SetTag("swapscore.kind", kind);
        Began(job.Id, kind);
        try
        {
            var work = JobRequest.Read(job.Record.Request).Prepare(context);
            var result = await work(new JobSite(job.Folder.Run, job, job, stop));
            stop.ThrowIfCancellationRequested();
            job.Folder.WriteResult(result.Document, result.Report);
            job.End(JobState.Done);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            job.End(shutdown.IsCancellationRequested ? JobState.Waiting : JobState.Canceled);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            if (fault is not SwapScoreException) Unexpected(fault, job.Id);
            activity?.SetStatus(ActivityStatusCode.Error, fault.Message);
            job.End(JobState.Failed, Shown(JobFault.From(fault)));
        }

        var (state, seconds) = (Word(job.Record.State), context.Workflows.Clock.GetElapsedTime(began).TotalSeconds);
        activity?.SetTag("swapscore.state", state);
        telemetry.EndJob(kind, state, seconds);
        Ended(job.Id, kind, state, seconds);
    }

    /// <summary>A fault without the folder of the service, which says nothing to clients.</summary>
    private JobFault Shown(JobFault fault) => fault with { Message = fault.Message.Replace($"{Path.TrimEndingDirectorySeparator(options.Folder)}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal) };

    private static string Word(JobState state) => state.ToString().ToLowerInvariant();

    private static bool IsOpen(JobRecord record) => record.State is JobState.Waiting or JobState.Running;

    private Job Adopt(JobFolder folder, JobRecord record)
    {
        var isOpen = IsOpen(record);
        var job = new Job(folder, record with { State = isOpen ? JobState.Waiting : record.State }, context.Workflows.Clock);
        return isOpen ? Enqueue(job) : _jobs[job.Id] = job;
    }

    private Job Enqueue(Job job)
    {
        _jobs[job.Id] = job;
        _waiting.Writer.TryWrite(job);
        return job;
    }

    private void RequireRoom()
    {
        if (_waiting.Reader.Count >= options.WaitingJobs) throw new TooManyJobsException(options.WaitingJobs);
    }

    [LoggerMessage(LogLevel.Information, "{Job} begins: {Kind}")]
    private partial void Began(string job, string kind);

    [LoggerMessage(LogLevel.Information, "{Job} is {State} after {Seconds:0.0} s: {Kind}")]
    private partial void Ended(string job, string kind, string state, double seconds);

    [LoggerMessage(LogLevel.Error, "{Job} failed unexpectedly")]
    private partial void Unexpected(Exception fault, string job);
}
