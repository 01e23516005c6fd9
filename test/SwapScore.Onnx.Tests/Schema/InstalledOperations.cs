using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace SwapScore.Onnx.Tests.Schema;

/// <summary>
/// The operations of the installed ONNX Runtime. It answers whether it knows a name, but lists none: every text in its library that could be a name is asked for.
/// </summary>
internal static unsafe partial class InstalledOperations
{
    // Positions in the tables of functions of onnxruntime_c_api.h and onnxruntime_ep_c_api.h, to which later versions only add.
    private const uint ApiVersion = 31;
    private const int ReleaseStatus = 93;
    private const int GetEpApi = 317;
    private const int GetOpSchema = 50;
    private const int ReleaseOpSchema = 51;
    private const int GetNumInputs = 53;
    private const int GetInputName = 54;
    private const int GetInputTypeConstraint = 55;
    private const int GetAllowedTypes = 62;
    private const int LatestVersion = 1000;
    private const int LongestName = 60;

    private static readonly string[] Domains = ["", "com.microsoft", "ai.onnx.ml"];

    /// <summary>All operations.</summary>
    public static IReadOnlyList<InstalledOperation> List()
    {
        _ = OrtEnv.Instance();
        var library = NativeLibrary.Load("onnxruntime", typeof(InferenceSession).Assembly, null);
        var functions = (nint*)((delegate* unmanaged<uint, nint>)(*(nint*)((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "OrtGetApiBase"))()))(ApiVersion);
        var schemas = (nint*)((delegate* unmanaged<nint>)functions[GetEpApi])();
        var found = new List<InstalledOperation>();
        foreach (var domain in Domains)
            foreach (var name in Names().Order(StringComparer.Ordinal))
                if (Find(functions, schemas, domain, name) is { } operation)
                    found.Add(operation);
        return found;
    }

    private static InstalledOperation? Find(nint* functions, nint* schemas, string domain, string name)
    {
        nint schema = 0;
        fixed (byte* nameText = Encoding.ASCII.GetBytes(name + '\0'), domainText = Encoding.ASCII.GetBytes(domain + '\0'))
        {
            var status = ((delegate* unmanaged<byte*, int, byte*, nint*, nint>)schemas[GetOpSchema])(nameText, LatestVersion, domainText, &schema);
            if (status != 0) ((delegate* unmanaged<nint, void>)functions[ReleaseStatus])(status);
        }

        if (schema == 0) return null;
        nuint count = 0;
        ((delegate* unmanaged<nint, nuint*, nint>)schemas[GetNumInputs])(schema, &count);
        var inputs = new List<(string, IReadOnlyList<string>)>();
        for (var input = 0; input < (int)count; input++) inputs.Add((Text(schemas[GetInputName], schema, input), Types(schemas, schema, input)));
        ((delegate* unmanaged<nint, void>)schemas[ReleaseOpSchema])(schema);
        return new InstalledOperation(domain, name, inputs);
    }

    private static string Text(nint function, nint schema, int input)
    {
        byte* text = null;
        ((delegate* unmanaged<nint, nuint, byte**, nint>)function)(schema, (nuint)input, &text);
        return Marshal.PtrToStringUTF8((nint)text) ?? "";
    }

    private static List<string> Types(nint* schemas, nint schema, int input)
    {
        nint constraint = 0;
        ((delegate* unmanaged<nint, nuint, nint*, nint>)schemas[GetInputTypeConstraint])(schema, (nuint)input, &constraint);
        if (constraint == 0) return [];
        byte** types = null;
        nuint count = 0;
        ((delegate* unmanaged<nint, byte***, nuint*, nint>)schemas[GetAllowedTypes])(constraint, &types, &count);
        var texts = new List<string>();
        for (var type = 0; type < (int)count; type++) texts.Add(Marshal.PtrToStringUTF8((nint)types[type]) ?? "");
        return texts;
    }

    /// <summary>Texts that could be names: words, and in the names of classes those whose length is written before them.</summary>
    private static HashSet<string> Names()
    {
        var file = Directory.EnumerateFiles(AppContext.BaseDirectory, "libonnxruntime.so", SearchOption.AllDirectories).First();
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        var names = new HashSet<string>();
        foreach (var match in Word().EnumerateMatches(text))
        {
            var word = text.AsSpan(match.Index, match.Length);
            if (match.Length <= LongestName) names.Add(word.ToString());
            for (var digit = match.Index - 1; digit >= Math.Max(0, match.Index - 2) && char.IsAsciiDigit(text[digit]); digit--)
                if (int.TryParse(text.AsSpan(digit, match.Index - digit), out var length) && length > 1 && length <= Math.Min(match.Length, LongestName))
                    names.Add(word[..length].ToString());
        }

        return names;
    }

    [GeneratedRegex("[A-Z][A-Za-z0-9_]+")]
    private static partial Regex Word();
}
