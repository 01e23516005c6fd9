using System.Collections.Immutable;
using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Samples;

/// <summary>Turns images into what an input takes.</summary>
internal static class ImageTensors
{
    /// <param name="input">The input.</param>
    /// <param name="load">The images at a side.</param>
    /// <param name="options">How they are prepared.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="labels">The class of each; null where unknown.</param>
    public static SampleTensor Create(ModelInput input, Func<int, ImageSet> load, SampleOptions options, out string source, out ImmutableArray<int>? labels)
    {
        var (channels, rows, columns, isChannelsLast) = InputShapes.OfImage(input, options);
        var images = Sized(load(Math.Max(rows, columns)), rows, columns);
        if (options.Normalization is { } normalization) images = images.With(normalization);
        source = $"{images.Source}, {options.Count} images of {channels}×{rows}×{columns}";
        var isBytes = (DataType)input.ElementType == DataType.Uint8;
        var batch = (isBytes ? images.With(Normalization.None) : images).ToBatch(0, options.Count);
        labels = batch.Labels;
        var area = rows * columns;
        var values = new float[(long)options.Count * channels * area];
        for (var sample = 0; sample < options.Count; sample++)
        {
            var pixels = batch.Sample(sample);
            var target = values.AsSpan(sample * channels * area, channels * area);
            for (var channel = 0; channel < channels; channel++)
                for (var i = 0; i < area; i++)
                    target[isChannelsLast ? i * channels + channel : channel * area + i] =
                        channels == 3 ? pixels[channel * area + i] : (pixels[i] + pixels[area + i] + pixels[2 * area + i]) / 3;
        }

        long[] dimensions = isChannelsLast ? [rows, columns, channels] : [channels, rows, columns];
        var bytes = isBytes ? Array.ConvertAll(values, value => (byte)MathF.Round(255 * value)) : TensorValues.Encode(values, input.ElementType);
        return new SampleTensor(input.Name, input.ElementType, dimensions, 0, bytes);
    }

    private static ImageSet Sized(ImageSet images, int rows, int columns)
    {
        var shape = new Shape(Rgb.Channels, rows, columns);
        if (images.Shape == shape) return images;
        if (rows == columns) return images.Resize(rows);
        var pixels = new byte[images.Count * shape.Count];
        var resampling = new Resampling(images.Shape, shape);
        for (var i = 0; i < images.Count; i++)
            resampling.Apply(images.Image(i), pixels.AsSpan((int)(i * shape.Count), (int)shape.Count));
        return new ImageSet(shape, pixels, $"{images.Source} stretched to {rows}×{columns}", images.Normalization, images.Labels);
    }
}
