namespace SwapScore.Torch.Tests.Running;

/// <summary>How far values of two executors are apart, over many networks.</summary>
/// <remarks>
/// Differences are relative to the value or to the root mean square of its node, whichever is larger. From equal inputs every node must agree.
/// Over a whole pass rounding grows where a channel hardly varies around a large mean: normalising it magnifies errors, whoever computes. So whole passes of
/// both are compared with one in double precision: there the engine must be no worse than libtorch is.
/// </remarks>
internal sealed class Agreement
{
    public const double Tolerance = 1e-4;

    private readonly Lock _lock = new();
    private string _worst = "";
    private long _values;
    private long _flips;
    private double _largestFlip;
    private int _nodes;
    private int _equalNodes;
    private int _scores;
    private int _differentScores;

    /// <summary>Largest difference of a node computed from equal inputs.</summary>
    public double WorstStep { get; private set; }

    /// <summary>Share of the nodes that agree after whole passes.</summary>
    public double EqualShare => _equalNodes / (double)_nodes;

    /// <summary>Nodes of our whole passes that are further from double precision than the tolerance.</summary>
    public int OursFar { get; private set; }

    /// <summary>Those of libtorch in single precision.</summary>
    public int TheirsFar { get; private set; }

    /// <summary>Largest relative difference of the number of patterns.</summary>
    public double WorstScoreDifference { get; private set; }

    public void AddStep(string name, float[] ours, float[] theirs)
    {
        var judge = Array.ConvertAll(theirs, value => (double)value);
        var difference = Difference(ours, judge, Scale(judge));
        lock (_lock)
            if (!(difference <= WorstStep)) (WorstStep, _worst) = (difference, name);
    }

    public void AddPass(float[] ours, float[] theirs, bool isActivation)
    {
        var judge = Array.ConvertAll(theirs, value => (double)value);
        var scale = Scale(judge);
        var isEqual = Difference(ours, judge, scale) <= Tolerance;
        var flips = 0;
        var largest = 0.0;
        for (var i = 0; isActivation && i < ours.Length; i++)
            if (Math.Sign(ours[i]) != Math.Sign(theirs[i]))
            {
                flips++;
                largest = Math.Max(largest, Math.Max(Math.Abs(ours[i]), Math.Abs(theirs[i])) / scale);
            }

        lock (_lock)
        {
            _values += ours.Length;
            _nodes++;
            if (isEqual) _equalNodes++;
            _flips += flips;
            _largestFlip = Math.Max(_largestFlip, largest);
        }
    }

    /// <summary>Compares a node of the whole passes of both with one in double precision.</summary>
    public void AddExact(float[] ours, float[] theirs, double[] exact)
    {
        var scale = Scale(exact);
        var (areOursFar, areTheirsFar) = (Difference(ours, exact, scale) > Tolerance, Difference(theirs, exact, scale) > Tolerance);
        lock (_lock)
        {
            if (areOursFar) OursFar++;
            if (areTheirsFar) TheirsFar++;
        }
    }

    public void AddScores(long ours, long theirs)
    {
        lock (_lock)
        {
            _scores++;
            if (ours != theirs) _differentScores++;
            WorstScoreDifference = Math.Max(WorstScoreDifference, Math.Abs(ours - theirs) / (double)theirs);
        }
    }

    public override string ToString() => FormattableString.Invariant(
        $"{_values} values of {_nodes} nodes: from equal inputs they differ by {WorstStep:G2} at most ({_worst}), {EqualShare:P2} of nodes agree after whole passes; {_flips} signs differ, of values below {_largestFlip:G2} of their node's; {_differentScores} of {_scores} scores differ, at most by {WorstScoreDifference:P3}; of double precision {OursFar} of our nodes are far, {TheirsFar} of theirs");

    private static double Scale(double[] values) => Math.Sqrt(values.Sum(value => value * value) / values.Length);

    private static double Difference(float[] ours, double[] theirs, double scale)
    {
        if (ours.Length != theirs.Length) return double.PositiveInfinity;
        var worst = 0.0;
        for (var i = 0; i < ours.Length; i++)
            if (Math.Max(scale, Math.Abs(theirs[i])) is > 0 and var size)
                worst = Math.Max(worst, Math.Abs(ours[i] - theirs[i]) / size);
        return worst;
    }
}
