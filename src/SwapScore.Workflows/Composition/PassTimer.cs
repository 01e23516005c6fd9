using System.Globalization;
using System.Runtime.InteropServices;
using SwapScore.Networks;
using SwapScore.Onnx.Latency;

namespace SwapScore.Workflows.Composition;

/// <summary>Times forward passes of networks on this machine.</summary>
/// <param name="Times">Times passes as the settings say; seconds, shortest first.</param>
/// <param name="Device">What the passes run on. Tables of latencies carry it, so that those of other devices are told apart.</param>
internal sealed record PassTimer(Func<Network, OnnxLatency, IReadOnlyList<double>> Times, string Device)
{
    /// <summary>Through ONNX Runtime.</summary>
    public static PassTimer OnnxRuntime { get; } = new(
        (network, settings) => settings.Times(network),
        string.Create(
            CultureInfo.InvariantCulture,
            $"{MachineFacts.ProcessorName()} with {Environment.ProcessorCount} cores; {RuntimeInformation.RuntimeIdentifier}; ONNX Runtime {OnnxLatency.RuntimeVersion}").Replace(',', ' '));
}
