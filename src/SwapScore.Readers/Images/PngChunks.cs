using System.Buffers.Binary;
using SkiaSharp;

namespace SwapScore.Readers.Images;

/// <summary>What the decoder does not say of a PNG file: its orientation, and the memory it takes to put an interlaced one together.</summary>
/// <param name="Origin">Where the first stored row and column belong, by the chunk <c>eXIf</c>.</param>
/// <param name="InterlacedBytes">Bytes of all pixels as stored where the file is interlaced; else 0, since rows are then decoded one by one.</param>
internal readonly record struct PngChunks(SKEncodedOrigin Origin, long InterlacedBytes)
{
    private const int FrameLength = 12;
    private const int HeaderLength = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>Reads the chunks of a file; of one that is no PNG, or is cut off, what there is.</summary>
    /// <param name="file">The bytes of the file.</param>
    public static PngChunks Read(ReadOnlySpan<byte> file)
    {
        var (origin, interlaced) = (SKEncodedOrigin.TopLeft, 0L);
        if (!file.StartsWith(Signature)) return new PngChunks(origin, interlaced);
        for (var rest = file[Signature.Length..]; rest.Length >= FrameLength;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - FrameLength) break;
            var type = rest[4..8];
            var data = rest.Slice(8, (int)length);
            if (type.SequenceEqual("IHDR"u8) && length == HeaderLength) interlaced = Interlaced(data);
            else if (type.SequenceEqual("eXIf"u8)) origin = ExifOrientation.Read(data);
            rest = rest[(FrameLength + (int)length)..];
        }

        return new PngChunks(origin, interlaced);
    }

    private static long Interlaced(ReadOnlySpan<byte> header)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var samples = header[9] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return header[12] == 0 ? 0 : (long)Math.Min((ulong)width * height * (ulong)samples * header[8] / 8, long.MaxValue);
    }
}
