namespace SwapScore.Torch.Loading;

/// <summary>How native libraries are called on this system.</summary>
internal static class NativeNames
{
    /// <summary>Name of the runtime as packages spell it, for example <c>linux-x64</c>.</summary>
    public static string Runtime { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The file of a library, for example <c>libtorch_cpu.so</c>.</summary>
    public static string File(string library) =>
        OperatingSystem.IsWindows() ? $"{library}.dll" : OperatingSystem.IsMacOS() ? $"lib{library}.dylib" : $"lib{library}.so";
}
