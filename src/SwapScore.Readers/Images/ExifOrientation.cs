using System.Buffers.Binary;
using SkiaSharp;

namespace SwapScore.Readers.Images;

/// <summary>The orientation that EXIF data note: tag 0x0112 of the first directory of a TIFF header.</summary>
internal static class ExifOrientation
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int Tag = 0x0112;
    private const int ShortType = 3;

    /// <summary>The orientation; the stored one (<see cref="SKEncodedOrigin.TopLeft"/>) where none is noted or the data are malformed.</summary>
    /// <param name="exif">The data, from the byte order (<c>II</c> or <c>MM</c>) on.</param>
    public static SKEncodedOrigin Read(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < HeaderLength) return SKEncodedOrigin.TopLeft;
        var isLittle = exif.StartsWith("II"u8);
        var start = Number(exif[4..], isLittle);
        if (start > exif.Length - 2) return SKEncodedOrigin.TopLeft;
        var directory = exif[(int)start..];
        var count = Short(directory, isLittle);
        for (var entry = 0; entry < count && 2 + (entry + 1) * EntryLength <= directory.Length; entry++)
        {
            var field = directory[(2 + entry * EntryLength)..];
            if (Short(field, isLittle) == Tag && Short(field[2..], isLittle) == ShortType && Short(field[8..], isLittle) is >= 1 and <= 8 and var origin)
                return (SKEncodedOrigin)origin;
        }

        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint Number(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
