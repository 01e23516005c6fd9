using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Onnx;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Tests.Models;

// Scoring of models of ImageNet size, side by side with ONNX Runtime's own forward pass in one process:
//
//   dotnet run -c Release --project bench/SwapScore.OnnxBench -- compare [NAME]    ratios to ONNX Runtime, model by model
//   dotnet run -c Release --project bench/SwapScore.OnnxBench -- rank 20 [NAME]    twenty candidates: time and largest memory
const int Samples = 16;
const int Side = 224;
const int Turns = 3;
const int Repeats = 4;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var folder = Directory.CreateTempSubdirectory("swapscore-bench");
try
{
    if (args is ["write", var target])
    {
        // In a process of its own, so that making the models takes no part in the memory of ranking them.
        foreach (var (name, sketch) in Candidates()) File.WriteAllBytes(Path.Combine(target, $"{name}.onnx"), sketch().Bytes);
    }
    else if (args is ["rank", ..]) await RankAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20, args.Length > 2 ? args[2] : "");
    else await CompareAsync(args.Length > 1 ? args[1] : "");
}
finally
{
    folder.Delete(recursive: true);
}

async Task CompareAsync(string part)
{
    Console.WriteLine($"{Samples} samples of 3×{Side}×{Side}, {Environment.ProcessorCount} threads; seconds. A first pass takes its memory from the system, further ones have it.");
    Console.WriteLine("| model | million multiply-adds | V (million) | ONNX Runtime: open | first pass | further pass | swapscore: open | weights | first forward and patterns | further | ratio, first | ratio, further | processor seconds: ONNX Runtime | swapscore | ratio |");
    Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    foreach (var (name, sketch) in Candidates().Where(candidate => candidate.Name.Contains(part, StringComparison.Ordinal)))
    {
        var path = Write(name, sketch());
        var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = Side });
        foreach (var (mode, options) in Modes())
        {
            // In turns, the best of each: what else the machine does disturbs both alike.
            var own = new OwnTimes(double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
            var (first, all, work) = (double.MaxValue, double.MaxValue, double.MaxValue);
            EvaluationResult result = null!;
            for (var turn = 0; turn < Turns; turn++)
            {
                own = own.Least(OwnForward(path, source));
                var before = ProcessorSeconds();
                result = await ScoreAsync(path, source, options, 1);
                work = Math.Min(work, ProcessorSeconds() - before);
                first = Math.Min(first, result.Seconds.Forward + result.Seconds.Observe);

                // Weights that are kept are the same in every repeat, so there is one.
                if (options.Initialization == WeightInitialization.Keep) continue;
                result = await ScoreAsync(path, source, options, Repeats);
                all = Math.Min(all, result.Seconds.Forward + result.Seconds.Observe);
            }

            var (further, repeats) = all == double.MaxValue ? (double.NaN, 1) : ((all - first) / (Repeats - 1), Repeats);
            Console.WriteLine(result.Failure ??
                $"| {name}, {mode} | {result.Flops / 1e6:F0} | {result.Metrics["neurons"].Mean / 1e6:F1} | {own.Open:F2} | {own.First:F2} | {own.Further:F2} | {result.Seconds.Build / repeats:F2} | {result.Seconds.Initialize / repeats:F2} | {first:F2} | {further:F2} | {first / own.First:F2} | {further / own.Further:F2} | {own.Work:F2} | {work:F2} | {work / own.Work:F2} |");
        }

        File.Delete(path);
    }
}

async Task RankAsync(int count, string part)
{
    var source = new NoiseSamples(new SampleOptions { Count = Samples, Side = Side });
    using (var writer = Process.Start(Environment.ProcessPath!, ["write", folder.FullName])) await writer.WaitForExitAsync();
    var candidates = Candidates().Select(candidate => candidate.Name).Where(name => name.Contains(part, StringComparison.Ordinal)).ToList();
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; i < count; i++)
    {
        var name = candidates[i % candidates.Count];
        var path = Path.Combine(folder.FullName, $"{name}.onnx");
        var result = await ScoreAsync(path, source, new OnnxScoringOptions(), Repeats);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{i + 1,3} {name,-12} {result.Failure ?? $"swap {result.Metrics["swap"].Mean:F0}"}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s, largest memory so far {process.PeakWorkingSet64 / 1e9:F2} GB, now {process.WorkingSet64 / 1e9:F2} GB");
    }
}

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

static OwnTimes OwnForward(string path, NoiseSamples source)
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
    return new OwnTimes(opened, first, Math.Min(Pass(), Pass()), work);

    double Pass()
    {
        var begin = Stopwatch.GetTimestamp();
        session.Run(run, fed, session.OutputNames).Dispose();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}

static async Task<EvaluationResult> ScoreAsync(string path, NoiseSamples source, OnnxScoringOptions scoring, int repeats)
{
    var evaluator = new OnnxEvaluator(source, scoring, Environment.ProcessorCount);
    var options = new EvaluationOptions { Metrics = ["swap", "neurons"], Repeats = repeats };
    await foreach (var result in evaluator.EvaluateAsync([new EvaluationRequest(OnnxEvaluator.Space, path, options, source.Name)])) return result;
    throw new UnreachableException();
}

static double ProcessorSeconds()
{
    using var process = Process.GetCurrentProcess();
    return process.TotalProcessorTime.TotalSeconds;
}

/// <summary>Seconds of ONNX Runtime alone: opening, passes, and the processor's for opening and the first pass.</summary>
internal sealed record OwnTimes(double Open, double First, double Further, double Work)
{
    public OwnTimes Least(OwnTimes other) =>
        new(Math.Min(Open, other.Open), Math.Min(First, other.First), Math.Min(Further, other.Further), Math.Min(Work, other.Work));
}
