namespace SwapScore.Data;

/// <summary>
/// How pixels become network inputs: <c>(v / 255 − mean) / standard deviation</c>, channel by channel, for bytes v of 0 … 255.
/// </summary>
/// <param name="Name">Name, for people and result files.</param>
/// <param name="Mean">Mean of each channel, in units of pixel / 255.</param>
/// <param name="StandardDeviation">Standard deviation of each channel, in units of pixel / 255; positive.</param>
public sealed record Normalization(string Name, Rgb Mean, Rgb StandardDeviation)
{
    /// <summary>Mean and deviation of the CIFAR-10 training set, as in the published SWAP-Score code.</summary>
    public static Normalization Cifar10 { get; } = new("cifar10", new(.4914, .4822, .4465), new(.2470, .2435, .2616));

    /// <summary>Mean and deviation of the CIFAR-100 training set, as in the NAS-Bench-201 code.</summary>
    public static Normalization Cifar100 { get; } = new("cifar100", new(.5071, .4865, .4409), new(.2673, .2564, .2762));

    /// <summary>Mean and deviation of ImageNet at full resolution, as in torchvision.</summary>
    public static Normalization ImageNet { get; } = new("imagenet", new(.485, .456, .406), new(.229, .224, .225));

    /// <summary>Mean and deviation of the downsampled ImageNet, as in the NAS-Bench-201 code.</summary>
    public static Normalization ImageNet16 { get; } =
        new("imagenet16", new Rgb(122.68, 116.66, 104.01) / 255, new Rgb(63.22, 61.26, 65.09) / 255);

    /// <summary>Mean and standard deviation of one half: pixels become −1 … 1.</summary>
    public static Normalization Half { get; } = new("half", new(.5, .5, .5), new(.5, .5, .5));

    /// <summary>Mean and deviation of the photographs of Taskonomy, as in the TransNAS-Bench-101 code.</summary>
    public static Normalization Taskonomy { get; } = new("taskonomy", new(.5224, .5222, .5221), new(.2234, .2235, .2236));

    /// <summary>None: pixels become 0 … 1.</summary>
    public static Normalization None { get; } = new("none", new(0, 0, 0), new(1, 1, 1));

    /// <summary>Mean and deviation of all pixels of some images. The sums are exact integers, so it is the same on every machine.</summary>
    /// <param name="images">The images; a channel whose pixels are all equal gets the deviation 1.</param>
    public static Normalization Measure(ImageSet images)
    {
        ArgumentNullException.ThrowIfNull(images);
        var area = (int)images.Shape.Area;
        var (sums, squares) = (new long[Rgb.Channels], new long[Rgb.Channels]);
        for (var image = 0; image < images.Count; image++)
            for (var channel = 0; channel < Rgb.Channels; channel++)
                foreach (var value in images.Image(image).Slice(channel * area, area))
                {
                    sums[channel] += value;
                    squares[channel] += value * value;
                }

        return FromSums((long)images.Count * area, sums, squares);
    }

    /// <summary>Mean and deviation of pixels whose sums are known.</summary>
    /// <param name="count">Number of pixels.</param>
    /// <param name="sums">The sum of the values of each channel; a channel whose pixels are all equal gets the deviation 1.</param>
    /// <param name="squares">The sum of their squares.</param>
    public static Normalization FromSums(long count, IReadOnlyList<long> sums, IReadOnlyList<long> squares)
    {
        ArgumentNullException.ThrowIfNull(sums);
        ArgumentNullException.ThrowIfNull(squares);
        var mean = new Rgb(Mean(0), Mean(1), Mean(2));
        return new Normalization("measured", mean / 255, new Rgb(Deviation(0), Deviation(1), Deviation(2)) / 255);

        double Mean(int channel) => sums[channel] / (double)count;

        double Deviation(int channel) => Math.Sqrt(squares[channel] / (double)count - mean[channel] * mean[channel]) is > 0 and var deviation ? deviation : 255;
    }

    /// <summary>The network input for each of the 256 values of a pixel.</summary>
    /// <remarks>
    /// Single precision, rounded after each of the three steps, as torchvision's ToTensor and Normalize do, so that inputs agree with
    /// theirs bit for bit.
    /// </remarks>
    /// <param name="channel">0 red, 1 green, 2 blue.</param>
    public float[] Table(int channel)
    {
        var mean = (float)Mean[channel];
        var deviation = (float)StandardDeviation[channel];
        var table = new float[256];
        for (var value = 0; value < table.Length; value++)
        {
            var scaled = value / 255f;
            var centred = scaled - mean;
            table[value] = centred / deviation;
        }

        return table;
    }
}
