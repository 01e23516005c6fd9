using SwapScore.Evaluation;
using SwapScore.Torch.Loading;
using static TorchSharp.torch;
using DeviceType = TorchSharp.DeviceType;

namespace SwapScore.Torch;

/// <summary>
/// libtorch, loaded on first need and never before. It is looked for in the folder named by <c>SWAPSCORE_LIBTORCH</c> (for example one with
/// CUDA), in the folder of the application, and among NuGet's packages.
/// </summary>
public static class TorchLibrary
{
    /// <summary>Whether libtorch has been loaded.</summary>
    public static bool IsLoaded => LoadedLibtorch.IsLoaded;

    /// <summary>Loads libtorch unless it is loaded.</summary>
    /// <returns>The folder it comes from.</returns>
    /// <exception cref="UnavailableException">It is missing or cannot be loaded; the hint says what to install.</exception>
    public static string Load() => LoadedLibtorch.Folder;

    /// <summary>The folder libtorch would be loaded from; nothing is loaded.</summary>
    /// <exception cref="UnavailableException">There is none; the hint says what to install.</exception>
    public static string Find() => LibtorchFolder.Find();

    /// <summary>The devices it offers on this machine, the processor first; loads it.</summary>
    /// <exception cref="UnavailableException">libtorch is missing or cannot be loaded.</exception>
    public static IReadOnlyList<ComputeDevice> Devices
    {
        get
        {
            Load();
            return [ComputeDevice.Cpu, .. Enumerable.Range(0, cuda.is_available() ? cuda.device_count() : 0).Select(ComputeDevice.OfCuda)];
        }
    }

    /// <summary>Refuses a device that is not offered. For the processor nothing is loaded.</summary>
    /// <param name="device">The device.</param>
    /// <exception cref="UnavailableException">libtorch is missing, was built without CUDA, or does not find the device.</exception>
    public static void Require(ComputeDevice device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device == ComputeDevice.Cpu) return;
        var (folder, offered) = (Load(), Devices);
        if (offered.Contains(device)) return;
        if (!LibtorchFolder.HasCuda(folder))
            throw new UnavailableException(
                $"{device} is not available: libtorch in {folder} was built without CUDA",
                Remedy.ComputeOnProcessor($"set {LibtorchFolder.Variable} to the folder 'lib' of libtorch {LibtorchFolder.Version} for CUDA 12.8"));
        throw new UnavailableException(
            $"{device} is not available: libtorch in {folder} finds {string.Join(", ", offered)}",
            offered.Count > 1 ? "choose one of these" : Remedy.ComputeOnProcessor("see that the machine has a GPU and its driver"));
    }

    /// <summary>A device in libtorch's terms; it must be loaded.</summary>
    internal static Device Create(ComputeDevice device)
    {
        if (device.Cuda is not { } number) return CPU;

        // Convolutions would be rounded to 10 bits of mantissa, which is the whole of a small difference between gradients.
        backends.cudnn.allow_tf32 = false;
        return new Device(DeviceType.CUDA, number);
    }
}
