using System.Globalization;
using SwapScore.Cli.Shell;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Tests.Studies;
using SwapScore.Truth;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Samples;

namespace SwapScore.Cli.Tests;

/// <summary>Runs the command in this process, on toys.</summary>
internal sealed class CommandRunner
{
    public string Input { get; init; } = "";

    public int? Width { get; init; }

    public TextWriter? Out { get; init; }

    /// <summary>Where results that are not text go; null is a terminal.</summary>
    public Stream? Bytes { get; init; }

    /// <summary>Rows of ground truth: channels and accuracy.</summary>
    public IReadOnlyList<TruthRow> Truth { get; init; } =
        [.. Enumerable.Range(1, 20).Select(i => new TruthRow(i, $"{i}", 50 + Math.Sqrt(i)))];

    public Func<Interruption, IEvaluator> Evaluator { get; init; } = _ => new ToyEvaluator { Catalog = MetricCatalog.Standard };

    public IReadOnlyList<ISearchSpace> Spaces { get; init; } = [new ToySpace()];

    /// <summary>The parts of the product instead of toys; null for toys.</summary>
    public WorkflowContext? Workflows { get; init; }

    /// <summary>File of the store that is used unless a command names one; null for none.</summary>
    public string? StorePath { get; init; }

    public async Task<CommandOutcome> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var error = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var interruption = new Interruption();
        var terminal = new Terminal { In = new StringReader(Input), Out = Out ?? output, Error = error, Bytes = Bytes, Width = Width };
        var workflows = (Workflows ?? WorkflowContext.FromSpaces(Spaces) with
        {
            LoadBatch = samples => Zeros(new Shape(3, samples.Side ?? 4, samples.Side ?? 4), samples),
            LoadTruth = _ => new TruthTable("t.csv", [.. Truth], [], $"truth of {Truth.Count}"),
            CreateEvaluator = (_, _) => Evaluator(interruption),
            DescribeVectorWidth = _ => "256 bits",
            Clock = new StoppedClock(),
            DataFolder = null,
            RunsFolder = null,
        }) with
        { StorePath = StorePath };
        var code = await CommandLine.RunAsync(arguments, terminal, workflows, interruption);
        return new CommandOutcome((ExitCode)code, output.ToString(), error.ToString());
    }

    private static Batch Zeros(Shape shape, SampleRequest samples) => new(shape, new float[shape.Count * samples.Count], samples.Data);
}

internal sealed record CommandOutcome(ExitCode Code, string Output, string Error)
{
    /// <summary>All three, for a golden file.</summary>
    public override string ToString() => $"exit {(int)Code}\n--- stdout\n{Output}--- stderr\n{Error}";
}
