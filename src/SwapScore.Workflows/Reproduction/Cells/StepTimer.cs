using System.Diagnostics;
using SwapScore.Torch.Training;

namespace SwapScore.Workflows.Reproduction.Cells;

/// <summary>Measures what a step of a training takes.</summary>
internal static class StepTimer
{
    private const int MostSteps = 5;
    private const double Enough = 20;

    /// <summary>Makes a few steps and throws away what they have learned. The first is not counted: in it memory is taken and code is compiled.</summary>
    /// <param name="request">The training.</param>
    /// <param name="data">The images.</param>
    /// <param name="cancellation">Stops after the step in progress.</param>
    /// <returns>How many steps were counted, and the seconds of one.</returns>
    public static (int Steps, double Seconds) Measure(TrainingRequest request, TrainingData data, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var marks = new List<double>();
        var clock = Stopwatch.StartNew();
        try
        {
            NetworkTraining.Run(request with { Protocol = request.Protocol with { Epochs = 1 } }, data, progress: new Marks(Mark), cancellation: enough.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Enough steps were made.
        }

        return marks.Count > 1 ? (marks.Count - 1, (marks[^1] - marks[0]) / (marks.Count - 1)) : (1, marks[0]);

        void Mark()
        {
            marks.Add(clock.Elapsed.TotalSeconds);
            if (marks.Count > MostSteps || (marks.Count > 1 && marks[^1] > Enough)) enough.Cancel();
        }
    }

    private sealed class Marks(Action mark) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => mark();
    }
}
