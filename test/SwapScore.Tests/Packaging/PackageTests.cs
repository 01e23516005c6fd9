using System.IO.Compression;
using SwapScore.Evaluation;

namespace SwapScore.Tests.Packaging;

/// <summary>The package <c>SwapScore</c> is all that a fresh project needs: with it alone one is built, compiled ahead and run.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Networks = ["DARTS_V2", "PDARTS", "GDAS_V1"];

    private readonly FreshProject _project = FreshProject.Create($"""
        using SwapScore.Evaluation;

        await using var scorer = new Scorer();
        foreach (var score in await scorer.ScoreAsync("darts", [{string.Join(", ", Networks.Select(name => $"\"{name}\""))}]))
            Console.WriteLine(score);
        """);

    public void Dispose() => _project.Dispose();

    [Fact(Explicit = true)]
    public void Package_Contents_AreTheLibraryAndItsPapers()
    {
        using var package = ZipFile.OpenRead(_project.Package);
        Assert.Equal(
            ["LICENSE", "NOTICE.md", "README.md", "SwapScore.nuspec", "icon.png", "lib/net10.0/SwapScore.dll", "lib/net10.0/SwapScore.xml"],
            package.Entries.Select(entry => entry.FullName)
                .Where(name => !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal) && name != "[Content_Types].xml")
                .Order(StringComparer.Ordinal));
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(_project.Package, ".snupkg"));
        Assert.NotNull(symbols.GetEntry("lib/net10.0/SwapScore.pdb"));
    }

    [Fact(Explicit = true)]
    public async Task Package_InAFreshProject_Scores()
    {
        _project.Dotnet("build", "-c", "Release", "-o", _project.Output);
        Assert.Equal(await ExpectedAsync(), _project.Run());
    }

    [Fact(Explicit = true)]
    public async Task Package_CompiledAheadAndTrimmed_ScoresWithoutAWarning()
    {
        Assert.SkipUnless(FreshProject.HasCompiler, "there is no C compiler, which links what is compiled ahead");
        _project.Dotnet("publish", "-c", "Release", "-o", _project.Output, "-p:PublishAot=true", "-p:IlcInstructionSet=native", "-p:TrimmerSingleWarn=false");
        Assert.Equal(await ExpectedAsync(), _project.Run());
    }

    private static async Task<string> ExpectedAsync()
    {
        await using var scorer = new Scorer();
        return string.Concat((await scorer.ScoreAsync("darts", Networks)).Select(score => $"{score}\n"));
    }
}
