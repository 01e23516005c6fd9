using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>ONNX Runtime with a limit on its memory, silent, and with errors of one line.</summary>
internal static class Runtime
{
    /// <summary>Bytes the values of a run may take; what needs more fails instead of filling the machine.</summary>
    public const uint MaximumBytes = 3U << 30;

    /// <summary>Bytes of weights from which on memory is returned at once.</summary>
    public const long LargeWeights = 256 << 20;

    private const int RegionBytes = 2047 << 20;
    private const int DeadBytes = 1 << 20;

    private static readonly Lazy<OrtEnv> Environment = new(Create);

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="isOptimized">Whether time is spent on making it fast.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it.</exception>
    public static InferenceSession Open(ModelProto model, int threads, bool isOptimized)
    {
        _ = Environment.Value;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = isOptimized ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.use_env_allocators", "1");

        // Weights outside the arena go back to the system with their session. Copies arranged for speed are not worth their memory where
        // weights are large: products with them are done once.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        var weights = model.Graph.Initializer.Sum(constant => (long)constant.RawData.Length);
        if (weights > LargeWeights) options.AddSessionConfigEntry("session.disable_prepacking", "1");

        // Idle threads that spin take the time of those that count patterns.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        var bytes = model.ToByteArray();
        model.Graph.Initializer.Clear();
        if (weights > LargeWeights) ReturnMemory();
        return Guarded(() => new InferenceSession(bytes, options));
    }

    /// <summary>Settings of a run.</summary>
    /// <param name="keepsMemory">Whether its memory is kept for the next run, which saves taking it from the system again, or left to others.</param>
    public static RunOptions RunOptions(bool keepsMemory = false)
    {
        var options = new RunOptions();
        if (!keepsMemory) options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        return options;
    }

    /// <summary>Gives large arrays that are no longer used back now; left to itself the collector waits until there are many.</summary>
    public static void ReturnMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>Does something with ONNX Runtime; its faults become one line.</summary>
    /// <exception cref="InputException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It failed because it was stopped.</exception>
    public static T Guarded<T>(Func<T> action, CancellationToken cancellation = default)
    {
        try
        {
            return action();
        }
        catch (OnnxRuntimeException fault)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new InputException(Message(fault), Hint(fault), fault);
        }
    }

    private static string Message(OnnxRuntimeException fault)
    {
        var text = fault.Message.ReplaceLineEndings(" ").Trim();
        if (IsMemory(text)) return $"the run needs more than {MaximumBytes >> 30} GiB";
        const int Longest = 300;
        return $"ONNX Runtime: {(text.Length > Longest ? text[..Longest] + "…" : text)}";
    }

    private static string? Hint(OnnxRuntimeException fault) => IsMemory(fault.Message) ? "choose a smaller batch or image" : null;

    private static bool IsMemory(string text) =>
        text.Contains("smaller than requested bytes", StringComparison.Ordinal) || text.Contains("bad_alloc", StringComparison.Ordinal)
        || text.Contains("Failed to allocate memory", StringComparison.Ordinal);

    private static OrtEnv Create()
    {
        var options = new EnvironmentCreationOptions { logId = "swapscore", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
        using var memory = new OrtMemoryInfo("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);

        // Few large regions, of which only what is used takes memory, and no chunk larger than what was asked for: values of all sizes find room
        // where others were. 0: regions grow by powers of two.
        using var arena = new OrtArenaCfg(MaximumBytes, 0, RegionBytes, DeadBytes);
        environment.CreateAndRegisterAllocator(memory, arena);
        return environment;
    }
}
