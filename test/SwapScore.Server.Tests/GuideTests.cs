using System.Diagnostics;
using System.Text.RegularExpressions;
using SwapScore.Tests;

namespace SwapScore.Server.Tests;

/// <summary>The clients in the guide, run as they stand there.</summary>
public sealed partial class GuideTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bash", "curl", "PDARTS")]
    [InlineData("python", "urllib", "nor_conv_3x3", Explicit = true)]
    public async Task Client_OfGuide_PrintsItsResult(string language, string tool, string part)
    {
        var program = language == "python" ? "python3" : language;
        Assert.SkipUnless(Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not here");
        Assert.SkipUnless(tool != "curl" || File.Exists("/usr/bin/curl"), "curl is not here");
        await using var server = await RunningServer.StartAsync();
        var guide = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "guide", "service.md"), Stop);
        var code = Block().Matches(guide).Single(block => block.Groups["language"].Value == language && block.Groups["code"].Value.Contains(tool, StringComparison.Ordinal)).Groups["code"].Value;
        code = code.Replace("http://127.0.0.1:5080", server.Client.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal);

        using var client = Process.Start(new ProcessStartInfo(program, language == "bash" ? ["-e", "-c", code] : ["-c", code])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = server.Options.Folder,
        })!;
        var (output, error) = (client.StandardOutput.ReadToEndAsync(Stop), client.StandardError.ReadToEndAsync(Stop));
        await client.WaitForExitAsync(Stop);
        Assert.True(client.ExitCode == 0, await error);
        Assert.Contains(part, await output, StringComparison.Ordinal);
    }

    [GeneratedRegex("```(?<language>[a-z]+)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
