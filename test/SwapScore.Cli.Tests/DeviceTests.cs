using SwapScore.Cli.Shell;
using SwapScore.Spaces.NasBench201;
using SwapScore.Tests.Studies;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

public sealed class DeviceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private string Output => Path.Combine(_folder, "output");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("score --metric ntk")]
    [InlineData("screen --metric ntk")]
    [InlineData("search --metric ntk --output {0}")]
    [InlineData("study darts --truth t.csv --metric ntk --output {0}")]
    [InlineData("ablate --truth t.csv --metric ntk --output {0}")]
    [InlineData("prune --space nasbench201 --output {0}")]
    [InlineData("reproduce table1 --data-root {0} --output {0}")]
    public async Task Device_Absent_EndsTheCommandBeforeAnyWork(string line)
    {
        var outcome = await new CommandRunner
        {
            Spaces = [new ToySpace(), new NasBench201Space()],
            Evaluator = _ => throw new InvalidOperationException("nothing is to be evaluated"),
        }.RunAsync([.. line.Split(' ').Select(word => word == "{0}" ? Output : word), "--device", "cuda:999"]);
        Assert.Equal(ExitCode.Unavailable, outcome.Code);
        Assert.Empty(outcome.Output);
        Assert.StartsWith("error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\nhint: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(Output));
    }

    [Theory]
    [InlineData("score --metric swap --device cuda", "cuda:0 is for metrics of gradients, and none of swap is one")]
    [InlineData("score a.onnx --device cuda:1", "cuda:1 is for metrics of gradients, and none of swap is one")]
    [InlineData("reproduce table1 --quick --device cuda", "--device cuda:0 cannot be used with --quick")]
    public async Task Device_WithoutUse_IsRefused(string line, string reason)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "a.onnx"), [], TestContext.Current.CancellationToken);
        var outcome = await new CommandRunner().RunAsync([.. line.Split(' ').Select(word => word == "a.onnx" ? Path.Combine(_folder, word) : word)]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.Contains(reason, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Device_Processor_IsTheSameAsNone()
    {
        string[] line = ["score", "DARTS_V1", "--metric", "jacov,snip", "--random-labels", "--image-size", "8", "--batch-size", "4", "--repeats", "1", "--format", "csv"];
        var none = await Product().RunAsync(line);
        var named = await Product().RunAsync([.. line, "--device", "cpu"]);
        Assert.Equal(ExitCode.Success, none.Code);
        Assert.Equal(none.Output, named.Output);

        static CommandRunner Product() => new() { Workflows = WorkflowContext.Standard };
    }
}
