using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Memory;
using SwapScore.Onnx;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Running;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Weights;

// Scoring of models of ImageNet size, side by side with ONNX Runtime's own forward pass in one run:
//
//   dotnet run -c Release --project bench/SwapScore.OnnxBench -- compare [NAME]    ratios to ONNX Runtime, model by model
//   dotnet run -c Release --project bench/SwapScore.OnnxBench -- rank [20 [4 [NAME]]]    twenty candidates, four repeats: time, largest memory, ratio to ONNX Runtime
const int Samples = 16;
const int Side = 224;
const int Turns = 3;
const int Repeats = 4;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MemoryPolicy.Current = MemoryPolicy.Dedicated;
var folder = Directory.CreateTempSubdirectory("swapscore-bench");
try
{
    if (args is ["write", var target])
    {
        // In a process of its own, so that making the models takes no part in the memory of ranking them.
        foreach (var (name, sketch) in Candidates()) File.WriteAllBytes(Path.Combine(target, $"{name}.onnx"), sketch().Bytes);
    }
    else if (args is ["own", var passes])
    {
        // The same passes by ONNX Runtime alone, of the files it is told: in a process of its own, so that they take no part in the memory of ranking.
        var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = Side });
        while (Console.ReadLine() is { } path) Console.WriteLine(OwnText(OwnForward(path, source, Number(passes))));
    }
    else if (args is ["rank", ..]) await RankAsync(args.Length > 1 ? Number(args[1]) : 20, args.Length > 2 ? Number(args[2]) : Repeats, args.Length > 3 ? args[3] : "");
    else await CompareAsync(args.Length > 1 ? args[1] : "");
}
finally
{
    folder.Delete(recursive: true);
}

async Task CompareAsync(string part)
{
    Console.WriteLine($"{Samples} samples of 3×{Side}×{Side}, {Environment.ProcessorCount} threads; seconds of one pass, patterns included.");
    Console.WriteLine("Memory is taken from the system in the first pass of ONNX Runtime and of the first model of a ranking; it is there in further passes and for later models.");
    Console.WriteLine("| model | million multiply-adds | V (million) | ONNX Runtime: open | first pass | further pass | swapscore: open | weights | first model | later model | further pass | ratio: first model | later model | further pass | processor seconds: ONNX Runtime | swapscore | ratio |");
    Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    foreach (var (name, sketch) in Candidates().Where(candidate => candidate.Name.Contains(part, StringComparison.Ordinal)))
    {
        var path = Write(name, sketch());
        var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = Side });
        foreach (var (mode, options) in Modes())
        {
            // In turns, the best of each: what else the machine does disturbs both alike.
            var own = new OwnTimes(double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
            var (first, later, all, work) = (double.MaxValue, double.MaxValue, double.NaN, double.MaxValue);
            EvaluationResult result = null!;
            for (var turn = 0; turn < Turns; turn++)
            {
                own = own.Least(OwnForward(path, source, Turns).Times);
                var before = ProcessorSeconds();
                var ranking = await ScoreAsync([path, path], source, options, 1);
                work = Math.Min(work, (ProcessorSeconds() - before) / 2);
                result = ranking[1];
                first = Math.Min(first, PassOf(ranking[0]));
                later = Math.Min(later, PassOf(result));

                // Weights that are kept are the same in every repeat, so there is one.
                if (options.Initialization == WeightInitialization.Keep) continue;
                all = double.MinNumber(all, PassOf((await ScoreAsync([path, path], source, options, Repeats))[1]));
            }

            var further = (all - later) / (Repeats - 1);
            Console.WriteLine(result.Failure ??
                $"| {name}, {mode} | {result.Flops / 1e6:F0} | {result.Metrics["neurons"].Mean / 1e6:F1} | {own.Open:F2} | {own.First:F2} | {own.Further:F2} | {result.Seconds.Build:F2} | {result.Seconds.Initialize:F2} | {first:F2} | {later:F2} | {further:F2} | {first / own.First:F2} | {later / own.First:F2} | {further / own.Further:F2} | {own.Work:F2} | {work:F2} | {work / own.Work:F2} |");
        }

        File.Delete(path);
    }
}

async Task RankAsync(int count, int repeats, string part)
{
    var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = Side });
    using (var writer = Process.Start(Environment.ProcessPath!, ["write", folder.FullName])) await writer.WaitForExitAsync();
    var candidates = Candidates().Select(candidate => candidate.Name).Where(name => name.Contains(part, StringComparison.Ordinal)).ToList();
    var paths = Enumerable.Range(0, count).Select(i => Path.Combine(folder.FullName, $"{candidates[i % candidates.Count]}.onnx")).ToList();
    using var alone = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["own", $"{repeats}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    var (own, ownOpening, ours) = (new List<double>(), new List<double>(), new List<double>());
    var clock = Stopwatch.StartNew();
    await foreach (var result in Evaluate(paths, source, new OnnxScoringOptions(), repeats))
    {
        clock.Stop();
        ours.Add(PassOf(result));
        using var process = Process.GetCurrentProcess();
        await alone.StandardInput.WriteLineAsync(paths[own.Count]);
        var times = (await alone.StandardOutput.ReadLineAsync())!.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList();
        ownOpening.Add(times[0]);
        own.Add(times[1]);
        var seconds = result.Seconds;
        Console.WriteLine($"{ours.Count,3} {Path.GetFileNameWithoutExtension(result.Request.Architecture),-12} {result.Failure ?? $"swap {result.Metrics["swap"].Mean:F0}"}, opening {seconds.Build:F2} s, weights {seconds.Initialize:F2} s, passes {ours[^1]:F2} s; ONNX Runtime's opening {ownOpening[^1]:F2} s, passes {own[^1]:F2} s, ratio of passes {ours[^1] / own[^1]:F2}; {clock.Elapsed.TotalSeconds:F0} s in all, largest memory so far {process.PeakWorkingSet64 / 1e9:F2} GB, now {process.WorkingSet64 / 1e9:F2} GB");
        clock.Start();
    }

    alone.StandardInput.Close();
    await alone.WaitForExitAsync();
    var (whole, ownWhole) = (clock.Elapsed.TotalSeconds, own.Sum() + ownOpening.Sum());
    Console.WriteLine($"{count} models, {repeats} passes each: {ours.Sum():F1} s, ONNX Runtime alone {own.Sum():F1} s, ratio {ours.Sum() / own.Sum():F2}; with opening files (and drawing weights) {whole:F1} s, ONNX Runtime alone {ownWhole:F1} s, ratio {whole / ownWhole:F2}");
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static double PassOf(EvaluationResult result) => result.Seconds.Forward + result.Seconds.Observe;

// What users would rank: the classics at their published sizes.
static IEnumerable<(string Name, Func<Sketch> Model)> Candidates() =>
[
    ("resnet18", () => Zoo.ResNet(64, Side)),
    ("resnet34ish", () => Zoo.ResNet(64, Side, blocks: 4)),
    ("vgg16", () => Zoo.Vgg(64, Side)),
    ("alexnet", () => Zoo.AlexNet(64, Side)),
    ("densenet", () => Zoo.DenseNet(32, Side, layers: 12)),
    ("inception", () => Zoo.Inception(16, Side)),
    ("squeezenet", () => Zoo.SqueezeNet(16, Side)),
    ("shufflenet", () => Zoo.ShuffleNet(48, Side)),
    ("mobilenetv3", () => Zoo.MobileNetV3(24, Side)),
];

// The very computation ONNX Runtime times, and the protocol of SWAP-Score, which also draws weights and takes statistics of the batch.
static IEnumerable<(string Name, OnnxScoringOptions Options)> Modes() =>
[
    ("as given", new() { Initialization = WeightInitialization.Keep, Normalization = NormalizationMode.Running }),
    ("drawn anew", new()),
];

string Write(string name, Sketch sketch)
{
    var path = Path.Combine(folder.FullName, $"{name}.onnx");
    File.WriteAllBytes(path, sketch.Bytes);
    return path;
}

static (OwnTimes Times, IReadOnlyList<double> Passes) OwnForward(string path, NoiseSamples source, int passes)
{
    var samples = source.For(OnnxModel.Read(path));
    var before = ProcessorSeconds();
    using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
    var start = Stopwatch.GetTimestamp();
    using var session = new InferenceSession(path, options);
    var opened = Stopwatch.GetElapsedTime(start).TotalSeconds;
    var fed = samples.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Feed(0, Samples, Samples));
    using var run = new RunOptions();
    var first = Pass();
    var work = ProcessorSeconds() - before;
    var further = Enumerable.Range(1, passes - 1).Select(_ => Pass()).ToList();
    return (new OwnTimes(opened, first, further.DefaultIfEmpty(first).Min(), work), [first, .. further]);

    double Pass()
    {
        var begin = Stopwatch.GetTimestamp();
        session.Run(run, fed, session.OutputNames).Dispose();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}

static string OwnText((OwnTimes Times, IReadOnlyList<double> Passes) own) => $"{own.Times.Open} {own.Passes.Sum()}";

static async Task<List<EvaluationResult>> ScoreAsync(IEnumerable<string> paths, NoiseSamples source, OnnxScoringOptions scoring, int repeats) =>
    await Evaluate(paths, source, scoring, repeats).ToListAsync();

static IAsyncEnumerable<EvaluationResult> Evaluate(IEnumerable<string> paths, NoiseSamples source, OnnxScoringOptions scoring, int repeats)
{
    var options = new EvaluationOptions
    {
        Metrics = ["swap", "neurons"],
        Repeats = repeats,
        Initializer = OnnxEvaluator.Initializers[(int)scoring.Initialization],
        Model = new ModelRunOptions { Normalization = scoring.Normalization, PublishedActivationsOnly = scoring.PublishedActivationsOnly },
    };
    return new OnnxEvaluator(source, Environment.ProcessorCount).EvaluateFilesAsync([.. paths], options);
}

static double ProcessorSeconds()
{
    using var process = Process.GetCurrentProcess();
    return process.TotalProcessorTime.TotalSeconds;
}

/// <summary>Seconds of ONNX Runtime alone: opening, the first and the fastest further pass, and the processor's for opening and the first pass.</summary>
internal sealed record OwnTimes(double Open, double First, double Further, double Work)
{
    public OwnTimes Least(OwnTimes other) =>
        new(Math.Min(Open, other.Open), Math.Min(First, other.First), Math.Min(Further, other.Further), Math.Min(Work, other.Work));
}
