using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Native.Boundary;
using SwapScore.Randomness;
using SwapScore.Storage;

namespace SwapScore.Native.Engine;

/// <summary>The functions that score, study and search. What each does stands in <c>swapscore.h</c>.</summary>
internal static unsafe class EngineExports
{
    [UnmanagedCallersOnly(EntryPoint = "swapscore_rank")]
    public static int Rank(byte* request, ArrayView* images, delegate* unmanaged<int, int, void*, int> progress, void* state, byte** document) =>
        Answer(&Documents.Rank, request, images, new Work(progress, state), document);

    [UnmanagedCallersOnly(EntryPoint = "swapscore_study")]
    public static int Study(byte* request, ArrayView* images, delegate* unmanaged<int, int, void*, int> progress, void* state, byte** document) =>
        Answer(&Documents.Study, request, images, new Work(progress, state), document);

    [UnmanagedCallersOnly(EntryPoint = "swapscore_search")]
    public static int Search(byte* request, ArrayView* images, delegate* unmanaged<int, int, void*, int> progress, void* state, byte** document) =>
        Answer(&Documents.Search, request, images, new Work(progress, state), document);

    [UnmanagedCallersOnly(EntryPoint = "swapscore_catalog")]
    public static int Catalog(byte** document)
    {
        try
        {
            Require(document);
            *document = Utf8.Allocate(JsonText.Document(Documents.Catalog()));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_score")]
    public static int Score(
        byte* space, byte* architecture, byte* metric, ArrayView* images, int repeats, long seed, int threads, double* values)
    {
        try
        {
            if (values is null) throw new UsageException("the place for the result is NULL");
            var name = Utf8.Read(metric, "the metric");
            var request = Request.Parse(new JsonObject { ["space"] = Utf8.Read(space, "the space") }.ToJsonString());
            var options = new ScorerOptions
            {
                Evaluation = new EvaluationOptions { Metrics = [name], Repeats = repeats, Seed = seed },
                Samples = ImageReader.Read(images, request),
                Threads = threads == 0 ? Environment.ProcessorCount : threads,
            };
            var scorer = new Scorer(options);
            try
            {
                var score = scorer.ScoreAsync(request.Space.Name, Utf8.Read(architecture, "the architecture")).GetAwaiter().GetResult();
                if (score.Failure is { } failure) throw new UsageException(failure);
                var found = score.Result.Metrics[name].Values;
                for (var i = 0; i < repeats; i++) values[i] = found[Math.Min(i, found.Count - 1)];
            }
            finally
            {
                scorer.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_images")]
    public static int Images(byte* data, int count, int side, float** values, long* shape)
    {
        try
        {
            if (values is null || shape is null) throw new UsageException("the place for the result is NULL");
            *values = null;
            var batch = DataSource.Load(Utf8.Read(data, "the name of the data"), count, side == 0 ? null : side);
            *values = (float*)NativeMemory.Alloc((nuint)batch.Values.Length, sizeof(float));
            batch.Values.CopyTo(new Span<float>(*values, batch.Values.Length));
            (shape[0], shape[1], shape[2], shape[3]) = (batch.Size, batch.Shape.Channels, batch.Shape.Rows, batch.Shape.Columns);
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    [UnmanagedCallersOnly(EntryPoint = "swapscore_normal")]
    public static int Normal(long seed, int repeat, int parameter, long count, float* values)
    {
        try
        {
            if (values is null) throw new UsageException("the place for the result is NULL");
            if (repeat < 0 || parameter < 0 || count is < 0 or > int.MaxValue)
                throw new UsageException(FormattableString.Invariant($"there are no {count} values of parameter {parameter} in repeat {repeat}"));
            var key = RandomKey.FromSeed(seed).Derive(RandomPurpose.Repeat, repeat).Derive(RandomPurpose.Parameter, parameter);
            key.FillNormal(new Span<float>(values, (int)count));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    private static int Answer(delegate*<Request, Batch, Work, JsonObject> answer, byte* request, ArrayView* images, Work work, byte** document)
    {
        try
        {
            Require(document);
            var read = Request.Parse(Utf8.Read(request, "the request"));
            *document = Utf8.Allocate(JsonText.Document(answer(read, ImageReader.Read(images, read), work)));
            return (int)Status.Ok;
        }
        catch (Exception fault)
        {
            return Fault.Report(fault);
        }
    }

    private static void Require(byte** document)
    {
        if (document is null) throw new UsageException("the place for the document is NULL");
        *document = null;
    }
}
