using System.Runtime.InteropServices;

namespace SwapScore.Torch.Loading;

/// <summary>
/// For as long as it lives, libtorch computes convolutions itself instead of leaving them to oneDNN. oneDNN 3.7.1, which libtorch 2.10 has inside, fills channels up to
/// the width of a vector but does not clear what it fills them with: where that happens to be no finite number, it is NaN times zero, and gradients by the inputs
/// of 3×3 convolutions, from 17 channels on their values too, are NaN, once in some hundred networks.
/// </summary>
/// <remarks>What PyTorch calls <c>torch.backends.mkldnn.flags(enabled=False)</c>; TorchSharp has no counterpart. Nothing happens where the functions are not found.</remarks>
internal sealed unsafe class OneDnnOff : IDisposable
{
    private static readonly IntPtr Context;
    private static readonly delegate* unmanaged<IntPtr, byte> IsOn;
    private static readonly delegate* unmanaged<IntPtr, byte, void> Switch;

    private readonly byte _wasOn;

    static OneDnnOff()
    {
        var library = NativeLibrary.Load(Path.Combine(TorchLibrary.Load(), NativeNames.File("torch_cpu")));
        var names = OperatingSystem.IsWindows()
            ? (Context: "?globalContext@at@@YAAEAVContext@1@XZ", IsOn: "?userEnabledMkldnn@Context@at@@QEBA_NXZ", Switch: "?setUserEnabledMkldnn@Context@at@@QEAAX_N@Z")
            : (Context: "_ZN2at13globalContextEv", IsOn: "_ZNK2at7Context17userEnabledMkldnnEv", Switch: "_ZN2at7Context20setUserEnabledMkldnnEb");
        if (!NativeLibrary.TryGetExport(library, names.Context, out var context)
            || !NativeLibrary.TryGetExport(library, names.IsOn, out var isOn)
            || !NativeLibrary.TryGetExport(library, names.Switch, out var change)) return;
        Context = ((delegate* unmanaged<IntPtr>)context)();
        IsOn = (delegate* unmanaged<IntPtr, byte>)isOn;
        Switch = (delegate* unmanaged<IntPtr, byte, void>)change;
    }

    public OneDnnOff()
    {
        if (Context == IntPtr.Zero) return;
        _wasOn = IsOn(Context);
        Switch(Context, 0);
    }

    public void Dispose()
    {
        if (Context != IntPtr.Zero) Switch(Context, _wasOn);
    }
}
