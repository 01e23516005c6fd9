using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SwapScore.Torch.Loading;

/// <summary>
/// Loads TorchSharp's own native library. It is built for systems of 2024 and later; where the system's C++ library is older, a copy is loaded
/// that does not insist (see <see cref="SymbolVersions"/>). The copy is kept in the user's cache; package files are not touched.
/// </summary>
internal static class NativeBinding
{
    public const string Name = "LibTorchSharp";

    private const string MissingVersion = "GLIBCXX_3.4.32";

    /// <summary>Loads the library; libtorch must be loaded already.</summary>
    /// <exception cref="UnavailableException">It is missing, or cannot be loaded in either form.</exception>
    public static IntPtr Load()
    {
        var path = Find();
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException fault)
        {
            if (SymbolVersions.WithWeakNeed(File.ReadAllBytes(path), MissingVersion) is { } patched && TryLoad(patched) is { } handle) return handle;
            throw new UnavailableException($"{path} cannot be loaded: {Reason(fault, path)}", $"it needs libtorch {LibtorchFolder.Version} for the CPU or CUDA", fault);
        }
    }

    /// <summary>Why a file that is there cannot be loaded, in one line: .NET puts what the system says below a line of its own.</summary>
    internal static string Reason(Exception fault, string path)
    {
        var lines = fault.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var said = lines.Skip(1).FirstOrDefault(line => line.Contains(": ", StringComparison.Ordinal)) ?? lines[0];
        return said.StartsWith($"{path}: cannot open", StringComparison.Ordinal) ? $"it is not for {NativeNames.Runtime}"
            : said.StartsWith($"{path}: ", StringComparison.Ordinal) ? said[(path.Length + 2)..]
            : said;
    }

    private static string Find()
    {
        var file = NativeNames.File(Name);
        string[] places = [AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", NativeNames.Runtime, "native"), .. Unpacked()];
        return places.Select(place => Path.Combine(place, file)).FirstOrDefault(File.Exists)
            ?? throw new UnavailableException(
                $"{file} is missing from {AppContext.BaseDirectory}", $"TorchSharp has none for {NativeNames.Runtime}, or the application was published without it");
    }

    /// <summary>Where the native libraries of an application that is one file are unpacked to.</summary>
    private static string[] Unpacked() => $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}".Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static IntPtr? TryLoad(byte[] library)
    {
        var name = $"{Name}-{Convert.ToHexStringLower(SHA256.HashData(library))[..16]}{Path.GetExtension(NativeNames.File(Name))}";
        foreach (var folder in CacheFolders())
        {
            try
            {
                var path = Path.Combine(folder(), name);
                if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(library)) Write(path, library);
                return NativeLibrary.Load(path);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DllNotFoundException)
            {
                // A folder that cannot be written to, or forbids to run what is in it: the next one.
            }
        }

        return null;
    }

    /// <summary>The user's cache; a fresh temporary folder where that cannot be used.</summary>
    private static IEnumerable<Func<string>> CacheFolders()
    {
        yield return () =>
        {
            var home = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Directory.CreateDirectory(Path.Combine(home, "swapscore")).FullName;
        };
        yield return () => Directory.CreateTempSubdirectory("swapscore-").FullName;
    }

    /// <summary>Several processes may write it at once: each its own, then renamed.</summary>
    private static void Write(string path, byte[] library)
    {
        var temporary = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(temporary, library);
        File.Move(temporary, path, overwrite: true);
    }
}
