using Microsoft.Win32.SafeHandles;
using SwapScore.Memory;

namespace SwapScore.Onnx.Reading;

/// <summary>Reads large pieces of files.</summary>
internal static class FileBytes
{
    /// <summary>Reads a piece of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="length">Number of bytes.</param>
    /// <exception cref="IOException">The file ends before, or cannot be read.</exception>
    public static byte[] Read(SafeFileHandle file, long offset, int length)
    {
        var bytes = MemoryPolicy.Allocate<byte>(length);
        for (var done = 0; done < length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
            if (read == 0) throw new EndOfStreamException("it ended while it was read");
            done += read;
        }

        return bytes;
    }
}
