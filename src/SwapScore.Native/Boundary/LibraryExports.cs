using System.Runtime.InteropServices;
using SwapScore.Workflows.Composition;

namespace SwapScore.Native.Boundary;

/// <summary>The functions that every caller needs. What each does stands in <c>swapscore.h</c>.</summary>
internal static unsafe class LibraryExports
{
    /// <summary>Number of the interface: it changes when a caller built against another header could go wrong.</summary>
    private const int AbiVersion = 1;

    private static readonly byte* Version = Utf8.Allocate(WorkflowContext.Version);

    [UnmanagedCallersOnly(EntryPoint = "swapscore_abi_version")]
    public static int GetAbiVersion() => AbiVersion;

    [UnmanagedCallersOnly(EntryPoint = "swapscore_version")]
    public static byte* GetVersion() => Version;

    [UnmanagedCallersOnly(EntryPoint = "swapscore_last_error")]
    public static long LastError(byte* message, long capacity) => Utf8.Copy(Fault.Message, message, capacity);

    [UnmanagedCallersOnly(EntryPoint = "swapscore_free")]
    public static void Free(void* memory) => NativeMemory.Free(memory);
}
