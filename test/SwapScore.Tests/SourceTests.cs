namespace SwapScore.Tests;

/// <summary>House rules that no analyser knows.</summary>
public sealed class SourceTests
{
    [Fact]
    public void SourceFiles_Lengths_StayReadable()
    {
        var lengths = SourceTree.Sources("src").ToDictionary(path => Path.GetRelativePath(SourceTree.Root, path), path => File.ReadLines(path).Count());
        var sorted = lengths.Values.Order().ToArray();
        Assert.True(sorted[sorted.Length / 2] <= 100, $"the median file has {sorted[sorted.Length / 2]} lines");
        Assert.All(lengths, file => Assert.True(file.Value <= 400, $"{file.Key} has {file.Value} lines"));
    }

    [Fact]
    public void SourceFiles_PublicTypes_AreOneAFile() =>
        Assert.All(SourceTree.Sources("src"), path => Assert.True(
            File.ReadLines(path).Count(line => line.StartsWith("public ", StringComparison.Ordinal) && IsType(line)) <= 1,
            $"{Path.GetRelativePath(SourceTree.Root, path)} has several public types"));

    private static bool IsType(string line) =>
        line.Split(' ').Any(word => word is "class" or "record" or "struct" or "interface" or "enum");
}
