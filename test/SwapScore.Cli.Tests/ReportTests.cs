using Parquet;
using SwapScore.Cli.Shell;
using SwapScore.Tests.Studies;

namespace SwapScore.Cli.Tests;

public sealed class ReportTests : IDisposable
{
    private static readonly string[] Line = ["study", "darts", "--truth", "t.csv", "--metric", "swap,swap-regularised", "--repeats", "3", "--threads", "1"];

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Study_Report_HoldsSummaryTableFiguresFailuresAndTheCommand()
    {
        var page = In("report.html");
        var outcome = await new CommandRunner().RunAsync([.. Line, "--report", page, "--figures", In("figures")]);
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("<h2 id=\"section-1-heading\">Summary</h2>", html, StringComparison.Ordinal);
        Assert.Contains("19 trained architectures of darts", html, StringComparison.Ordinal);
        Assert.Contains("id=\"scatter-swap\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"histogram-swap-regularised\"", html, StringComparison.Ordinal);
        Assert.Contains("thirteen", html, StringComparison.Ordinal);
        Assert.Contains($"<code>swapscore {string.Join(' ', Line)} --report {page} --figures {In("figures")}</code>", html, StringComparison.Ordinal);
        Assert.True(File.Exists(In(Path.Combine("figures", "scatter-swap.png"))));
        Assert.True(File.Exists(In(Path.Combine("figures", "scatter-swap.svg"))));
    }

    [Fact]
    public async Task Study_ReportTwice_IsTheSameBytes()
    {
        string[] line = [.. Line, "--report", In("report.html")];
        await new CommandRunner().RunAsync(line);
        var first = await File.ReadAllBytesAsync(In("report.html"), TestContext.Current.CancellationToken);
        await new CommandRunner().RunAsync(line);
        Assert.Equal(first, await File.ReadAllBytesAsync(In("report.html"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Study_ReportOfAResumedStudy_IsThatOfAnUninterruptedOne()
    {
        string[] line = [.. Line, "--output", In("run"), "--report", In("report.html")];
        await new CommandRunner().RunAsync(line);
        var whole = await File.ReadAllBytesAsync(In("report.html"), TestContext.Current.CancellationToken);
        await new CommandRunner { Evaluator = interruption => new ToyEvaluator(done => { if (done == 5) interruption.Request(ExitCode.Interrupted); }) }.RunAsync([.. line, "--force"]);
        await new CommandRunner().RunAsync([.. line, "--resume"]);
        Assert.Equal(whole, await File.ReadAllBytesAsync(In("report.html"), TestContext.Current.CancellationToken));
    }

    /// <summary>The folder of the report vanishes while networks are scored.</summary>
    [Fact]
    public async Task Study_ReportThatCannotBeWrittenAtTheEnd_LeavesTheTable()
    {
        var gone = Directory.CreateDirectory(In("gone")).FullName;
        var outcome = await new CommandRunner { Evaluator = _ => new ToyEvaluator(done => { if (done == 5) Directory.Delete(gone, recursive: true); }) }
            .RunAsync([.. Line, "--format", "csv", "--report", Path.Combine(gone, "report.html"), "--figures", In("figures")]);
        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.StartsWith("metric,", outcome.Output, StringComparison.Ordinal);
        Assert.Contains($"error: cannot write {Path.Combine(gone, "report.html")}", outcome.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(In(Path.Combine("figures", "scatter-swap.png"))));
    }

    [Fact]
    public async Task Study_ReportOfAStudyWithoutScores_IsStillAReport()
    {
        var outcome = await new CommandRunner { Truth = [new(1, "13", 50), new(2, "13", 60)] }.RunAsync([.. Line, "--report", In("report.html")]);
        Assert.Equal(ExitCode.PartlyFailed, outcome.Code);
        Assert.Contains("none of them has a defined correlation", await File.ReadAllTextAsync(In("report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--report", "report.txt", "--report takes a file called .html, not report.txt")]
    [InlineData("--report", "none/report.html", "cannot write none/report.html: there is no folder")]
    [InlineData("--report", "/proc/none.html", "cannot write /proc/none.html")]
    [InlineData("--figures", "/proc/none", "cannot write to the folder /proc/none")]
    [InlineData("--rows", "none/rows.parquet", "cannot write none/rows.parquet: there is no folder")]
    [InlineData("--format", "parquet", "Parquet is not text and cannot be shown at a terminal")]
    public async Task Study_UnwritablePlace_IsSeenBeforeWork(string option, string value, string message)
    {
        var outcome = await new CommandRunner { Evaluator = _ => throw new InvalidOperationException("it was scored") }.RunAsync([.. Line, option, value]);
        Assert.Equal(ExitCode.Usage, outcome.Code);
        Assert.StartsWith($"error: {message}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Study_RowsAsParquet_HoldWhatTheCsvHolds()
    {
        var rows = In("rows.parquet");
        await new CommandRunner().RunAsync([.. Line, "--rows", rows]);
        var csv = (await File.ReadAllLinesAsync(In("rows.csv"), TestContext.Current.CancellationToken)).Select(line => line.Split(',')).ToList();
        using var stream = File.OpenRead(rows);
        Assert.Equal(csv[0], await NamesAsync(stream));
        Assert.Equal(csv.Skip(1).Select(row => row[2].Length == 0 ? (double?)null : double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)), await NumbersAsync(stream, "swap"));

        var again = await new CommandRunner().RunAsync([.. Line, "--rows", rows]);
        Assert.Equal(ExitCode.Usage, again.Code);
        Assert.StartsWith($"error: {rows} exists already", again.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.PartlyFailed, (await new CommandRunner().RunAsync([.. Line, "--rows", rows, "--force"])).Code);
    }

    [Fact]
    public async Task Study_RowsAsParquetBesideARunFolder_AreWrittenAtTheEnd()
    {
        await new CommandRunner().RunAsync([.. Line, "--output", In("run"), "--rows", In("rows.parquet")]);
        Assert.True(File.Exists(In(Path.Combine("run", "rows.csv"))));
        Assert.False(File.Exists(In("rows.csv")));
        using var stream = File.OpenRead(In("rows.parquet"));
        Assert.Equal(["architecture", "truth", "swap", "swap-regularised"], await NamesAsync(stream));
    }

    [Theory]
    [InlineData("score")]
    [InlineData("study darts --truth t.csv")]
    [InlineData("metric list")]
    [InlineData("space list")]
    public async Task Format_Parquet_HasTheColumnsOfCsv(string line)
    {
        using var bytes = new MemoryStream();
        var parquet = await new CommandRunner { Bytes = bytes }.RunAsync([.. line.Split(' '), "--format", "parquet"]);
        var csv = await new CommandRunner().RunAsync([.. line.Split(' '), "--format", "csv"]);
        Assert.Empty(parquet.Output);
        Assert.Equal(csv.Output.Split('\n')[0].Split(','), await NamesAsync(bytes));
    }

    private static async Task<string[]> NamesAsync(Stream stream)
    {
        await using var reader = await ParquetReader.CreateAsync(stream);
        return Array.ConvertAll(reader.Schema.DataFields, field => field.Name);
    }

    private static async Task<double?[]> NumbersAsync(Stream stream, string name)
    {
        await using var reader = await ParquetReader.CreateAsync(stream);
        using var group = reader.OpenRowGroupReader(0);
        var values = new double?[group.RowCount];
        await group.ReadAsync<double>(reader.Schema.DataFields.First(field => field.Name == name), values.AsMemory());
        return values;
    }

    private string In(string name) => Path.Combine(_folder, name);
}
