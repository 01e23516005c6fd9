using SwapScore.Onnx.Models;
using static System.FormattableString;

namespace SwapScore.Onnx.Samples;

/// <summary>Fills in the dimensions a model leaves free.</summary>
internal static class InputShapes
{
    /// <summary>The channels, rows and columns an input of images takes, and where its channels are.</summary>
    /// <exception cref="InputException">It takes another number of channels than images have.</exception>
    /// <exception cref="UsageException">The side asked for is not the model's.</exception>
    public static (int Channels, int Rows, int Columns, bool IsChannelsLast) OfImage(ModelInput input, SampleOptions options)
    {
        var dimensions = input.Dimensions;
        var isLast = options.Layout == ImageLayout.Nhwc || (options.Layout == ImageLayout.Auto && !IsChannels(dimensions[1]) && IsChannels(dimensions[3]));
        var channels = isLast ? dimensions[3] : dimensions[1];
        if (channels < 0) channels = 3;
        if (isLast ? dimensions[1] == 1 && dimensions[2] == 1 : dimensions[2] == 1 && dimensions[3] == 1)
            throw new InputException($"input {input.PlainName} of {input} takes no images", "give its samples as an .npy file");
        if (!IsChannels(channels)) throw new InputException($"input {input.Name} takes {channels} channels; images have 3 or 1", Remedy.UseNoise("give its samples as an .npy file"));
        var (rows, columns) = isLast ? (Side(dimensions[1]), Side(dimensions[2])) : (Side(dimensions[2]), Side(dimensions[3]));
        return ((int)channels, rows, columns, isLast);

        int Side(long side)
        {
            if (side < 0) return options.FreeSide;
            if (options.Side is { } wanted && wanted != side)
                throw new UsageException(Invariant($"input {input.Name} takes images of side {side}, not {wanted}"), "let the model set the size of images");
            return (int)side;
        }
    }

    private static bool IsChannels(long count) => count is 1 or 3;
}
