using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Json;
using SwapScore.Storage;

namespace SwapScore.Workflows.Composition;

/// <summary>What a run has under it: versions, processor, threads. None of it changes a score.</summary>
internal static class MachineFacts
{
    /// <summary>
    /// What computes beside the engine. The last digits of ONNX Runtime and libtorch depend on their versions, which are those of a version of the product,
    /// and on the processor.
    /// </summary>
    public static string BackEnds { get; } =
        $"back ends of {ProductVersion.Text} on {RuntimeInformation.ProcessArchitecture} ({string.Join(' ', Instructions())})";

    private static string SystemName => $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})";

    /// <summary>The facts, by name.</summary>
    /// <param name="workflows">The parts of the product.</param>
    /// <param name="batchSize">Number of samples the width of vectors is given for.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Facts(WorkflowContext workflows, int batchSize) =>
    [
        new("swapscore", ProductVersion.Text),
        new("runtime", RuntimeInformation.FrameworkDescription),
        new("system", SystemName),
        new("processor", ProcessorName()),
        new("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        new("vector instructions", string.Join(' ', Instructions())),
        new($"vector width at batch size {batchSize}", workflows.DescribeVectorWidth(batchSize)),
    ];

    /// <summary>The environment of a run, for its folder.</summary>
    /// <param name="workflows">What the run is put together of.</param>
    /// <param name="batch">The samples.</param>
    /// <param name="threads">Threads of the run.</param>
    /// <param name="truth">Path of the table of ground truth; null for none.</param>
    internal static JsonObject ForRun(WorkflowContext workflows, Batch batch, int threads, string? truth = null) =>
        new()
        {
            ["schemaVersion"] = JsonText.SchemaVersion,
            ["version"] = ProductVersion.Text,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["system"] = SystemName,
            ["processor"] = ProcessorName(),
            ["cores"] = Environment.ProcessorCount,
            ["vectorInstructions"] = new JsonArray([.. Instructions().Select(name => (JsonNode)name)]),
            ["vectorWidth"] = workflows.DescribeVectorWidth(batch.Size),
            ["threads"] = threads,
            ["batch"] = EvaluationJson.Node(batch),
            ["truth"] = truth,
        };

    /// <summary>Names of the vector instructions of the processor.</summary>
    public static IEnumerable<string> Instructions()
    {
        var sets = new (string Name, bool Supported)[]
        {
            ("SSE4.2", Sse42.IsSupported), ("AVX", Avx.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported),
            ("AVX-512F", Avx512F.IsSupported), ("POPCNT", Popcnt.IsSupported), ("NEON", AdvSimd.IsSupported),
        };
        return sets.Any(set => set.Supported) ? sets.Where(set => set.Supported).Select(set => set.Name) : ["none"];
    }

    /// <summary>The processor as the system calls it.</summary>
    public static string ProcessorName()
    {
        const string Linux = "/proc/cpuinfo";
        var line = File.Exists(Linux) ? File.ReadLines(Linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
