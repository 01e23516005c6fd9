namespace SwapScore.Torch.Loading;

/// <summary>
/// Finds the folder of libtorch: the one the user names, the folder of the application, the packages NuGet keeps. The first that holds it.
/// </summary>
internal static class LibtorchFolder
{
    /// <summary>Environment variable of a folder with libtorch's libraries, for example one with CUDA.</summary>
    public const string Variable = "SWAPSCORE_LIBTORCH";

    /// <summary>The version of libtorch that TorchSharp was built for; another one has other entry points.</summary>
    public const string Version = "2.10.0";

    private static string Package => $"libtorch-cpu-{NativeNames.Runtime}";

    /// <summary>What to do where it is missing.</summary>
    public static string Hint =>
        $"install libtorch {Version}: reference the package {Package} {Version} in any project and restore it, or set {Variable} to the folder that holds {NativeNames.File("torch_cpu")}";

    /// <summary>The folder that holds libtorch.</summary>
    /// <exception cref="UnavailableException">There is none; the message says where it was looked for.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory, PackagesFolder());

    /// <summary>The same with every place given.</summary>
    /// <param name="named">The value of <see cref="Variable"/>; null or empty for none.</param>
    /// <param name="application">The folder of the application.</param>
    /// <param name="packages">The folder of NuGet's packages.</param>
    public static string Find(string? named, string application, string packages)
    {
        if (!string.IsNullOrEmpty(named))
            return In(named)
                ?? throw new UnavailableException(
                    $"{Variable} is '{named}', which holds no {NativeNames.File("torch_cpu")}",
                    $"set it to the folder 'lib' of libtorch {Version}, or unset it to use the package {Package}");
        var package = Path.Combine(packages, Package, Version);
        return In(application) ?? In(package)
            ?? throw new UnavailableException(
                $"libtorch is not installed: {NativeNames.File("torch_cpu")} is neither in {application} nor in {package}", Hint);
    }

    /// <summary>Whether the libtorch in a folder was built for CUDA.</summary>
    public static bool HasCuda(string folder) => File.Exists(Path.Combine(folder, NativeNames.File("torch_cuda")));

    private static string? In(string folder) =>
        new[] { folder, Path.Combine(folder, "lib"), Path.Combine(folder, "runtimes", NativeNames.Runtime, "native") }
            .FirstOrDefault(inner => File.Exists(Path.Combine(inner, NativeNames.File("torch_cpu"))));

    private static string PackagesFolder() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
