using System.Runtime.InteropServices;
using System.Text;

namespace SwapScore.Native.Boundary;

/// <summary>Texts across the boundary: UTF-8, ending in a zero byte.</summary>
internal static unsafe class Utf8
{
    /// <summary>A text the caller gives.</summary>
    /// <exception cref="UsageException">It is missing.</exception>
    public static string Read(byte* text, string name) =>
        text is null ? throw new UsageException($"{name} is NULL") : Marshal.PtrToStringUTF8((nint)text)!;

    /// <summary>A text the caller gets and frees with <c>swapscore_free</c>.</summary>
    public static byte* Allocate(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var target = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(target, length));
        target[length] = 0;
        return target;
    }

    /// <summary>Writes as much of a text as there is room for, whole characters only.</summary>
    /// <returns>Bytes of the whole text, without the zero byte.</returns>
    public static long Copy(string text, byte* target, long room)
    {
        if (target is not null && room > 0)
        {
            var span = new Span<byte>(target, (int)Math.Min(room - 1, int.MaxValue));
            Encoding.UTF8.GetEncoder().Convert(text, span, flush: true, out _, out var written, out _);
            target[written] = 0;
        }

        return Encoding.UTF8.GetByteCount(text);
    }
}
