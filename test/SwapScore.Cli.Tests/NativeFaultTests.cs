using System.Runtime.InteropServices;

namespace SwapScore.Cli.Tests;

/// <summary>A native library that cannot be loaded is one clear line, whatever .NET wraps it in.</summary>
public sealed class NativeFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Explain_LibraryOfAnotherProcessor_NamesBoth()
    {
        var file = Library("libonnxruntime.so", machine: 0x0102);
        var fault = Explain($"{Unable("onnxruntime")}\n{file}: cannot open shared object file: No such file or directory");
        Assert.Equal(
            $"{file} is for processor 258 of the ELF standard, and this process runs on {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            fault.Message);
    }

    [Fact]
    public void Explain_MissingVersionOfGlibc_SaysWhichLibraryNeedsIt()
    {
        var fault = Explain(
            $"{Unable("e_sqlite3")}\n/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by /opt/libe_sqlite3.so)\n/opt/e_sqlite3.so: cannot open");
        Assert.Equal("/opt/libe_sqlite3.so needs GLIBC_2.34 or later, which this system does not have", fault.Message);
        Assert.Contains("newer system", fault.Remedy!.Words);
    }

    [Fact]
    public void Explain_MissingLibrary_SaysWhereItWasLookedFor() =>
        Assert.Equal($"the native library libSkiaSharp is missing; it was looked for in {_folder}", Explain(Unable("libSkiaSharp")).Message);

    [Fact]
    public void Explain_DamagedLibrary_GivesTheReasonOfTheLoader()
    {
        var file = Path.Combine(_folder, "libdamaged.so");
        File.WriteAllText(file, "no library");
        var thrown = Assert.Throws<DllNotFoundException>(() => NativeLibrary.Load(file));
        var message = NativeFault.Explain(thrown, [_folder])!.Message;
        Assert.StartsWith($"{file} cannot be loaded: ", message);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("strace", message);
    }

    [Fact]
    public void Explain_OtherFaults_AreNotExplained() =>
        Assert.Null(NativeFault.Explain(new TypeInitializationException("Some.Type", new InvalidOperationException("no library at all")), [_folder]));

    private static string Unable(string name) =>
        $"Unable to load shared library '{name}' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace.";

    private UnavailableException Explain(string message) =>
        NativeFault.Explain(new TypeInitializationException("Some.Binding", new DllNotFoundException(message)), [_folder])!;

    private string Library(string name, ushort machine)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, [.. "\u007fELF"u8, .. new byte[14], (byte)machine, (byte)(machine >> 8), 0, 0]);
        return path;
    }
}
