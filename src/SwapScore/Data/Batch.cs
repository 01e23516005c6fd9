using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SwapScore.Networks;
using SwapScore.Randomness;

namespace SwapScore.Data;

/// <summary>The samples a network is scored on: an immutable mini-batch of equal shapes, already normalised.</summary>
public sealed class Batch
{
    private readonly float[] _values;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Takes ownership of the values.</summary>
    /// <param name="shape">Shape of one sample.</param>
    /// <param name="values">All values, <c>[sample][channel][row][column]</c>.</param>
    /// <param name="source">Where they come from, for people and result files.</param>
    /// <param name="labels">The class of each sample, from 0; null where unknown.</param>
    /// <exception cref="ArgumentException">The number of values is not a positive multiple of the shape's, or the number of labels is not that of the samples.</exception>
    public Batch(Shape shape, float[] values, string source, ImmutableArray<int>? labels = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (shape.Count < 1 || values.Length == 0 || values.Length % shape.Count != 0)
            throw new ArgumentException($"{values.Length} values are not a whole number of samples of {shape}", nameof(values));
        Shape = shape;
        Size = (int)(values.Length / shape.Count);
        if (labels is { } known && known.Length != Size) throw new ArgumentException($"{known.Length} labels for {Size} samples", nameof(labels));
        Source = source;
        Labels = labels;
        _values = values;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>Shape of one sample.</summary>
    public Shape Shape { get; }

    /// <summary>S, the number of samples.</summary>
    public int Size { get; }

    /// <summary>Name of the source of the samples, for people and result files.</summary>
    public string Source { get; }

    /// <summary>The class of each sample, from 0; null where unknown. Only metrics of a loss read it.</summary>
    public ImmutableArray<int>? Labels { get; }

    /// <summary>All values, <c>[sample][channel][row][column]</c>.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of shape, size, the exact bits of the values, and labels where there are any: equal fingerprints mean equal
    /// inputs. It goes into every result.
    /// </summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>In words: how many samples of what, with their shape and fingerprint.</summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{Size} samples of {Source} ({Shape}, {Fingerprint})");

    /// <summary>The values of one sample, <c>[channel][row][column]</c>.</summary>
    /// <param name="index">0 … <see cref="Size"/> − 1.</param>
    public ReadOnlySpan<float> Sample(int index) => _values.AsSpan(checked((int)(index * Shape.Count)), (int)Shape.Count);

    /// <summary>
    /// The batch as bytes, to be kept or sent: the letters <c>SWPB</c>; channels, rows, columns, samples, bytes of the source, and number of labels (0 for none) as
    /// 32-bit integers; the source as UTF-8; the labels as 32-bit integers; the values as 32-bit floats, <c>[sample][channel][row][column]</c>. All numbers
    /// are little-endian.
    /// </summary>
    public byte[] ToBytes() => BatchBytes.Write(this);

    /// <summary>Reads a batch.</summary>
    /// <param name="bytes">As <see cref="ToBytes"/> makes them.</param>
    /// <exception cref="InputException">They are no batch, or not a whole one.</exception>
    public static Batch FromBytes(ReadOnlySpan<byte> bytes) => BatchBytes.Read(bytes);

    /// <summary>The same samples with classes.</summary>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <exception cref="ArgumentException">There are more or fewer labels than samples.</exception>
    public Batch WithLabels(ImmutableArray<int> labels) => new(Shape, _values, Source, labels);

    /// <summary>
    /// The same samples with classes drawn at random, each as likely: for losses where the data have none. Metrics of a loss then measure how
    /// the network fits noise.
    /// </summary>
    /// <param name="classes">Number of classes, at least 1.</param>
    /// <param name="seed">Which labels. Default: 0.</param>
    public Batch WithRandomLabels(int classes, long seed = 0)
    {
        var draw = RandomKey.FromSeed(seed).Derive(RandomPurpose.Noise, 0).Draw();
        return new Batch(Shape, _values, $"{Source}, random labels", [.. Enumerable.Range(0, Size).Select(_ => draw.Next(classes))]);
    }

    /// <summary>The class of each sample, for what cannot do without.</summary>
    /// <param name="metric">What needs them, as the message names it.</param>
    /// <param name="classes">Number of classes of the networks; null, the default, where any label will do.</param>
    /// <exception cref="UsageException">The samples have no classes, or one of them has none of these.</exception>
    public ImmutableArray<int> RequireLabels(string metric, int? classes = null)
    {
        var labels = Labels ?? throw new UsageException(
            $"{metric} needs the class of each sample, which {Source} does not have",
            Remedy.DrawLabels("use data with classes (CIFAR, ImageNet16, a folder of folders of photographs)"));
        for (var sample = 0; classes is { } most && sample < labels.Length; sample++)
            if (labels[sample] < 0 || labels[sample] >= most)
                throw new UsageException($"sample {sample} has label {labels[sample]}, but the networks have {most} classes", Remedy.DrawLabels("use the data of the task"));
        return labels;
    }

    /// <summary>Some of the samples, with their classes.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">Number of samples.</param>
    internal Batch Part(int first, int count) => new(
        Shape, Values.Slice(checked((int)(first * Shape.Count)), checked((int)(count * Shape.Count))).ToArray(), Source, Labels?.Slice(first, count));

    private string ComputeFingerprint()
    {
        Span<byte> header = stackalloc byte[16];
        int[] numbers = [Shape.Channels, Shape.Rows, Shape.Columns, Size];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(header[(4 * i)..], numbers[i]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(MemoryMarshal.AsBytes(Values));
        Span<byte> number = stackalloc byte[4];
        foreach (var label in Labels ?? [])
        {
            BinaryPrimitives.WriteInt32LittleEndian(number, label);
            hash.AppendData(number);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
