using System.Globalization;
using Google.Protobuf;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Reading;

/// <summary>Brings in the weights that a model keeps in files of their own. Only files in the model's folder are opened.</summary>
internal static class ExternalData
{
    /// <param name="tensor">A constant whose data lies elsewhere; afterwards it holds it.</param>
    /// <param name="folder">The folder of the model; null when the model came from no file.</param>
    /// <param name="expected">Bytes it must have.</param>
    /// <exception cref="InputException">The file is outside the folder, missing or too short.</exception>
    public static void Load(TensorProto tensor, string? folder, long expected)
    {
        var location = Location(tensor);
        var path = Locate(tensor, folder, location);
        var offset = Number(tensor, "offset") ?? 0;
        var length = Number(tensor, "length") ?? expected;
        if (length != expected || offset < 0)
            throw new InputException($"constant {tensor.Name} needs {expected} bytes, but claims {length} from byte {offset} of {location}");
        try
        {
            // Before it is opened: opening a pipe waits for its other end.
            var available = new FileInfo(path).Length;
            if (offset > available - expected)
                throw new InputException($"constant {tensor.Name} needs {expected} bytes from byte {offset} of {location}, which has {available}", "copy the file again, it is not complete");
            tensor.RawData = expected == 0 ? ByteString.Empty : Read(path, offset, (int)expected);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {location}, which holds the weights: {fault.Message}", "keep it in the folder of the model", fault);
        }

        tensor.ExternalData.Clear();
        tensor.DataLocation = TensorProto.Types.DataLocation.Default;
    }

    private static ByteString Read(string path, long offset, int length)
    {
        using var file = File.OpenHandle(path);
        return UnsafeByteOperations.UnsafeWrap(FileBytes.Read(file, offset, length));
    }

    /// <summary>The file that holds the data, as the model names it.</summary>
    public static string Location(TensorProto tensor) => Entry(tensor, "location") ?? "";

    /// <summary>The path of that file.</summary>
    /// <exception cref="InputException">It is outside the folder of the model or missing.</exception>
    public static string Locate(TensorProto tensor, string? folder, string location)
    {
        const string Hint = "weights are read from the folder of the model only";
        if (folder is null) throw new InputException($"constant {tensor.Name} lies in another file, {location}", Hint);
        if (location.Length == 0 || location.Contains('\0') || Path.IsPathRooted(location) || location.Split('/', '\\').Contains(".."))
            throw new InputException($"constant {tensor.Name} lies in '{location}', outside the folder of the model", Hint);
        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine(root, location));
        if (!File.Exists(path)) throw new InputException($"{location}, which holds the weights, is missing", "keep it in the folder of the model");

        // A link may lead anywhere; what counts is where it ends.
        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
            if (new FileInfo(part).LinkTarget is not null)
                throw new InputException($"{location} is a link, possibly out of the folder of the model", Hint);
        return path;
    }

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static long? Number(TensorProto tensor, string key) => Entry(tensor, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new InputException($"constant {tensor.Name}: {key} is '{text}', expected a number of bytes");
}
