using SwapScore.Data;
using SwapScore.Spaces;
using SwapScore.Workflows.Samples;

namespace SwapScore.Server.Requests;

/// <summary>Which samples networks are scored on. No path can be named: a client cannot have files of the service read.</summary>
/// <param name="Data"><c>natural32</c>, <c>noise</c>, or <c>task</c> for the data set the task is about, where the service has it. Default: <c>natural32</c>.</param>
/// <param name="Count">Number of samples. Default: 16.</param>
/// <param name="Side">Side of the images in pixels. Default: that of the data.</param>
/// <param name="RandomLabels">Whether classes are drawn at random. Default: false.</param>
internal sealed record SampleChoice(string? Data = null, int? Count = null, int? Side = null, bool RandomLabels = false)
{
    private const string OfTask = "task";

    /// <summary>The samples of a choice that may be left out.</summary>
    /// <param name="choice">The choice; null for the defaults.</param>
    /// <param name="task">The task that prepares them.</param>
    /// <param name="context">Where published data lie.</param>
    /// <param name="isOfTask">Whether those of the task are meant where no data are named.</param>
    /// <exception cref="UsageException">There are no such data.</exception>
    public static SampleRequest Read(SampleChoice? choice, SpaceTask task, RequestContext context, bool isOfTask = false)
    {
        choice ??= new SampleChoice();
        var builtIn = SampleRequest.BuiltIn(task);
        var request = builtIn with { Count = choice.Count ?? builtIn.Count, Side = choice.Side, HasRandomLabels = choice.RandomLabels };
        return (choice.Data ?? (isOfTask ? OfTask : DataSource.BuiltIn)) switch
        {
            DataSource.BuiltIn => request,
            DataSource.GaussianNoise => request with { Data = DataSource.GaussianNoise },
            OfTask => request.FoundIn(context.Data),
            var other => throw new UsageException(
                $"unknown data '{other}'", $"data of a job: {DataSource.BuiltIn}, {DataSource.GaussianNoise}, {OfTask}"),
        };
    }
}
