using System.Diagnostics;

namespace SwapScore.Tests.Packaging;

/// <summary>A console project outside the checkout that references the packed library and nothing else.</summary>
internal sealed class FreshProject : IDisposable
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    // No other build has made a package of this version, so none is taken from a cache.
    private const string Version = "0.0.0-fresh";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    private FreshProject()
    {
    }

    /// <summary>Whether what is compiled ahead can be linked.</summary>
    public static bool HasCompiler { get; } =
        $"{Environment.GetEnvironmentVariable("PATH")}".Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "gcc")) || File.Exists(Path.Combine(folder, "clang")));

    /// <summary>The packed library.</summary>
    public string Package => Path.Combine(_folder, "feed", $"SwapScore.{Version}.nupkg");

    /// <summary>Where the project is built to.</summary>
    public string Output => Path.Combine(_folder, "out");

    /// <summary>Packs the library that the tests run on, and writes a project that references it.</summary>
    /// <param name="program">The program, in C#.</param>
    public static FreshProject Create(string program)
    {
        var project = new FreshProject();
        var feed = Path.Combine(project._folder, "feed");
        project.Dotnet("pack", Path.Combine(SourceTree.Root, "src", "SwapScore"), "-c", Configuration, "--no-build", "-o", feed, $"-p:PackageVersion={Version}");
        File.WriteAllText(Path.Combine(project._folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(project._folder, "Fresh.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <InvariantGlobalization>true</InvariantGlobalization>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestoreAdditionalProjectSources>{feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(project._folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{PackagesFolder()}</RestoreFallbackFolders>
                <CppCompilerAndLinker Condition="!Exists('/usr/bin/clang')">gcc</CppCompilerAndLinker>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="SwapScore" Version="{Version}" /></ItemGroup>
            </Project>
            """);
        return project;
    }

    /// <summary>Runs a command of the SDK in the folder of the project; fails with its output where it fails.</summary>
    public void Dotnet(params string[] arguments) => Start("dotnet", [.. arguments, "-v", "q", "-nologo"]);

    /// <summary>Runs what was built.</summary>
    /// <returns>What it printed.</returns>
    public string Run() => Start(Path.Combine(Output, "Fresh"), []).ReplaceLineEndings("\n");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string PackagesFolder() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private string Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What runs the tests sets these for itself.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} has failed:\n{output}{errors.Result}");
        return output;
    }
}
