using SwapScore.Engine;
using SwapScore.Metrics.Nwot;
using SwapScore.Native.Boundary;
using SwapScore.Patterns;
using static System.FormattableString;

namespace SwapScore.Native.Counting;

/// <summary>Counts what a caller pushes, an array of activations at a time. Safe for concurrent calls, which take turns.</summary>
internal sealed class ActivationCounter : IDisposable
{
    private const int MostSamples = 1 << 20;
    private const int MostSamplesOfAgreement = 1 << 12;

    private readonly Lock _turn = new();
    private readonly KeyFormat _signs;
    private readonly KeyFormat _positive;
    private readonly PatternSet? _patterns;
    private readonly StandardPatternCounter? _standard;
    private readonly AgreementKeys? _agreement;
    private bool _isFreed;

    /// <param name="samples">S, the samples of every array.</param>
    /// <param name="isTernary">Whether negative signs count.</param>
    /// <param name="counted">What is counted.</param>
    /// <exception cref="UsageException">An argument is out of range.</exception>
    public ActivationCounter(long samples, bool isTernary, Counted counted)
    {
        var most = counted.HasFlag(Counted.Agreement) ? MostSamplesOfAgreement : MostSamples;
        if (samples < 1 || samples > most) throw new UsageException(Invariant($"there must be 1 … {most} samples, not {samples}"));
        if (counted == 0 || (counted & ~(Counted.Patterns | Counted.StandardPatterns | Counted.Agreement)) != 0)
            throw new UsageException(Invariant($"{(int)counted} names nothing that can be counted"));
        Samples = (int)samples;
        (_signs, _positive) = (new KeyFormat(Samples, isTernary), new KeyFormat(Samples, IsTernary: false));
        if (counted.HasFlag(Counted.Patterns)) _patterns = PatternSet.For(_signs);
        if (counted.HasFlag(Counted.StandardPatterns)) _standard = new StandardPatternCounter(_signs);
        if (counted.HasFlag(Counted.Agreement)) _agreement = new AgreementKeys(new SampleAgreement(Samples), _positive.Words);
    }

    /// <summary>S, the samples of every array.</summary>
    public int Samples { get; }

    /// <summary>Number of distinct sample-wise patterns.</summary>
    public long Patterns => Read(_patterns, "patterns", patterns => patterns.Count);

    /// <summary>Number of distinct patterns of whole samples.</summary>
    public long StandardPatterns => Read(_standard, "standard patterns", standard => standard.Count);

    /// <summary>ln |det K|; −∞ where K is singular.</summary>
    public double LogDeterminant => Read(_agreement, "agreement", agreement => agreement.Counts.LogDeterminant());

    /// <summary>Takes in an array.</summary>
    /// <param name="array">Samples × neurons.</param>
    /// <exception cref="UsageException">It has another number of samples.</exception>
    /// <exception cref="NonFiniteException">A value has no sign.</exception>
    public void Push(StridedArray array)
    {
        if (array.Samples.Extent != Samples)
            throw new UsageException(Invariant($"the array has {array.Samples.Extent} samples, the counter is of {Samples}"));
        lock (_turn)
        {
            RequireHeld();
            if (_patterns is not null || _standard is not null) StridedPacker.Pack(array, _signs, new SignKeys(_patterns, _standard));
            if (_agreement is not null) StridedPacker.Pack(array, _positive, _agreement);
        }
    }

    /// <summary>On how many neurons every two samples agree.</summary>
    /// <param name="kernel"><c>[sample][sample]</c>.</param>
    public void CopyKernel(Span<double> kernel)
    {
        lock (_turn)
        {
            RequireHeld();
            var counts = Required(_agreement, "agreement").Counts;
            for (var i = 0; i < Samples; i++)
                for (var j = 0; j < Samples; j++)
                    kernel[i * Samples + j] = counts.Agreements(i, j);
        }
    }

    /// <summary>Starts afresh, keeping the memory.</summary>
    public void Clear()
    {
        lock (_turn)
        {
            RequireHeld();
            _patterns?.Clear();
            _standard?.Clear();
            _agreement?.Counts.Clear();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _isFreed = true;
            _patterns?.Dispose();
        }
    }

    private void RequireHeld()
    {
        if (_isFreed) throw new UsageException("the counter was freed by another thread");
    }

    private TResult Read<TPart, TResult>(TPart? part, string name, Func<TPart, TResult> read)
        where TPart : class
    {
        lock (_turn)
        {
            RequireHeld();
            return read(Required(part, name));
        }
    }

    private static TPart Required<TPart>(TPart? part, string name)
        where TPart : class => part ?? throw new UsageException($"the counter does not count {name}", "ask for it when the counter is made");

    private sealed class SignKeys(PatternSet? patterns, StandardPatternCounter? standard) : IKeyConsumer
    {
        public void Add(ReadOnlySpan<ulong> keys)
        {
            patterns?.Add(keys);
            ((IKeyConsumer?)standard)?.Add(keys);
        }
    }

    private sealed class AgreementKeys(SampleAgreement counts, int words) : IKeyConsumer
    {
        public SampleAgreement Counts { get; } = counts;

        public void Add(ReadOnlySpan<ulong> keys) => Counts.Add(keys, words, 1);
    }
}
