using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Torch.Training;

/// <summary>
/// Named tensors of single precision in a file of the format safetensors: eight bytes that hold the length of a JSON header, the header, the values. The header holds a
/// digest of them and of the facts, so that damage is found.
/// </summary>
/// <remarks>Format: https://github.com/huggingface/safetensors.</remarks>
internal sealed class TensorFile
{
    private const string Metadata = "__metadata__";
    private const string Digest = "sha256";
    private const int LengthBytes = sizeof(ulong);
    private const long MaximumHeader = 100_000_000;

    private readonly Dictionary<string, float[]> _tensors = [];

    /// <summary>What the file says of itself.</summary>
    public Dictionary<string, string> Facts { get; } = [];

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Name, lengths of the dimensions and values of each tensor.</param>
    /// <param name="facts">What the file says of itself.</param>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, long[] Shape, float[] Values)> tensors, IReadOnlyDictionary<string, string> facts)
    {
        using var digest = Begin(facts);
        var header = new JsonObject();
        long offset = 0;
        foreach (var (name, shape, values) in tensors)
        {
            var bytes = MemoryMarshal.AsBytes<float>(values);
            digest.AppendData(bytes);
            header.Add(name, new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. shape.Select(length => (JsonNode)length)]),
                ["data_offsets"] = new JsonArray(offset, offset + bytes.Length),
            });
            offset += bytes.Length;
        }

        var metadata = new JsonObject { [Digest] = Convert.ToHexStringLower(digest.GetHashAndReset()) };
        foreach (var (name, fact) in facts) metadata.Add(name, fact);
        header.Insert(0, Metadata, metadata);
        var text = Encoding.UTF8.GetBytes(JsonText.Line(header));
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
            stream.Write(length);
            stream.Write(text);
            foreach (var (_, _, values) in tensors) stream.Write(MemoryMarshal.AsBytes<float>(values));
        });
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">It is missing, no such file, truncated or damaged.</exception>
    public static TensorFile Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }

        try
        {
            return Parse(content);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException or InvalidDataException)
        {
            throw new InputException($"{path} is damaged or no file of weights: {fault.Message.Split('\n')[0]}", Remedy.StartAgain(), fault);
        }
    }

    /// <summary>The values of a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="InputException">There is no such tensor, or it has another size.</exception>
    public float[] Values(string name, long count, string path) => !_tensors.TryGetValue(name, out var values)
        ? throw new InputException($"{path} holds no tensor {name}: it is of another network")
        : values.Length == count ? values
        : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{path}: the tensor {name} has {values.Length} values, expected {count}: it is of another network"));

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Holds(string name) => _tensors.ContainsKey(name);

    /// <summary>The digest of all facts; the values follow.</summary>
    private static IncrementalHash Begin(IReadOnlyDictionary<string, string> facts)
    {
        var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, fact) in facts.OrderBy(pair => pair.Key, StringComparer.Ordinal)) digest.AppendData(Encoding.UTF8.GetBytes($"{name}={fact}\n"));
        return digest;
    }

    private static TensorFile Parse(byte[] content)
    {
        var length = content.Length < LengthBytes ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (length > MaximumHeader || (long)length > content.Length - LengthBytes) throw new InvalidDataException("its beginning is not that of a safetensors file");
        var header = JsonText.Parse(content.AsSpan(LengthBytes, (int)length))!.AsObject();
        var values = content.AsSpan(LengthBytes + (int)length);
        var file = new TensorFile();
        foreach (var (name, fact) in header[Metadata]?.AsObject() ?? []) file.Facts.Add(name, fact!.GetValue<string>());
        file.Facts.Remove(Digest, out var written);
        using var digest = Begin(file.Facts);
        digest.AppendData(values);
        if (written != Convert.ToHexStringLower(digest.GetHashAndReset())) throw new InvalidDataException("its values are not those that were written");
        foreach (var (name, entry) in header.Where(pair => pair.Key != Metadata))
        {
            var offsets = entry!["data_offsets"]!.AsArray();
            var (first, end) = ((int)offsets[0]!.GetValue<long>(), (int)offsets[1]!.GetValue<long>());
            file._tensors.Add(name, MemoryMarshal.Cast<byte, float>(values[first..end]).ToArray());
        }

        return file;
    }
}
