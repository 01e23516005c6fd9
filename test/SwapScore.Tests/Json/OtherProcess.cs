using System.Diagnostics;
using SwapScore.Evaluation;
using SwapScore.Json;

namespace SwapScore.Tests.Json;

/// <summary>Sends requests as JSON to another process, which runs one test of this assembly that answers them.</summary>
internal static class OtherProcess
{
    private const string FolderVariable = "SWAPSCORE_TEST_REQUESTS";

    /// <summary>The folder of requests to be answered; null in the process that asks.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(FolderVariable);

    /// <summary>Runs a test of this assembly in another process and returns the results it has written.</summary>
    /// <param name="requests">What is asked.</param>
    /// <param name="folder">A folder for both processes; what else the other one needs lies in it already.</param>
    /// <param name="test">Name of the test that calls <see cref="AnswerAsync"/>.</param>
    public static async Task<List<EvaluationResult>> AskAsync(IEnumerable<EvaluationRequest> requests, string folder, string test)
    {
        await File.WriteAllLinesAsync(Path.Combine(folder, "requests.jsonl"), requests.Select(EvaluationJson.Write));
        await RunAsync(folder, test);
        return [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "results.jsonl"))).Select(EvaluationJson.ReadResult)];
    }

    /// <summary>Answers the requests of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="answer">Evaluates them.</param>
    public static async Task AnswerAsync(string folder, Func<IReadOnlyList<EvaluationRequest>, Task<List<EvaluationResult>>> answer)
    {
        var requests = (await File.ReadAllLinesAsync(Path.Combine(folder, "requests.jsonl"))).Select(EvaluationJson.ReadRequest).ToList();
        var results = await answer(requests);
        await File.WriteAllLinesAsync(Path.Combine(folder, "results.jsonl"), results.Select(EvaluationJson.Write));
    }

    /// <summary>A result without its times, which differ from run to run.</summary>
    public static EvaluationResult Untimed(EvaluationResult result) => result with { Seconds = new EvaluationSeconds() };

    private static async Task RunAsync(string folder, string test)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, ArgumentList = { "-method", $"*{test}" } };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Insert(0, typeof(OtherProcess).Assembly.Location);
        start.Environment[FolderVariable] = folder;
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }
}
