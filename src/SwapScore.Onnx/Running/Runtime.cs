using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Memory;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>ONNX Runtime with a limit on its memory, silent, and with errors of one line.</summary>
internal static class Runtime
{
    /// <summary>Bytes the values of a run may take; what needs more fails instead of filling the machine.</summary>
    public const uint MaximumBytes = 3U << 30;

    /// <summary>Bytes of a part's weights from which on memory of runs is returned at once, and none spent on copies arranged for speed.</summary>
    public const long LargeWeights = 128 << 20;

    /// <summary>Bytes of arrays no longer used from which on they are given back at once.</summary>
    public const long LargeArrays = 64 << 20;

    // Bytes of the region that is reserved for runs, and those a chunk of it may be larger than what was asked for.
    private const int RegionBytes = int.MaxValue;
    private const int DeadBytes = 1 << 20;

    private static readonly Lazy<OrtEnv> Environment = new(Create);
    private static readonly Lazy<InferenceSession> Idle = new(OpenIdle);

    /// <summary>Opens a model to look at it or run it once.</summary>
    /// <param name="model">The model; loses its constants.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it.</exception>
    public static InferenceSession Open(ModelProto model, int threads, CancellationToken cancellation = default)
    {
        var weights = model.Graph.Initializer.Sum(constant => (long)constant.RawData.Length);
        var bytes = model.ToByteArray();
        model.Graph.Initializer.Clear();
        if (weights > LargeArrays) MemoryPolicy.CollectGarbage();
        return Open(bytes, weights, threads, GraphOptimizationLevel.ORT_DISABLE_ALL, cancellation);
    }

    /// <summary>Opens a model and makes it fast.</summary>
    /// <param name="model">The model's bytes.</param>
    /// <param name="weights">Bytes of its constants.</param>
    /// <param name="threads">Threads of a run.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it.</exception>
    public static InferenceSession Open(byte[] model, long weights, int threads, CancellationToken cancellation) =>
        Open(model, weights, threads, GraphOptimizationLevel.ORT_ENABLE_ALL, cancellation);

    /// <summary>The model as ONNX Runtime would run it on this machine, which <see cref="Open(ModelProto, int, CancellationToken)"/> opens.</summary>
    /// <param name="model">The model; loses its constants.</param>
    /// <param name="cancellation">Stops waiting for it.</param>
    /// <exception cref="InputException">ONNX Runtime refuses it, or there is no place for a file.</exception>
    public static ModelProto Optimized(ModelProto model, CancellationToken cancellation)
    {
        // ONNX Runtime writes its optimised model to a file only.
        var folder = TemporaryFolder();
        try
        {
            var path = Path.Combine(folder.FullName, "optimized.onnx");
            var bytes = MemoryPolicy.Allocate<byte>(model.CalculateSize());
            model.WriteTo(bytes.AsSpan());
            model.Graph.Initializer.Clear();
            Open(bytes, weights: 0, threads: 1, GraphOptimizationLevel.ORT_ENABLE_ALL, cancellation, path).Dispose();
            return OnnxFile.Read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Reserves one large region for runs, of which only what is used takes memory: values of all sizes find room where others were. In regions made
    /// for single values larger ones never do. Nothing happens where the <see cref="MemoryPolicy"/> does not allow it.
    /// </summary>
    public static unsafe void ReserveRunMemory()
    {
        if (!MemoryPolicy.Current.ReservesRunMemory) return;
        using var memory = Arena();
        using var allocator = new OrtAllocator(Idle.Value, memory);
        try
        {
            using var region = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.UInt8, [RegionBytes]);
            fixed (byte* start = region.GetTensorMutableRawData()) MemoryPolicy.PreferHugePages(start, RegionBytes);
        }
        catch (OnnxRuntimeException)
        {
            // The system does not lend as much at once; runs take what they need piece by piece.
        }
    }

    /// <summary>Gives the memory of runs back, which they keep for the next one; works only where none of their values is in use any more.</summary>
    public static void ReturnRunMemory()
    {
        // A run gives back what is free at its end. This one takes nothing itself: its values are ours.
        using var options = new RunOptions();
        options.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var input = OrtValue.CreateTensorValueFromMemory(new float[1], [1]);
        using var output = OrtValue.CreateTensorValueFromMemory(new float[1], [1]);
        Idle.Value.Run(options, ["input"], [input], ["output"], [output]);
        MemoryPolicy.TrimNativeHeap();
    }

    /// <summary>Runs a model once to look at its values.</summary>
    /// <param name="session">The model.</param>
    /// <param name="names">Names of its inputs.</param>
    /// <param name="fed">Their values.</param>
    /// <param name="outputs">Names of the values that are wanted.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="InputException">It failed, or took too long.</exception>
    public static IDisposableReadOnlyCollection<OrtValue> Probe(
        InferenceSession session, IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> fed, IReadOnlyCollection<string> outputs, TimeSpan limit, CancellationToken cancellation)
    {
        using var options = new RunOptions();
        using var clock = new CancellationTokenSource(limit);
        using var late = clock.Token.Register(() => options.Terminate = true);
        using var stop = cancellation.Register(() => options.Terminate = true);
        try
        {
            return Guarded(() => session.Run(options, names, fed, outputs), cancellation);
        }
        catch (InputException fault) when (clock.IsCancellationRequested)
        {
            throw new InputException($"it does not come to an end within {limit.TotalSeconds:F0} seconds on a few samples", null, new TimeoutException(fault.Message, fault));
        }
    }

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

    private static InferenceSession Open(byte[] model, long weights, int threads, GraphOptimizationLevel level, CancellationToken cancellation, string? optimized = null)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = Environment.Value;

        // Nothing stops it once it has begun: whoever wants to stop leaves it alone on a thread that no process waits for.
        var opening = Task.Factory.StartNew(
            () =>
            {
                using var options = Options(weights, threads, level, optimized);
                return Guarded(() => new InferenceSession(model, options));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            opening.WaitAsync(cancellation).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            opening.ContinueWith(late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }

        return opening.Result;
    }

    private static SessionOptions Options(long weights, int threads, GraphOptimizationLevel level, string? optimized)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = level,
            EnableMemoryPattern = false,
        };
        options.AddSessionConfigEntry("session.use_env_allocators", "1");

        // Weights outside the arena go back to the system with their session; those of a session that is not run are best where runs find memory.
        // Copies arranged for speed are not worth their memory where weights are large, for products with them are done once, or where nothing is run.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", optimized is null ? "1" : "0");
        if (optimized is not null) options.OptimizedModelFilePath = optimized;
        if (optimized is not null || weights > LargeWeights) options.AddSessionConfigEntry("session.disable_prepacking", "1");

        // Idle threads that spin take the time of those that count patterns.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static DirectoryInfo TemporaryFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("swapscore");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write to the folder of temporary files: {fault.Message}", "name another one in TMPDIR (TEMP on Windows)", fault);
        }
    }

    private static string Message(OnnxRuntimeException fault)
    {
        var text = fault.Message.ReplaceLineEndings(" ").Trim();
        return IsMemory(text) ? $"the run needs more than {MaximumBytes >> 30} GiB" : PrintableText.Brief($"ONNX Runtime cannot run it: {text}");
    }

    private static string? Hint(OnnxRuntimeException fault) => IsMemory(fault.Message) ? "choose a smaller batch or image" : null;

    private static bool IsMemory(string text) =>
        text.Contains("smaller than requested bytes", StringComparison.Ordinal) || text.Contains("bad_alloc", StringComparison.Ordinal)
        || text.Contains("Failed to allocate memory", StringComparison.Ordinal);

    private static OrtMemoryInfo Arena() => new("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);

    private static InferenceSession OpenIdle()
    {
        var node = new NodeProto { OpType = "Identity" };
        node.Input.Add("input");
        node.Output.Add("output");
        var model = new ModelProto { IrVersion = 8, Graph = new GraphProto { Name = "idle" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 13 });
        model.Graph.Node.Add(node);
        model.Graph.Input.Add(PartialModel.Input("input", (int)TensorProto.Types.DataType.Float, [1]));
        model.Graph.Output.Add(PartialModel.Input("output", (int)TensorProto.Types.DataType.Float, [1]));
        return Open(model, threads: 1);
    }

    private static OrtEnv Create()
    {
        var options = new EnvironmentCreationOptions { logId = "swapscore", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        var environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
        using var memory = Arena();

        // 1: the arena grows by what is asked for, not to twice its size.
        using var arena = new OrtArenaCfg(MaximumBytes, 1, -1, DeadBytes);
        environment.CreateAndRegisterAllocator(memory, arena);
        return environment;
    }
}
