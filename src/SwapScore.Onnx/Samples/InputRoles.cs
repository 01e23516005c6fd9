using SwapScore.Onnx.Models;
using SwapScore.Onnx.Reading;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Onnx.Samples;

/// <summary>Decides what each input of a model takes.</summary>
internal static class InputRoles
{
    /// <summary>The role of an input.</summary>
    public static InputRole Find(ModelInput input)
    {
        var type = (DataType)input.ElementType;
        if (input.Dimensions.Count == 4 && (ElementType.IsReal(input.ElementType) || type == DataType.Uint8)) return IsImage(input) ? InputRole.Image : InputRole.Numbers;
        if (input.Dimensions.Count != 2) return InputRole.Numbers;
        if (Names("mask")) return InputRole.Mask;
        if (type is not (DataType.Int64 or DataType.Int32)) return InputRole.Numbers;
        return Names("type", "segment") ? InputRole.TokenTypes : Names("position") ? InputRole.Positions : InputRole.Tokens;

        bool Names(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (input.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }

    /// <summary>Whether four dimensions are those of images: rows and columns are more than one each, and neither tokens nor steps in time; keys and values of decoders are none.</summary>
    private static bool IsImage(ModelInput input)
    {
        string[] others = ["past", "cache", "key_values", "present", "state", "latent"];
        if (others.Any(word => input.Name.Contains(word, StringComparison.OrdinalIgnoreCase))) return false;
        if (input.Dimensions.Count(dimension => dimension == 1) - (input.Dimensions[0] == 1 ? 1 : 0) > 1) return false;
        string[] steps = ["seq", "past", "len", "time", "token", "frame"];
        return !input.DimensionNames.Any(name => steps.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>How many different tokens a model knows: the rows of the table its input is looked up in; null when unknown.</summary>
    public static long? Vocabulary(OnnxModel model, string input)
    {
        var reader = model.Graph.Nodes.FirstOrDefault(node => node.OpType == "Gather" && node.Input.Count > 1 && IsOf(node.Input[1]));
        return reader is not null && model.Graph.Weight(reader.Input[0]) is { Dims: [var rows, ..] } ? rows : null;

        bool IsOf(string value)
        {
            while (model.Graph.Producer(value) is { OpType: "Cast" or "Identity" or "Reshape" } node) value = node.Input[0];
            return value == input;
        }
    }
}
