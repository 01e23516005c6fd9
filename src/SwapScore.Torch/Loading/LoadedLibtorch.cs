using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace SwapScore.Torch.Loading;

/// <summary>The libraries of libtorch in this process, loaded on first need.</summary>
internal static class LoadedLibtorch
{
    // In the order of their needs; those of CUDA are there only where the user brings them.
    private static readonly string[] Libraries = ["c10", "torch_cpu", "c10_cuda", "torch_cuda", "torch"];

    private static readonly Lazy<string> Loaded = new(LoadAll);

    /// <summary>Whether they have been loaded.</summary>
    public static bool IsLoaded => Loaded.IsValueCreated;

    /// <summary>The folder they come from; loads them.</summary>
    /// <exception cref="UnavailableException">They are missing or cannot be loaded.</exception>
    public static string Folder => Loaded.Value;

    private static string LoadAll()
    {
        var folder = LibtorchFolder.Find();
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
                $"libtorch in {folder} cannot be used: {fault.GetBaseException().Message.Split('\n')[0].Trim()}", $"TorchSharp needs libtorch {LibtorchFolder.Version}", fault);
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
            throw new UnavailableException($"{path} cannot be loaded: {NativeBinding.Reason(fault, path)}", LibtorchFolder.Hint, fault);
        }
    }
}
