using System.Runtime.InteropServices;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Torch.Metrics;
using static TorchSharp.torch;

namespace SwapScore.Torch;

/// <summary>The metrics of gradients of one request, computed by one thread.</summary>
internal sealed class GradientJob(EvaluationRequest request, IReadOnlyList<string> metrics, Batch batch, IReadOnlyList<ISearchSpace> spaces)
{
    private readonly TaskCompletionSource<GradientScores> _scores = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<GradientScores> Scores => _scores.Task;

    public void Run()
    {
        try
        {
            _scores.SetResult(Compute());
        }
        catch (SwapScoreException fault)
        {
            _scores.SetResult(Failed(fault.Hint is null ? fault.Message : $"{fault.Message}; {fault.Hint}"));
        }
        catch (ExternalException fault)
        {
            // How TorchSharp passes on what libtorch says, for example that memory is exhausted.
            _scores.SetResult(Failed($"libtorch: {fault.Message.Split('\n')[0]}"));
        }
        catch (Exception fault)
        {
            _scores.SetException(fault);
        }
    }

    private static GradientScores Failed(string reason) => new(new Dictionary<string, MetricScore>(), new EvaluationSeconds(), reason);

    private GradientScores Compute()
    {
        // One thread inside libtorch: the order of its sums, and so the score, is the same however many architectures are evaluated at once.
        set_num_threads(1);
        var clock = new PhaseClock();
        var space = SearchSpaces.Find(request.Space, spaces);
        var task = SearchSpaces.FindTask(space, request.Task);
        var network = space.BuildScoringNetwork(space.Parse(request.Architecture), task, batch.Shape);
        var build = clock.Lap();
        var key = RandomKey.FromSeed(request.Options.Seed);
        var values = metrics.ToDictionary(metric => metric, _ => new double[request.Options.Repeats]);
        for (var repeat = 0; repeat < request.Options.Repeats; repeat++)
            Repeat(network, space, task, key.Derive(RandomPurpose.Repeat, repeat), (metric, value) => values[metric][repeat] = value);
        return new GradientScores(
            values.ToDictionary(pair => pair.Key, pair => new MetricScore([.. pair.Value])), new EvaluationSeconds { Build = build, Forward = clock.Lap() });
    }

    private void Repeat(Network network, ISearchSpace space, SpaceTask task, RandomKey key, Action<string, double> found)
    {
        using var scope = NewDisposeScope();
        var run = new GradientRun(network, space.Initializer, key, batch, task.Loss);
        foreach (var metric in metrics)
            found(metric, GradientMeasures.Of(metric, run));
    }
}
