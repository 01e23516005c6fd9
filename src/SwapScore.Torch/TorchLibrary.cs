using SwapScore.Torch.Loading;

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
}
