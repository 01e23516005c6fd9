using System.Diagnostics;
using System.Globalization;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Cli.Tests;

/// <summary>Hashes, scores, texts and JSON are the same in a host process of any culture.</summary>
public sealed class CultureTests
{
    private const string CultureVariable = "SWAPSCORE_TEST_CULTURE";
    private const string FileVariable = "SWAPSCORE_TEST_FILE";

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR", Explicit = true)]
    [InlineData("ar-SA", Explicit = true)]
    [InlineData("invented", Explicit = true)]
    public async Task Everything_OtherCulture_IsAsInTheInvariantOne(string culture)
    {
        var folder = Directory.CreateTempSubdirectory("swapscore-culture");
        try
        {
            var file = Path.Combine(folder.FullName, "lines.txt");
            await RunChildAsync(culture, file, folder.FullName);
            Assert.Equal(await LinesAsync(), await File.ReadAllLinesAsync(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What a child process does; without a culture to take on it is the comparison of this process with itself.</summary>
    [Fact]
    public async Task Lines_CultureOfTheVariable_AreWritten()
    {
        if (Environment.GetEnvironmentVariable(CultureVariable) is { Length: > 0 } name)
        {
            CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Find(name);
            CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture;

            // A culture that writes numbers as the invariant one would prove nothing; Turkish has letters of its own too.
            Assert.NotEqual("-1.5 0.5", $"{-1.5} {0.5}");
            if (name == "tr-TR") Assert.NotEqual("i", "I".ToLower(CultureInfo.CurrentCulture));
        }

        var lines = await LinesAsync();
        Assert.NotEmpty(lines);
        if (Environment.GetEnvironmentVariable(FileVariable) is { Length: > 0 } file) await File.WriteAllLinesAsync(file, lines);
    }

    /// <summary>A known culture, or one made up, for machines without the data of cultures.</summary>
    private static CultureInfo Find(string name)
    {
        if (name != "invented") return CultureInfo.GetCultureInfo(name);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        (culture.NumberFormat.NegativeSign, culture.NumberFormat.NaNSymbol, culture.NumberFormat.PositiveInfinitySymbol) = ("−", "no number", "endless");
        return culture;
    }

    /// <summary>Runs <see cref="Lines_CultureOfTheVariable_AreWritten"/>; our own programs know the invariant culture only, so the child is one that knows more.</summary>
    private static async Task RunChildAsync(string culture, string file, string folder)
    {
        var assembly = typeof(CultureTests).Assembly.Location;
        var settings = Path.Combine(folder, "child.runtimeconfig.json");
        var own = await File.ReadAllTextAsync(Path.ChangeExtension(assembly, ".runtimeconfig.json"));
        const string Invariant = "\"System.Globalization.Invariant\": true";
        Assert.Contains(Invariant, own, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            settings, culture == "invented" ? own : own.Replace(Invariant, Invariant.Replace("true", "false", StringComparison.Ordinal), StringComparison.Ordinal));

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec", "--depsfile", Path.ChangeExtension(assembly, ".deps.json"), "--runtimeconfig", settings, assembly,
                "-method", $"*{nameof(Lines_CultureOfTheVariable_AreWritten)}",
            },
        };
        start.Environment[CultureVariable] = culture;
        start.Environment[FileVariable] = file;
        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync();
        var output = await child.StandardOutput.ReadToEndAsync() + await error;
        await child.WaitForExitAsync();
        Assert.SkipWhen(output.Contains("valid ICU package", StringComparison.Ordinal), "the data of cultures (ICU) are not installed");
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }

    private static async Task<List<string>> LinesAsync()
    {
        var lines = new List<string>();
        foreach (var space in SearchSpaces.All)
        {
            var architecture = space.Sample(RandomKey.FromSeed(1));
            foreach (var task in space.Tasks)
            {
                var network = space.BuildScoringNetwork(architecture, task, task.Input);
                lines.Add($"{space.Name} {task.Name} {architecture.Text} {network.Hash}");
                lines.AddRange(network.Dump().Split('\n'));
            }
        }

        lines.AddRange(Faults());
        string[][] commands =
        [
            ["score", "DARTS_V2", "PDARTS", "--repeats", "2", "--batch-size", "4", "--metric", "swap,swap-regularised,zen", "--format", "csv", "--threads", "1"],
            ["score", "DARTS_V2", "--sigma=-0.5", "--mu=-1.5"],
            ["score", "DARTS_V2", "--repeats=-1"],
            ["space", "show", "DARTS_V2", "--json"],
            ["space", "show", "DARTS_V2"],
            ["metric", "list", "--json"],
        ];
        var workflows = WorkflowContext.Standard with { Clock = new StoppedClock() };
        foreach (var command in commands)
            lines.AddRange((await new CommandRunner { Workflows = workflows }.RunAsync(command)).ToString().Split('\n').Select(WithoutTimes));
        string[][] toys = [["score"], ["score", "--json"], ["study", "darts", "--truth", "t.csv", "--json"], ["study", "darts", "--truth", "t.csv"], ["search", "--budget", "10", "--seed", "1"]];
        foreach (var command in toys)
            lines.AddRange((await new CommandRunner().RunAsync(command)).ToString().Split('\n'));
        return [.. lines.Select(line => line.TrimEnd('\r'))];
    }

    /// <summary>Messages with numbers.</summary>
    private static IEnumerable<string> Faults()
    {
        yield return Assert.Throws<UsageException>(() => new EvaluationOptions { Repeats = -1, Mu = double.NaN, Sigma = -0.5 }.Validated()).Message;
        var builder = new NetworkBuilder("x");
        var input = builder.Input(new Shape(3, 4, 4));
        yield return Assert.Throws<NetworkException>(() => builder.Dropout(input, 1.5f)).Message;
        yield return Assert.Throws<NetworkException>(() => builder.LayerNormalization(input, -0.5f)).Message;
        yield return Assert.Throws<NetworkException>(() => builder.Linear(input, -7)).Message;
    }

    /// <summary>A line without the seconds it took: the last three columns of a row, the last part of a closing line.</summary>
    private static string WithoutTimes(string line) =>
        line.StartsWith("1,", StringComparison.Ordinal) || line.StartsWith("2,", StringComparison.Ordinal) ? string.Join(',', line.Split(',').SkipLast(3))
        : line.EndsWith(" s", StringComparison.Ordinal) ? line[..Math.Max(0, line.LastIndexOf('·'))]
        : line;
}
