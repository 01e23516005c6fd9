using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;

namespace SwapScore.Readers.Tests;

/// <summary>Image files for tests: what an encoder gives, and what only byte by byte can be had.</summary>
internal static class EncodedImages
{
    /// <summary>Every pixel from its row and column.</summary>
    public static byte[] Encode(int width, int height, Func<int, int, SKColor> pixel, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
                bitmap.SetPixel(column, row, pixel(row, column));
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>A grey PNG of 16 bits a pixel.</summary>
    public static byte[] Gray16(int width, int height, Func<int, int, ushort> pixel)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0);
                for (var column = 0; column < width; column++)
                    zlib.Write([(byte)(pixel(row, column) >> 8), (byte)pixel(row, column)]);
            }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 16;
        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, compressed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A JPEG with a note of how the camera was held.</summary>
    public static byte[] Oriented(byte[] jpeg, byte orientation)
    {
        // TIFF, big end first: one entry, tag 0x0112, one 16-bit number.
        byte[] tiff =
        [
            .. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0,
        ];
        byte[] content = [.. "Exif"u8, 0, 0, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content, .. jpeg.AsSpan(2)];
    }

    /// <summary>A JPEG of 8×8 equal pixels in cyan, magenta, yellow and black, 255 for no ink, as printing programs write it.</summary>
    public static byte[] Cmyk(params byte[] inks)
    {
        // One constant block a component: code 0 for a difference of 7 bits, 10 for one of 8 bits, then code 0 for the end of the block.
        var bits = string.Concat(inks.Select(ink => ink - 128 is var level and >= 64
            ? $"0{Convert.ToString(level, 2)}0"
            : $"10{Convert.ToString(ink - 128 + 255, 2).PadLeft(8, '0')}0"));
        bits = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        var scan = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).SelectMany(b => b == 0xFF ? new byte[] { b, 0 } : [b]);
        return
        [
            0xFF, 0xD8,
            0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
            0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
            0xFF, 0xC4, 0, 21, 0x00, 1, 1, .. new byte[14], 7, 8,
            0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0,
            0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0,
            .. scan,
            0xFF, 0xD9,
        ];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        byte[] body = [.. type, .. content];
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc32(body));
        return [.. length, .. body, .. check];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }

        return ~crc;
    }
}
