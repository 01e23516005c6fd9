using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SwapScore.Torch.Loading;
using TorchSharp;

namespace SwapScore.Torch;

/// <summary>
/// libtorch, loaded on first need and never before. It is looked for in the folder named by <c>SWAPSCORE_LIBTORCH</c> (for example one with
/// CUDA), in the folder of the application, and among NuGet's packages.
/// </summary>
public static class TorchLibrary
{
    // In the order of their needs; those of CUDA are there only where the user brings them.
    private static readonly string[] Libraries = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    private static readonly Lazy<string> Loaded = new(LoadAll);

    /// <summary>Whether libtorch has been loaded.</summary>
    public static bool IsLoaded => Loaded.IsValueCreated;

    /// <summary>Loads libtorch unless it is loaded.</summary>
    /// <returns>The folder it comes from.</returns>
    /// <exception cref="UnavailableException">It is missing or cannot be loaded; the hint says what to install.</exception>
    public static string Load() => Loaded.Value;

    /// <summary>The folder libtorch would be loaded from; nothing is loaded.</summary>
    /// <exception cref="UnavailableException">There is none; the hint says what to install.</exception>
    public static string Find() => LibtorchFolder.Find(Environment.GetEnvironmentVariable(LibtorchFolder.Variable));

    private static string LoadAll()
    {
        var folder = Find();
        var handles = new Dictionary<string, IntPtr>(StringComparer.Ordinal);
        foreach (var library in Libraries)
            if (LoadFrom(folder, library) is { } handle)
                handles.Add(library, handle);
        handles.Add(NativeBinding.Name, NativeBinding.Load());

        // TorchSharp asks the runtime for these names; where the runtime finds nothing it asks here.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => handles.GetValueOrDefault(name);
        try
        {
            torch.InitializeDeviceType(DeviceType.CPU);
        }
        catch (Exception fault) when (fault is not SwapScoreException)
        {
            throw new UnavailableException(
                $"libtorch in {folder} cannot be used: {NativeBinding.FirstLine(fault.GetBaseException())}", $"TorchSharp needs libtorch {LibtorchFolder.Version}", fault);
        }

        return folder;
    }

    private static IntPtr? LoadFrom(string folder, string library)
    {
        var path = Path.Combine(folder, NativeNames.File(library));
        if (!File.Exists(path)) return null;
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception fault) when (fault is DllNotFoundException or BadImageFormatException)
        {
            throw new UnavailableException($"{path} cannot be loaded: {NativeBinding.FirstLine(fault)}", LibtorchFolder.Hint, fault);
        }
    }
}
