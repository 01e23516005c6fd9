using SkiaSharp;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Readers.Images;

/// <summary>An image as bytes, upright: <c>[channel][row][column]</c>, red, green, blue.</summary>
internal sealed record DecodedImage(Shape Shape, byte[] Pixels)
{
    /// <summary>The largest file that is read.</summary>
    public const long MaximumBytes = 64L << 20;

    /// <summary>Longest side; exact resizing of longer ones would overflow.</summary>
    public const int MaximumSide = 8192;

    /// <summary>The most memory an interlaced PNG may take to put together, beside its pixels.</summary>
    public const long MaximumInterlacedBytes = 128L << 20;

    private const int BytesPerPixel = 4;

    /// <summary>Reads a JPEG, PNG or WebP file, whole or not at all.</summary>
    /// <exception cref="InputException">It is missing, too large, truncated, damaged or of another format; the message says which.</exception>
    public static DecodedImage Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaximumBytes) throw new InputException($"{name} has {length} bytes; images of more than {MaximumBytes >> 20} MiB are not read");
            var file = File.ReadAllBytes(path);
            var png = PngChunks.Read(file);
            RequireModest(file, png, name);
            using var data = SKData.CreateCopy(file);
            using var codec = SKCodec.Create(data)
                ?? throw new InputException($"{name} is not an image, or its beginning is damaged", "remove the file, or save it again as JPEG or PNG");
            return Decode(codec, png.Origin == SKEncodedOrigin.TopLeft ? codec.EncodedOrigin : png.Origin, name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }
    }

    /// <summary>The largest square in the middle.</summary>
    public DecodedImage Center()
    {
        var side = Math.Min(Shape.Rows, Shape.Columns);
        if (side == Shape.Rows && side == Shape.Columns) return this;
        var (top, left) = ((Shape.Rows - side) / 2, (Shape.Columns - side) / 2);
        var pixels = new byte[Rgb.Channels * side * side];
        for (var channel = 0; channel < Rgb.Channels; channel++)
            for (var row = 0; row < side; row++)
                Pixels.AsSpan((channel * Shape.Rows + top + row) * Shape.Columns + left, side)
                    .CopyTo(pixels.AsSpan((channel * side + row) * side));
        return new DecodedImage(new Shape(Rgb.Channels, side, side), pixels);
    }

    /// <summary>Makes it a square sample.</summary>
    /// <param name="fit">How its sides become equal.</param>
    /// <param name="shape">Shape of the sample.</param>
    /// <param name="target">The pixels of the sample; all are set.</param>
    public void Fit(ImageFit fit, Shape shape, Span<byte> target)
    {
        var square = fit == ImageFit.CenterCrop ? Center() : this;
        if (square.Shape == shape)
            square.Pixels.CopyTo(target);
        else
            new Resampling(square.Shape, shape).Apply(square.Pixels, target);
    }

    /// <summary>Refuses files that are small and take minutes or gigabytes to decode.</summary>
    private static void RequireModest(byte[] file, PngChunks png, string name)
    {
        if (png.InterlacedBytes > MaximumInterlacedBytes)
            throw new InputException($"{name} is interlaced and needs {png.InterlacedBytes >> 20} MiB to put together; more than {MaximumInterlacedBytes >> 20} MiB are not read", "save it again without interlacing");
        if (JpegScans.Count(file) is > JpegScans.Maximum and var scans)
            throw new InputException($"{name} has {scans} scans; JPEG files of more than {JpegScans.Maximum} are not read", "save it again");
    }

    private static DecodedImage Decode(SKCodec codec, SKEncodedOrigin origin, string name)
    {
        if (codec.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp))
            throw new InputException($"{name} is a {codec.EncodedFormat} image under another name", "save it as JPEG, PNG or WebP");
        if (codec.FrameCount > 1)
            throw new InputException($"{name} is animated: {codec.FrameCount} pictures", "save the one that is meant as a PNG of its own");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Max(width, height) > MaximumSide)
            throw new InputException($"{name} has {width}×{height} pixels; sides of more than {MaximumSide} are not read", "make it smaller first");

        // No colour space: the stored values as they are, as other frameworks read them.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var interleaved = new byte[(long)width * height * BytesPerPixel];
        SKCodecResult result;
        unsafe
        {
            fixed (byte* pixels = interleaved)
                result = codec.GetPixels(info, (nint)pixels);
        }

        return result switch
        {
            SKCodecResult.Success => Upright(interleaved, width, height, origin),
            SKCodecResult.IncompleteInput => throw new InputException($"{name} is truncated: its last pixels are missing", "copy or download it again"),
            SKCodecResult.InvalidConversion => throw new InputException($"{name} has colours that cannot be turned into RGB", "save it as an RGB image"),
            _ => throw new InputException($"{name} is damaged ({result})", "copy or download it again"),
        };
    }

    /// <summary>Planar pixels, turned and mirrored as the camera noted.</summary>
    private static DecodedImage Upright(byte[] interleaved, int width, int height, SKEncodedOrigin origin)
    {
        var turned = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var shape = turned ? new Shape(Rgb.Channels, width, height) : new Shape(Rgb.Channels, height, width);
        var pixels = new byte[shape.Count];
        var next = 0;
        for (var channel = 0; channel < Rgb.Channels; channel++)
            for (var row = 0; row < shape.Rows; row++)
                for (var column = 0; column < shape.Columns; column++)
                {
                    // The names say where the first stored row and the first stored column belong.
                    var (y, x) = origin switch
                    {
                        SKEncodedOrigin.TopRight => (row, width - 1 - column),
                        SKEncodedOrigin.BottomRight => (height - 1 - row, width - 1 - column),
                        SKEncodedOrigin.BottomLeft => (height - 1 - row, column),
                        SKEncodedOrigin.LeftTop => (column, row),
                        SKEncodedOrigin.RightTop => (height - 1 - column, row),
                        SKEncodedOrigin.RightBottom => (height - 1 - column, width - 1 - row),
                        SKEncodedOrigin.LeftBottom => (column, width - 1 - row),
                        _ => (row, column),
                    };
                    pixels[next++] = interleaved[(y * width + x) * BytesPerPixel + channel];
                }

        return new DecodedImage(shape, pixels);
    }
}
