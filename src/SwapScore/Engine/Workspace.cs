using System.Runtime.InteropServices;
using SwapScore.Memory;

namespace SwapScore.Engine;

/// <summary>The memory a plan runs in. It grows to the largest plan it has served and is reused for the next.</summary>
internal sealed unsafe class Workspace : IDisposable
{
    private const int CacheLine = 64;

    private long _capacity;

    ~Workspace() => Release();

    public float* Data { get; private set; }

    /// <summary>How much there is, in bytes.</summary>
    public long Bytes => _capacity * sizeof(float);

    /// <summary>Makes room for this many floats.</summary>
    /// <returns>Whether it grew, so that what was there is lost.</returns>
    public bool Reserve(long count)
    {
        if (count <= _capacity) return false;
        Release();
        Data = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), CacheLine);
        HugePages.Prefer(Data, (nuint)count * sizeof(float));
        _capacity = count;

        // Padding lanes are computed like all others: they must never start as NaN patterns that slow arithmetic down.
        NativeMemory.Clear(Data, (nuint)count * sizeof(float));
        return true;
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.AlignedFree(Data);
        Data = null;
        _capacity = 0;
    }
}
