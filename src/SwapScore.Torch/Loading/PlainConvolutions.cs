using System.Runtime.InteropServices;

namespace SwapScore.Torch.Loading;

/// <summary>
/// For as long as it lives, libtorch computes convolutions itself instead of leaving them to oneDNN. oneDNN 3.7.1, which libtorch 2.10 has inside, fills channels up to
/// the width of a vector but does not clear what it fills them with: where that happens to be no finite number, it is NaN times zero, and gradients by the inputs
/// of 3×3 convolutions, from 17 channels on their values too, are NaN, once in some hundred networks. NNPACK, which would be asked next, is left out too: processors
/// it does not know make it complain on stderr at every convolution.
/// </summary>
/// <remarks>What PyTorch calls <c>torch.backends.mkldnn.flags(enabled=False)</c> and <c>torch.backends.nnpack.set_flags(False)</c>; TorchSharp has no counterpart. Nothing happens where the functions are not found.</remarks>
internal sealed unsafe class PlainConvolutions : IDisposable
{
    private static readonly IntPtr Context;
    private static readonly Switch[] Switches;

    // The switches are the process's: they are put back when the last of those who want them off is gone.
    private static readonly Lock Gate = new();
    private static int Living;

    static PlainConvolutions()
    {
        var library = NativeLibrary.Load(Path.Combine(LoadedLibtorch.Folder, NativeNames.File("torch_cpu")));
        var isWindows = OperatingSystem.IsWindows();
        if (NativeLibrary.TryGetExport(library, isWindows ? "?globalContext@at@@YAAEAVContext@1@XZ" : "_ZN2at13globalContextEv", out var context))
            Context = ((delegate* unmanaged<IntPtr>)context)();
        Switches = Context == IntPtr.Zero ? [] : [.. new[] { "Mkldnn", "NNPACK" }.Select(name => Switch.Find(library, name, isWindows)).OfType<Switch>()];
    }

    public PlainConvolutions()
    {
        lock (Gate)
        {
            if (Living++ > 0) return;
            foreach (var one in Switches) one.Off();
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (--Living > 0) return;
            foreach (var one in Switches) one.Back();
        }
    }

    /// <summary>Whether libtorch may use something.</summary>
    private sealed class Switch(delegate* unmanaged<IntPtr, byte> isOn, delegate* unmanaged<IntPtr, byte, void> set)
    {
        private readonly delegate* unmanaged<IntPtr, byte> _isOn = isOn;
        private readonly delegate* unmanaged<IntPtr, byte, void> _set = set;
        private byte _was;

        public static Switch? Find(IntPtr library, string name, bool isWindows)
        {
            var (get, set) = isWindows
                ? ($"?userEnabled{name}@Context@at@@QEBA_NXZ", $"?setUserEnabled{name}@Context@at@@QEAAX_N@Z")
                : ($"_ZNK2at7Context{11 + name.Length}userEnabled{name}Ev", $"_ZN2at7Context{14 + name.Length}setUserEnabled{name}Eb");
            return NativeLibrary.TryGetExport(library, get, out var isOn) && NativeLibrary.TryGetExport(library, set, out var change)
                ? new Switch((delegate* unmanaged<IntPtr, byte>)isOn, (delegate* unmanaged<IntPtr, byte, void>)change)
                : null;
        }

        public void Off()
        {
            _was = _isOn(Context);
            _set(Context, 0);
        }

        public void Back() => _set(Context, _was);
    }
}
