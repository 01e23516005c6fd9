using System.Security.Cryptography;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Tests.Evaluation;

/// <summary>Stores of scores find results by the revision of the code: no score changes without one.</summary>
public sealed class RevisionTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "test", "SwapScore.Tests", "Golden");

    [Fact]
    public void Scores_ThatChange_HaveAnotherRevision()
    {
        var path = Path.Combine(Folder, "revisions.txt");
        var known = File.ReadAllLines(path);
        var now = Lines().ToArray();
        var isSilent = known.Take(2).SequenceEqual(now.Take(2)) && !known.Skip(2).SequenceEqual(now.Skip(2));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && !isSilent) File.WriteAllLines(path, now);
        else Assert.True(
            known.SequenceEqual(now),
            $"scores or revisions differ from {path}: where scores of a metric have changed, raise its MetricDescription.Revision; where those of all have, raise ScoreKey.EngineRevision; then run with UPDATE_GOLDEN=1");
    }

    private static IEnumerable<string> Lines() =>
    [
        $"engine {ScoreKey.EngineRevision}",
        string.Join(", ", MetricCatalog.Standard.Descriptions.Select(metric => $"{metric.Name} {metric.Revision}")),
        .. ((string[])["same-bits.txt", "same-gradient-bits.txt"]).Select(name => $"{name} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, name))))}"),
    ];
}
