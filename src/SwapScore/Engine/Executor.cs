using System.Runtime.CompilerServices;
using SwapScore.Data;
using SwapScore.Randomness;
using SwapScore.Weights;
using static System.FormattableString;

namespace SwapScore.Engine;

/// <summary>
/// Runs plans: holds the working memory and the weights of the moment. One executor serves one caller at a time; make one a worker.
/// After <see cref="Load"/>, any number of initialisations run without allocating.
/// </summary>
/// <param name="threads">Threads that share the work inside one forward pass, at least 1. Never changes a result.</param>
internal sealed unsafe partial class Executor(int threads = 1) : IDisposable
{
    // Below this many multiply-adds waking another thread costs more than it saves: 2¹⁸ take 5 to 10 microseconds on one core, about as
    // long as Parallel.For takes to start.
    private const long MinimumParallelCost = 1 << 18;

    private readonly Workspace _workspace = new();
    private readonly ParallelOptions _parallel = new() { MaxDegreeOfParallelism = threads };
    private readonly DrawnEmbeddings _embeddings = new();
    private float[] _scratch = [];
    private Plan? _plan;
    private Batch? _batch;

    /// <summary>Threads that share the work inside one forward pass.</summary>
    internal int Threads
    {
        get => _parallel.MaxDegreeOfParallelism;
        set => _parallel.MaxDegreeOfParallelism = value;
    }

    /// <summary>Working memory it holds, in bytes.</summary>
    internal long WorkspaceBytes => _workspace.Bytes;

    /// <summary>Makes room for a plan and puts the samples in place.</summary>
    /// <param name="plan">What to run next.</param>
    /// <param name="batch">As many samples as the plan was compiled for, of its input's shape.</param>
    /// <exception cref="UsageException">The batch does not fit the plan.</exception>
    public void Load(Plan plan, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Holds(plan))
        {
            Feed(batch);
            return;
        }

        _batch = null;
        if (_workspace.Reserve(plan.Size)) _embeddings.Clear();
        _embeddings.Keep(plan);
        (_plan, _direction) = (plan, null);
        var largest = plan.Weights.Length == 0 ? 0 : plan.Weights.Max(slot => slot.Parameter.Count);
        if (_scratch.Length < largest) _scratch = new float[largest];
        Feed(batch);
    }

    /// <summary>Puts other samples in place; the weights stay.</summary>
    /// <param name="batch">As many samples as the plan was compiled for, of its input's shape.</param>
    /// <exception cref="UsageException">The batch does not fit the plan.</exception>
    /// <exception cref="InvalidOperationException">No plan is loaded.</exception>
    public void Feed(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var plan = Loaded();
        if (ReferenceEquals(batch, _batch)) return;
        if (batch.Size != plan.BatchSize || batch.Shape != plan.Input.Shape)
            throw new UsageException(
                $"the batch holds {batch.Size} samples of {batch.Shape}, but {plan.Network.Name} was compiled for {plan.BatchSize} of {plan.Input.Shape}");

        if (plan.Vocabulary is { } vocabulary)
            RequireTokens(batch, vocabulary);
        _batch = batch;
        Place(plan, batch, 0);
    }

    /// <summary>Draws all weights the plan uses.</summary>
    /// <param name="initializer">Computes the values of each parameter.</param>
    /// <param name="key">Stream of randomness of this initialisation; every parameter derives its own.</param>
    /// <exception cref="InvalidOperationException">No plan is loaded.</exception>
    public void Initialize(IInitializer initializer, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        foreach (var slot in Loaded().Weights)
        {
            if (!_embeddings.MustDraw(initializer, slot, key)) continue;
            var place = new Span<float>(_workspace.Data + slot.Offset, checked((int)slot.Parameter.Count));
            var values = slot.Layout is null && !slot.HasTangents ? place : _scratch.AsSpan(0, place.Length);
            Initializers.Fill(initializer, slot.Node, slot.Parameter, slot.Ordinal, key, values);
            if (slot.HasTangents)
            {
                PlaceWithTangents(slot, values);
                continue;
            }

            slot.Layout?.Pack(values, place);
            slot.Backward?.Place(values, _workspace.Data);
        }
    }

    /// <summary>One forward pass of the whole batch, one group of samples after the other.</summary>
    /// <param name="observer">Sees every observed activation as soon as it is computed.</param>
    /// <param name="cancellation">Checked between steps.</param>
    /// <exception cref="NonFiniteException">A value to be normalised is NaN or infinite.</exception>
    /// <exception cref="InvalidOperationException">No plan is loaded.</exception>
    public void Run(IActivationObserver observer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var plan = Loaded();
        for (var first = 0; first < plan.BatchSize; first += plan.GroupSize)
        {
            if (plan.GroupSize < plan.BatchSize) Place(plan, _batch!, first);
            RunGroup(plan, observer, first, cancellation);
        }
    }

    /// <summary>Returns the working memory.</summary>
    public void Dispose() => _workspace.Dispose();

    /// <summary>Whether a plan is loaded.</summary>
    internal bool Holds(Plan plan) => ReferenceEquals(plan, _plan);

    /// <summary>Puts a group of samples in place: <c>[sample][value]</c> becomes <c>[block][value][lane]</c>; lanes past the last sample are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(Plan plan, Batch batch, int first)
    {
        *(int*)(_workspace.Data + plan.FirstSample) = first;
        if (plan.Lanes.IsDouble || plan.Lanes.HasTangents)
        {
            PlaceWide(plan, batch, first);
            return;
        }

        var lanes = plan.Lanes.Samples;
        var count = (int)batch.Shape.Count;
        var target = _workspace.Data + plan.Input.Offset;
        for (var place = 0; place < (plan.GroupSize + lanes - 1) / lanes * lanes; place++)
        {
            // Where a backward pass follows, the last sample goes on: its values are finite, which zeros might not be after many layers.
            var values = place < plan.GroupSize && first + place < batch.Size ? batch.Sample(first + place)
                : plan.Backward is not null ? batch.Sample(batch.Size - 1)
                : [];
            var lane = target + (long)(place / lanes) * count * lanes + place % lanes;
            for (var i = 0; i < count; i++)
                lane[(long)i * lanes] = values.IsEmpty ? 0 : values[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunGroup(Plan plan, IActivationObserver observer, int first, CancellationToken cancellation)
    {
        foreach (ref readonly var entry in plan.Entries.AsSpan())
        {
            if (entry.Step is { } step)
            {
                cancellation.ThrowIfCancellationRequested();
                Run(step);
            }
            else
            {
                Show(entry.Observation!, first, observer);
            }
        }
    }

    /// <summary>A number that is no token would be looked up outside its table.</summary>
    private static void RequireTokens(Batch batch, int vocabulary)
    {
        foreach (var value in batch.Values)
            if (!(value >= 0 && value < vocabulary && value == MathF.Floor(value)))
                throw new UsageException(Invariant($"the samples hold {value}, which is no token number of 0 … {vocabulary - 1}"), "Transformers are scored on texts");
    }

    private void Run(Steps.Step step)
    {
        if (Threads == 1 || step.Units == 1 || step.Cost < MinimumParallelCost)
            step.Run(_workspace.Data, 0, step.Units);
        else
            RunParallel(step);
    }

    private void RunParallel(Steps.Step step)
    {
        // A few pieces per thread, so that a slow one does not keep the others waiting.
        var pieces = Math.Min(step.Units, 4 * Threads);
        try
        {
            Parallel.For(0, pieces, _parallel, piece =>
                step.Run(_workspace.Data, (int)((long)step.Units * piece / pieces), (int)((long)step.Units * (piece + 1) / pieces)));
        }
        catch (AggregateException fault) when (fault.InnerExceptions[0] is SwapScoreException known)
        {
            throw known;
        }
    }

    private Plan Loaded() => _plan ?? throw new InvalidOperationException("Load a plan first.");
}
