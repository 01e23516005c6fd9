using System.Diagnostics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Torch.Running;
using SwapScore.Torch.Training.Images;
using static TorchSharp.torch;

namespace SwapScore.Torch.Training;

/// <summary>The steps of a training: what an epoch does to a network. Whoever has state and velocities of the end of an epoch goes on with the same bits.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly TrainingProtocol _protocol;
    private readonly RandomKey _key;
    private readonly Device _device;
    private readonly int _threads;
    private readonly BatchPipeline _training;
    private readonly TrainingData _data;
    private readonly LearningRateSchedule _schedule;
    private readonly Tensor[] _parameters;

    public TrainingLoop(TrainingRequest request, TrainingData data, Network network)
    {
        (_protocol, _data, _key) = (request.Protocol, data, RandomKey.FromSeed(request.Seed));
        _device = TorchLibrary.Create(request.Device);
        _threads = request.Threads;
        _training = new BatchPipeline(data.Training, new ImageAugmentation(data.Shape, data.Training.Images.Normalization, _protocol), _protocol.BatchSize, request.Threads);
        _schedule = new LearningRateSchedule(_protocol.Schedule, _protocol.LearningRate);
        State = new NetworkState(network, request.Space.Initializer, _key.Derive(RandomPurpose.Repeat, 0), _device);
        _parameters = [.. State.Parameters.Select(parameter => parameter.Values)];
        Optimizer = Optimizer.Create(_protocol, _parameters);
    }

    public NetworkState State { get; }

    public Optimizer Optimizer { get; }

    /// <summary>Trains for an epoch and judges the network after it.</summary>
    /// <param name="epoch">Epochs that are done.</param>
    /// <param name="progress">Is told of each step.</param>
    /// <param name="last">The epoch before; null for none.</param>
    /// <param name="cancellation">Leaves between two steps; what the epoch has changed is then of no use.</param>
    /// <exception cref="NonFiniteLossException">The loss is NaN or infinite.</exception>
    public (TrainingEpoch Epoch, ClassificationResult Result) Run(int epoch, IProgress<TrainingProgress>? progress, TrainingEpoch? last, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var key = _key.Derive(RandomPurpose.Epoch, epoch);
        var (step, losses, right) = (0, 0.0, 0L);
        foreach (var batch in _training.Training(key))
        {
            cancellation.ThrowIfCancellationRequested();
            var (loss, matches) = Step(batch, epoch, step, key.Derive(RandomPurpose.Step, step));
            losses += loss * batch.Labels.Length;
            right += matches;
            step++;
            progress?.Report(new TrainingProgress(epoch, _protocol.Epochs, step, _training.Batches, loss, last));
        }

        var seconds = clock.Elapsed.TotalSeconds;
        var result = Evaluate(cancellation);
        var count = _data.TrainingCount;

        // Times are rounded as the log has them, so that an epoch that is read again is the same.
        return (new TrainingEpoch(
            epoch + 1, _schedule.Rate(epoch, 0, _protocol.Epochs, _training.Batches), losses / count, 100.0 * right / count, result.Loss, result.Accuracy,
            Math.Round(clock.Elapsed.TotalSeconds, 3), Math.Round(count / seconds, 1)), result);
    }

    /// <summary>How well the network classifies the validation images with its running statistics.</summary>
    public ClassificationResult Evaluate(CancellationToken cancellation) =>
        Classifier.Evaluate(State, _data.Validation, _data.Classes.Count, _protocol.BatchSize, _threads, cancellation);

    public void Dispose()
    {
        Optimizer.Dispose();
        State.Dispose();
    }

    private (double Loss, long Right) Step(ImageBatch batch, int epoch, int step, RandomKey key)
    {
        using var scope = NewDisposeScope();
        var dropRate = _protocol.DropPath * epoch / _protocol.Epochs;
        var pass = LearningPass.Train(State, Classifier.InputOf(batch, _data.Shape, _device), dropRate, key, _protocol.StatisticsShare, _protocol.UsesBFloat16);
        var labels = Classifier.LabelsOf(batch, _device);
        var (main, total) = LearningLoss.Compute(State.Network, pass, labels, _protocol.LabelSmoothing, _protocol.AuxiliaryWeight);
        var loss = (double)total.item<float>();
        if (!double.IsFinite(loss)) throw new NonFiniteLossException($"the loss is {loss} in step {step + 1} of epoch {epoch + 1}", "lower the learning rate, or clip gradients");
        var gradients = autograd.grad([total], _parameters, allow_unused: true);
        Optimizer.Step([.. gradients.Select(Arithmetic.OrNull)], _schedule.Rate(epoch, step, _protocol.Epochs, _training.Batches), _protocol.Clipping);
        return (main.item<float>(), pass.Output.argmax(1).eq(labels).sum().item<long>());
    }
}
