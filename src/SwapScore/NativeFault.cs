using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace SwapScore;

/// <summary>
/// Says in one line why a native library cannot be loaded. .NET reports that some initializer threw, and has the reason two exceptions below, among a
/// dozen places where it looked.
/// </summary>
internal static partial class NativeFault
{
    // e_machine of the ELF header (System V ABI), and how .NET spells the processor.
    private static readonly Dictionary<ushort, string> Processors = new() { [3] = "x86", [40] = "arm", [62] = "x64", [183] = "arm64" };

    /// <summary>The fault as one that users can do something about; null where no native library is to blame.</summary>
    /// <param name="fault">What was thrown.</param>
    public static UnavailableException? Explain(Exception fault) => Explain(fault, SearchFolders());

    /// <summary>The same with the folders given that hold native libraries.</summary>
    public static UnavailableException? Explain(Exception fault, IReadOnlyList<string> folders)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            if (cause is DllNotFoundException or BadImageFormatException)
                return MissingVersion().Match(cause.Message) is { Success: true } missing
                    ? new UnavailableException(
                        $"{missing.Groups["library"].Value} needs {missing.Groups["version"].Value} or later, which this system does not have",
                        "use a newer system: Debian 12, Ubuntu 22.04 or one of their age", fault)
                    : new UnavailableException(Describe(cause.Message, folders), $"install swapscore again, for {RuntimeInformation.RuntimeIdentifier}", fault);
        return null;
    }

    private static string Describe(string message, IReadOnlyList<string> folders)
    {
        if (Library().Match(message) is not { Success: true } named) return $"a native library cannot be loaded: {message.Split('\n')[0].Trim()}";
        var name = named.Groups["name"].Value;
        var file = folders.SelectMany(folder => FileNames(name).Select(one => Path.Combine(folder, one))).FirstOrDefault(File.Exists);
        if (file is null) return $"the native library {name} is missing; it was looked for in {string.Join(", ", folders)}";
        return Processor(file) is { } processor && processor != Here
            ? $"{file} is for {processor}, and this process runs on {Here}"
            : $"{file} cannot be loaded: {Reason(message, file)}";
    }

    private static string Here => RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static IEnumerable<string> FileNames(string name) => [$"lib{name}.so", $"lib{name}.dylib", $"{name}.dll", name, $"{name}.so"];

    private static List<string> SearchFolders() =>
        [.. $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}".Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory).Select(Path.TrimEndingDirectorySeparator).Distinct()];

    /// <summary>The processor a library is for; null where it is of no known format.</summary>
    private static string? Processor(string path)
    {
        Span<byte> header = stackalloc byte[20];
        using var file = File.OpenRead(path);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("\u007fELF"u8)) return null;
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
        return Processors.GetValueOrDefault(machine, $"processor {machine} of the ELF standard");
    }

    /// <summary>What the loader says of a file, one of the lines of the message.</summary>
    private static string Reason(string message, string file) =>
        message.Split('\n').Where(line => line.StartsWith($"{file}: ", StringComparison.Ordinal)).Select(line => line[(file.Length + 2)..].Trim()).FirstOrDefault()
        ?? "it is damaged, or something it needs is missing";

    [GeneratedRegex("version [`'](?<version>(GLIBC|GLIBCXX|CXXABI)_[0-9.]+)' not found \\(required by (?<library>[^)]+)\\)")]
    private static partial Regex MissingVersion();

    [GeneratedRegex("Unable to load (shared library|DLL) '(?<name>[^']+)'")]
    private static partial Regex Library();
}
