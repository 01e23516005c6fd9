using System.Text.Json;

namespace SwapScore.Tests;

/// <summary>NOTICE.md names every package of others that the command brings with it, as its lock file has it.</summary>
public sealed class NoticeTests
{
    private static readonly string[] BuildTools = ["Microsoft.CodeAnalysis.", "Microsoft.NET.ILLink.Tasks"];

    [Fact]
    public void Notice_Packages_AreThoseOfTheLockFile()
    {
        var locked = Packages(Path.Combine(SourceTree.Root, "src", "SwapScore.Cli", "packages.lock.json")).Order(StringComparer.Ordinal);
        var named = File.ReadLines(Path.Combine(SourceTree.Root, "NOTICE.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Select(cells => $"{cells[1]} {cells[2]}").Order(StringComparer.Ordinal);
        Assert.True(locked.SequenceEqual(named), "packages have changed: run scripts/notices");
    }

    private static IEnumerable<string> Packages(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. from framework in file.RootElement.GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project" && !BuildTools.Any(tool => package.Name.StartsWith(tool, StringComparison.Ordinal))
               select $"{package.Name} {package.Value.GetProperty("resolved").GetString()}",
        ];
    }
}
