using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SwapScore.Workflows.Tests;

/// <summary>What packages show to their users grows on purpose only: the page on the architecture says how many types, and why.</summary>
public sealed partial class PublicSurfaceTests
{
    private static readonly string Page = Path.Combine(SourceTree.Root, "docs", "architecture.md");

    /// <summary>No package: it is compiled into one file with the library, and counts patterns where they lie.</summary>
    private const string Native = "SwapScore.Native";

    public static TheoryData<string> Packages =>
        [.. Projects().Select(project => Path.GetFileNameWithoutExtension(project)).Where(name => name is not ("SwapScore.Cli" or Native))];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_ShowsNoMoreTypesThanThePageSays(string package)
    {
        var table = Regex.Match(File.ReadAllText(Page), "read by PublicSurfaceTests: begin(.*)read by PublicSurfaceTests: end", RegexOptions.Singleline).Groups[1].Value;
        var row = PackageRow().Matches(table).SingleOrDefault(row => row.Groups["name"].Value == package);
        Assert.True(row is not null, $"{Page} has no row for {package}: say how many types it shows, and why");
        var most = int.Parse(row.Groups["most"].Value, CultureInfo.InvariantCulture);
        var shown = Assembly.Load(package).GetExportedTypes().Where(type => type.Namespace?.StartsWith("SwapScore", StringComparison.Ordinal) == true).ToList();
        Assert.True(shown.Count > 0 && shown.Count <= most, $"{package} shows {shown.Count} types, {Page} allows {most}: make what no user needs internal, or raise the number and say why");
    }

    [Fact]
    public void Packages_GiveFriendAccess_ToTestsAndBenchesOnly()
    {
        var friends = Projects().SelectMany(project => XDocument.Load(project).Descendants("InternalsVisibleTo"), (_, friend) => friend.Attribute("Include")!.Value).Distinct().ToList();
        Assert.NotEmpty(friends);
        var others = Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "test")).Concat(Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "bench"))).Select(Path.GetFileName);
        Assert.Empty(friends.Except(others!).Except([Native]));
    }

    private static IEnumerable<string> Projects() => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \| (?<most>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex PackageRow();
}
