using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Latency;

/// <summary>
/// Times forward passes of a network on this machine through ONNX Runtime: the network is exported with running statistics of batch normalization, as
/// it is used, and fed zeros. A measurement: it differs from run to run.
/// </summary>
public sealed record OnnxLatency
{
    /// <summary>Version of ONNX Runtime.</summary>
    public static string RuntimeVersion => OrtEnv.Instance().GetVersionString();

    /// <summary>Threads of a pass, at least 1. Default: 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Samples of a pass, at least 1. Default: 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Passes before the ones that count, at least 0. Default: 2.</summary>
    public int WarmUps { get; init; } = 2;

    /// <summary>Passes that count, at least 1. Default: 7.</summary>
    public int Passes { get; init; } = 7;

    /// <summary>The median time of a pass, in seconds.</summary>
    /// <param name="network">A network of images or tokens with one input.</param>
    public double Seconds(Network network) => Median(Times(network));

    /// <summary>The times of all passes that count, in seconds, shortest first.</summary>
    /// <param name="network">A network of images or tokens with one input.</param>
    public IReadOnlyList<double> Times(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Passes, 1);
        using var options = new SessionOptions { IntraOpNumThreads = Threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };

        // Threads that spin between passes would take the time of what is measured next.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        using var session = new InferenceSession(Export(network), options);
        using var run = new RunOptions();
        var inputs = session.InputMetadata.ToDictionary(input => input.Key, input => Zeros(input.Value));
        try
        {
            var times = new double[Passes];
            for (var pass = -WarmUps; pass < Passes; pass++)
            {
                var start = Stopwatch.GetTimestamp();
                session.Run(run, inputs, session.OutputNames).Dispose();
                if (pass >= 0) times[pass] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }

            Array.Sort(times);
            return times;
        }
        finally
        {
            foreach (var input in inputs.Values) input.Dispose();
        }
    }

    /// <summary>The median of sorted times.</summary>
    /// <param name="times">Times, shortest first; at least one.</param>
    public static double Median(IReadOnlyList<double> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }

    private static byte[] Export(Network network) => OnnxExport.ToBytes(network, new OnnxExportOptions
    {
        Key = RandomKey.FromSeed(0),
        Normalization = NormalizationMode.Running,
    });

    private OrtValue Zeros(NodeMetadata input)
    {
        var value = OrtValue.CreateAllocatedTensorValue(
            OrtAllocator.DefaultInstance, input.ElementDataType, [.. input.Dimensions.Select(dimension => dimension > 0 ? dimension : (long)Batch)]);
        value.GetTensorMutableRawData().Clear();
        return value;
    }
}
