using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Evaluation;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces.Darts;
using SwapScore.Weights;

namespace SwapScore.Tests.Engine;

/// <summary>
/// The same bits everywhere: scores and final activations of 50 genotypes are pinned in a file, and the comparison is repeated in
/// processes that may use fewer instructions and other numbers of threads.
/// </summary>
public sealed class SameBitsTests
{
    private const int Genotypes = 50;
    private const string ThreadsVariable = "SWAPSCORE_TEST_THREADS";

    // The space whose draws are pinned: one cell in both places.
    private static readonly DartsSpace Space = new(DartsVariant.SharedCell);

    private static int Threads => int.TryParse(Environment.GetEnvironmentVariable(ThreadsVariable), out var threads) ? threads : 2;

    [Fact]
    public async Task ScoresAndActivations_FiftyGenotypes_AreThePinnedBits()
    {
        var batch = BuiltInImages.Natural32.ToBatch(0, 16);
        var lines = new List<string> { $"batch {batch.Fingerprint}" };
        var architectures = Enumerable.Range(0, Genotypes)
            .Select(i => Space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, i))).ToArray();
        var options = new EvaluationOptions { Repeats = 2 };
        var requests = architectures.Select(architecture => new EvaluationRequest(Space.Name, architecture.Text, options, batch.Fingerprint)).ToArray();
        var i = 0;
        await foreach (var result in new LocalEvaluator(batch, Threads, [Space]).EvaluateAsync(requests))
        {
            var scores = string.Join(' ', result.Metrics["swap"].Values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
            lines.Add($"{i}: {scores} {Fingerprint(Space.BuildScoringNetwork(architectures[i++], Space.Tasks[0], batch.Shape), batch)}");
        }

        var golden = Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Golden", "same-bits.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllLinesAsync(golden, lines);
        Assert.Equal(await File.ReadAllLinesAsync(golden), lines);
    }

    [Theory]
    [InlineData(ThreadsVariable, "1", Explicit = true)]
    [InlineData(ThreadsVariable, "5")]
    [InlineData("DOTNET_EnableAVX512F", "0", Explicit = true)]
    [InlineData("DOTNET_EnableAVX2", "0", Explicit = true)]
    [InlineData("DOTNET_PreferredVectorBitWidth", "128", Explicit = true)]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", Explicit = true)]
    [InlineData(VectorWidths.ForceVariable, "256", Explicit = true)]
    [InlineData(VectorWidths.ForceVariable, "scalar")]
    public async Task ScoresAndActivations_OtherInstructionsOrThreads_AreThePinnedBits(string variable, string value)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "-method", $"*{nameof(ScoresAndActivations_FiftyGenotypes_AreThePinnedBits)}" },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Insert(0, typeof(SameBitsTests).Assembly.Location);
        start.Environment[variable] = value;
        start.Environment.Remove("UPDATE_GOLDEN");
        using var child = Process.Start(start)!;
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }

    /// <summary>SHA-256 of the bits of the network's output for one initialisation.</summary>
    private static string Fingerprint(Network network, Batch batch)
    {
        using var executor = new Executor(Threads);
        executor.Load(Plan.Compile(network, batch.Size, new PlanOptions { Observed = network.Outputs.Contains }), batch);
        executor.Initialize(new GaussianInitializer(), RandomKey.FromSeed(1));
        var output = new CollectingObserver();
        executor.Run(output);
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(output.Values.Values.Single().AsSpan())))[..16];
    }
}
