using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch.Loading;
using SwapScore.Torch.Metrics;
using static TorchSharp.torch;

namespace SwapScore.Torch;

/// <summary>The metrics of gradients of one request, computed by one thread.</summary>
internal sealed class GradientJob(EvaluationRequest request, IReadOnlyList<TorchMetric> metrics, Batch batch, IReadOnlyList<ISearchSpace> spaces)
{
    private readonly TaskCompletionSource<GradientScores> _scores = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<GradientScores> Scores => _scores.Task;

    public void Run()
    {
        try
        {
            _scores.SetResult(Compute());
        }
        catch (Exception fault) when (ReasonOf(fault) is not null)
        {
            _scores.SetResult(new GradientScores(new Dictionary<string, MetricScore>(), new Dictionary<string, string>(), new EvaluationSeconds(), ReasonOf(fault)));
        }
        catch (Exception fault)
        {
            _scores.SetException(fault);
        }
    }

    /// <summary>Why something cannot be computed; null where the fault is one of the program.</summary>
    private static string? ReasonOf(Exception fault) => fault switch
    {
        SwapScoreException { Hint: { } hint } => $"{fault.Message}; {hint}",
        SwapScoreException => fault.Message,

        // How TorchSharp passes on what libtorch says, for example that memory is exhausted.
        ExternalException => $"libtorch: {fault.Message.Split('\n')[0]}",
        _ => null,
    };

    private GradientScores Compute()
    {
        // One thread inside libtorch: the order of its sums, and so the score, is the same however many architectures are evaluated at once.
        set_num_threads(1);
        using var convolutions = new PlainConvolutions();
        var clock = new PhaseClock();
        var space = SearchSpaces.Find(request.Space, spaces);
        var task = SearchSpaces.FindTask(space, request.Task);
        var network = space.BuildScoringNetwork(space.Parse(request.Architecture), task, batch.Shape);
        var build = clock.Lap();
        var values = metrics.ToDictionary(metric => metric.Name, _ => new double[request.Options.Repeats]);
        var undefined = new Dictionary<string, string>();
        for (var repeat = 0; repeat < request.Options.Repeats; repeat++)
            Repeat(network, space, task, repeat, values, undefined);
        return new GradientScores(
            values.Where(pair => !undefined.ContainsKey(pair.Key)).ToDictionary(pair => pair.Key, pair => new MetricScore([.. pair.Value])),
            undefined,
            new EvaluationSeconds { Build = build, Forward = clock.Lap() });
    }

    private void Repeat(
        Network network, ISearchSpace space, SpaceTask task, int repeat, Dictionary<string, double[]> values, Dictionary<string, string> undefined)
    {
        using var scope = NewDisposeScope();
        var key = RandomKey.FromSeed(request.Options.Seed).Derive(RandomPurpose.Repeat, repeat);
        var run = new GradientRun(network, space.Initializer, key, batch, task.Loss, device: TorchDevices.Of(request.Options.Device));
        foreach (var metric in metrics.Where(metric => !undefined.ContainsKey(metric.Name)))
        {
            try
            {
                values[metric.Name][repeat] = metric.Of(run);
            }
            catch (Exception fault) when (ReasonOf(fault) is { } reason)
            {
                undefined[metric.Name] = reason;
            }
        }
    }
}
