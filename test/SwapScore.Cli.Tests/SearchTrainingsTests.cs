using System.Text.Json.Nodes;
using SwapScore.Cli.Shell;
using SwapScore.Search;
using SwapScore.Search.Trainings;
using SwapScore.Storage;
using SwapScore.Torch.Training;
using SwapScore.Truth;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Search;
using SwapScore.Workflows.Search.Trainings;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Training;

namespace SwapScore.Cli.Tests;

/// <summary><c>search --trainings</c>: by a table, and with real trainings.</summary>
public sealed class SearchTrainingsTests : IDisposable
{
    private static readonly string[] Line =
        ["search", "--evaluations", "40", "--population", "10", "--mutations", "4", "--repeats", "2", "--threads", "1", "--trainings", "6"];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The scores of a toy rise with its channels, the accuracy falls: the winner is one that the scores rank low.</summary>
    [Fact]
    public async Task Trainings_OfATableThatContradictsTheScores_FindWhatTheTablePrefers()
    {
        var folder = Path.Combine(_folder, "run");
        var outcome = await Toys(falling: true).RunAsync([.. Line, "--oracle", "t.csv", "--output", folder, "--json"]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        var document = JsonNode.Parse(outcome.Output)!;
        var trainings = document["trainings"]!.AsArray();
        Assert.Equal(6, trainings.Count);
        Assert.Equal((string?)trainings[0]!["architecture"], (string?)document["best"]!["architecture"]);
        Assert.Equal(trainings.Max(one => (double)one!["accuracy"]!), (double)document["best"]!["accuracy"]!);
        Assert.True((int)trainings[0]!["rank"]! > 20, outcome.Output);
        Assert.Equal(1, trainings.Min(one => (int)one!["rank"]!));
        Assert.Equal("Toy(channels=99)", (string?)document["fittest"]!["architecture"]);
        Assert.Equal(outcome.Output, await File.ReadAllTextAsync(Path.Combine(folder, "result.json"), TestContext.Current.CancellationToken));
        Assert.Equal((string?)document["best"]!["architecture"], RunFolderResult.Read(folder)!.Architecture);
        Assert.Equal(9, document["options"]!["metrics"]!.AsArray().Count);
        var page = await File.ReadAllTextAsync(Path.Combine(folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.All(["winner", "trainings", "ranks", "cell", "fitness"], figure => Assert.Contains($"<figure id=\"{figure}\">", page, StringComparison.Ordinal));

        Assert.Equal(outcome.Output, (await Toys(falling: true).RunAsync([.. Line, "--oracle", "t.csv", "--output", folder, "--json", "--resume"])).Output);
    }

    [Fact]
    public async Task Trainings_ArchitecturesTheTableDoesNotHold_AreCountedAndNamed()
    {
        var runner = new CommandRunner { Truth = [.. Enumerable.Range(96, 4).Select(i => new TruthRow(i, $"{i}", i))] };
        var outcome = await runner.RunAsync([.. Line, "--no-output", "--oracle", "t.csv"]);
        Assert.Equal(ExitCode.Success, outcome.Code);
        Assert.Matches(@"warning: \d+ of 40 architectures scored are not in the table and cannot be chosen, for example Toy\(channels=\d+\); Toy", outcome.Error);
        Assert.Matches(@"warning: 6 trainings were asked for, but the table holds [1-4] of the architectures scored", outcome.Error);
        Assert.Contains("next", (await Toys(falling: false).RunAsync([.. Line, "--oracle", "t.csv", "--output", Path.Combine(_folder, "run")])).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--trainings takes a whole number from 1 to 10000, not '0'", "--trainings", "0")]
    [InlineData("--trainings cannot train on natural32, which has no classes")]
    [InlineData("--epochs cannot be used with --oracle", "--oracle", "t.csv", "--epochs", "3")]
    [InlineData("--preset cannot be used with --oracle", "--oracle", "t.csv", "--preset", "quick")]
    [InlineData("epochs must ascend, not 4, 2", "--data", "x", "--epochs", "4,2")]
    [InlineData("unknown training protocol 'quik'", "--data", "x", "--preset", "quik")]
    public async Task Trainings_WrongArguments_AreOneLine(string message, params string[] more)
    {
        var line = more is ["--trainings", ..] ? Line[..^2] : Line;
        var outcome = await new CommandRunner().RunAsync([.. line, "--no-output", .. more]);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, outcome.Code);
    }

    [Theory]
    [InlineData("--oracle", "t.csv")]
    [InlineData("--epochs", "3")]
    [InlineData("--images", "100")]
    public async Task Trainings_OptionsWithoutThem_AreRefused(params string[] option)
    {
        var outcome = await new CommandRunner().RunAsync([.. Line[..^2], "--no-output", .. option]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains($"{option[0]} cannot be used without --trainings", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainings_TableOfAnotherSpace_IsNamed()
    {
        var table = Path.Combine(_folder, "t.csv");
        await File.WriteAllTextAsync(table, "genotype,val_accuracy\n\"Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1)], normal_concat=[2, 3, 4, 5], reduce=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1)], reduce_concat=[2, 3, 4, 5])\",90\n", TestContext.Current.CancellationToken);
        var outcome = await new CommandRunner { Workflows = WorkflowContext.Standard }.RunAsync("search", "--space", "nasbench201", "--trainings", "3", "--oracle", table, "--no-output");
        Assert.Equal(ExitCode.Input, outcome.Code);
        Assert.Contains("is a table of the space darts, not of nasbench201", outcome.Error, StringComparison.Ordinal);
    }

    /// <summary>Stopped within the third training, and gone on with: the files are those of a search that was never stopped, and what was trained is not trained again.</summary>
    [Fact]
    public async Task Trainings_StoppedAndResumed_LeaveTheSameBytes()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (whole, broken) = (await RunAsync(Options("whole"), null, cancellation), Options("broken"));
        Assert.Equal(3 + 1, whole.Trainings.Count);
        using var stop = new CancellationTokenSource();
        var stopped = await Assert.ThrowsAsync<WorkInterruptedException>(() => RunAsync(broken, value =>
        {
            if (value.Note?.StartsWith("training 3, epoch 1", StringComparison.Ordinal) == true) stop.Cancel();
        }, stop.Token));
        Assert.Equal((2, 4, "trainings", true), (stopped.Done, stopped.Total, stopped.Unit, stopped.IsKept));

        var begun = new List<string>();
        await RunAsync(broken with { Search = broken.Search with { Start = RunStart.Resume } }, value => begun.Add(value.Note ?? ""), cancellation);
        Assert.DoesNotContain(begun, note => note.StartsWith("training 2,", StringComparison.Ordinal));
        foreach (var file in (string[])["history.jsonl", "result.json", "trainings/config.json", "trainings/1-epochs.csv", "trainings/2-epochs.csv"])
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder, "whole", file), cancellation), await File.ReadAllBytesAsync(Path.Combine(_folder, "broken", file), cancellation));
        Assert.False(Directory.Exists(Path.Combine(_folder, "broken", "trainings", "running")));

        // More trainings begin with those there are; other settings are refused by name.
        var more = await RunAsync(broken with { Search = broken.Search with { Start = RunStart.Resume }, Trainings = new TrainingOptions { Trainings = 4 } }, null, cancellation);
        Assert.Equal(4 + 2, more.Trainings.Count);
        var other = await Assert.ThrowsAsync<UsageException>(() => RunAsync(broken with { Search = broken.Search with { Start = RunStart.Resume }, Epochs = [3] }, null, cancellation));
        Assert.Contains("protocol.epochs was [1,2] and is [3]", other.Message, StringComparison.Ordinal);
    }

    private static CommandRunner Toys(bool falling) => new() { Truth = [.. Enumerable.Range(1, 99).Select(i => new TruthRow(i, $"{i}", falling ? 100 - 0.5 * i : 50 + 0.5 * i))] };

    private static async Task<FewTrainingsOutcome> RunAsync(FewTrainingsOptions options, Action<WorkProgress>? report, CancellationToken cancellation) =>
        (FewTrainingsOutcome)await WorkflowContext.Standard.SearchWithTrainingsAsync(options, new Receiver(report), null, cancellation);

    private FewTrainingsOptions Options(string name) => new(SearchSessionOptions.Create("nasbench201") with
    {
        Search = new SearchOptions { Evaluations = 8, Population = 4 },
        Evaluation = new() { Metrics = ["parameters", "flops"], Repeats = 1 },
        Folder = Path.Combine(_folder, name),
        Threads = 1,
    })
    {
        Trainings = new TrainingOptions { Trainings = 3 },
        Source = new TrainingSource(WriteImages()) { Validation = 0.25, Side = 8 },
        Protocol = TrainingProtocol.Quick with { BatchSize = 8, Channels = 4, Cells = 1 },
        Epochs = [1, 2],
    };

    /// <summary>Forty images of two classes as a batch of CIFAR-10: one byte of class, then red, green and blue.</summary>
    private string WriteImages()
    {
        var bytes = new byte[40 * 3073];
        for (var image = 0; image < 40; image++)
        {
            var record = bytes.AsSpan(image * 3073, 3073);
            record[0] = (byte)(image % 2);
            record.Slice(1 + image % 2 * 1024, 1024).Fill((byte)(100 + image));
        }

        var folder = Path.Combine(_folder, "images");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "data_batch_1.bin"), bytes);
        return folder;
    }

    private sealed class Receiver(Action<WorkProgress>? report) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => report?.Invoke(value);
    }
}
