using System.Diagnostics;
using SwapScore.Tests;

namespace SwapScore.Native.Tests;

/// <summary>A C program calls the library. <c>scripts/native</c> makes the library; where it has not run, these tests are skipped.</summary>
public sealed class BoundaryTests
{
    private static string Root => SourceTree.Root;
    private static readonly string Library = Path.Combine(Root, "artifacts", "native");

    [Fact]
    public void Interface_FromC_DoesWhatItsHeaderSays()
    {
        using var program = Compiled();
        var (code, output) = Start(program.Path, ["engine"]);
        Assert.True(code == 0, output);
        Assert.Contains("0 failed", output);
    }

    [Fact]
    public void Interface_UnderValgrind_ReadsNothingBeyond()
    {
        Assert.SkipWhen(Find("valgrind") is null, "valgrind is not installed");
        using var program = Compiled();
        var (code, output) = Start(
            Find("valgrind")!, ["--quiet", "--error-exitcode=99", "--leak-check=no", program.Path]);
        Assert.True(code == 0, output);
        Assert.Contains("0 failed", output);
    }

    [Fact]
    public void Header_CompiledAsC99AndAsCpp_HasNoWarning()
    {
        var compiler = Compiler();
        var header = Path.Combine(Root, "src", "SwapScore.Native", "include", "swapscore.h");
        foreach (var language in (string[][])[["-std=c99", "-x", "c"], ["-std=c++11", "-x", "c++"]])
        {
            var (code, output) = Start(compiler, [.. language, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", header]);
            Assert.True(code == 0 || output.Contains("cc1plus", StringComparison.Ordinal), output);
        }
    }

    private static string Sources => Path.Combine(Root, "test", "SwapScore.Native.Tests", "C");

    private static TemporaryProgram Compiled()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Library, "libswapscore.so")), "the library is not built: scripts/native builds it");
        var program = new TemporaryProgram();
        var (code, output) = Start(Compiler(),
        [
            "-std=c99", "-O1", "-g", "-Wall", "-Wextra", "-Werror", "-pthread", "-I", Library, "-o", program.Path, Path.Combine(Sources, "boundary.c"),
            "-L", Library, "-lswapscore", "-lm", $"-Wl,-rpath,{Library}",
        ]);
        Assert.True(code == 0, output);
        return program;
    }

    private static string Compiler()
    {
        var compiler = Find("gcc") ?? Find("cc");
        Assert.SkipWhen(compiler is null, "no C compiler is installed");
        return compiler!;
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static (int Code, string Output) Start(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private sealed class TemporaryProgram : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swapscore-c-");

        public string Path => System.IO.Path.Combine(_folder.FullName, "boundary");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
