using System.IO.Compression;
using Google.Protobuf;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Samples;

/// <summary>
/// Samples from a file of numbers: <c>.npy</c>, <c>.npz</c> with one array per input, <c>.pb</c> (an ONNX tensor) or <c>.raw</c> (nothing but
/// little-endian single precision in the shape of the input).
/// </summary>
internal sealed class ArraySamples : SampleSource
{
    private const long MaximumBytes = 1L << 31;

    private readonly int _count;
    private readonly bool _hasRandomLabels;
    private readonly Dictionary<string, NumberArray> _arrays;

    private ArraySamples(string name, int count, Dictionary<string, NumberArray> arrays, bool hasRandomLabels) =>
        (Name, _count, _arrays, _hasRandomLabels) = (name, count, arrays, hasRandomLabels);

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>Whether a path is that of a file of numbers.</summary>
    /// <param name="path">The path.</param>
    public static bool Takes(string path) => Kind(path) is ".npy" or ".npz" or ".pb" or ".raw";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">S, the number of samples; the first of the file are taken.</param>
    /// <exception cref="InputException">It is missing, damaged or of another kind.</exception>
    /// <param name="hasRandomLabels">Whether classes are drawn at random. Default: false.</param>
    public static ArraySamples Read(string path, int count, bool hasRandomLabels = false) => new(Path.GetFileName(path), count, ReadFile(path), hasRandomLabels);

    /// <inheritdoc/>
    internal override ModelSamples For(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ModelSamples(_count, [.. model.Inputs.Select(input => Of(model, input))], $"{Name}, {_count} samples") { HasRandomLabels = _hasRandomLabels };
    }

    private SampleTensor Of(OnnxModel model, ModelInput input)
    {
        var array = _arrays.GetValueOrDefault(input.Name)
            ?? (model.Inputs.Length == 1 && _arrays.Count == 1 ? _arrays.Values.First()
                : throw new InputException($"{Name} holds no array for input {input.Name}", $"save an .npz with {string.Join(", ", model.Inputs.Select(known => known.Name))}"));
        if (!input.IsRanked) input = input with { Dimensions = [.. array.Dimensions.Select(_ => -1L)] };
        if (array.Dimensions.Count == 0 && input.Dimensions.Count > 0) array = Shaped(array, input);
        var placed = ArrayPlacement.Find(array.Dimensions, input, _count);
        if (placed is null)
            throw new InputException($"{Name} is of {string.Join('×', array.Dimensions)}, but input {input.Name} is {input}", "give one sample after the other, each in the shape of the input");
        if (placed.Samples is { } held && held < _count)
            throw new UsageException($"{_count} samples were asked for, but {Name} holds {held}", Remedy.ChooseSmallerBatch((int)held));
        return placed.Take(input, Converted(array, input), _count);
    }

    /// <summary>Numbers without a shape get the model's.</summary>
    private NumberArray Shaped(NumberArray array, ModelInput input)
    {
        var sample = input.Dimensions.Skip(input.IsSeparate ? 0 : 1).ToList();
        if (sample.Exists(dimension => dimension < 0)) throw new InputException($"{Name} has no shape, and input {input.Name} of {input} leaves its own free", "give an .npy file");
        var size = TensorValues.Count(sample)!.Value * sizeof(float);
        if (array.Values.Length % size != 0) throw new InputException($"{Name} of {array.Values.Length} bytes is no whole number of samples of {string.Join('×', sample)}");
        return array with { Dimensions = [array.Values.Length / size, .. sample] };
    }

    private static byte[] Converted(NumberArray array, ModelInput input) => array.ElementType == input.ElementType
        ? array.Values
        : TokenTensors.Encode(TensorValues.Reals(array.Values, array.ElementType), input.ElementType);

    private static string Kind(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static Dictionary<string, NumberArray> ReadFile(string path)
    {
        try
        {
            if (new FileInfo(path).Length >= MaximumBytes) throw new InputException($"{path} has 2 GiB or more");
            var name = Path.GetFileName(path);
            return Kind(path) switch
            {
                ".npz" => ReadArchive(path),
                ".pb" => Single(ReadTensor(File.ReadAllBytes(path), name)),
                ".raw" => Single(new NumberArray((int)TensorProto.Types.DataType.Float, [], File.ReadAllBytes(path))),
                _ => Single(NpyReader.Read(File.ReadAllBytes(path), name)),
            };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"cannot read {path}: {fault.Message}", null, fault);
        }
    }

    private static Dictionary<string, NumberArray> Single(NumberArray array) => new() { [""] = array };

    private static Dictionary<string, NumberArray> ReadArchive(string path)
    {
        var arrays = new Dictionary<string, NumberArray>();
        var total = 0L;
        using var archive = ZipFile.OpenRead(path);
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)))
        {
            total += entry.Length;
            if (total >= MaximumBytes) throw new InputException($"{path} unpacks to 2 GiB or more", "save fewer samples, or one array per file");
            var bytes = new byte[entry.Length];
            using var stream = entry.Open();
            stream.ReadExactly(bytes);
            arrays[entry.FullName[..^4]] = NpyReader.Read(bytes, $"array {entry.FullName[..^4]} of {Path.GetFileName(path)}");
        }

        return arrays;
    }

    private static NumberArray ReadTensor(byte[] content, string name)
    {
        try
        {
            var tensor = TensorProto.Parser.ParseFrom(content);
            new TensorCheck(null).Require(tensor);
            return new NumberArray(tensor.DataType, [.. tensor.Dims], tensor.RawData.ToByteArray());
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new InputException($"{name} is no ONNX tensor: {fault.Message}", null, fault);
        }
    }
}
