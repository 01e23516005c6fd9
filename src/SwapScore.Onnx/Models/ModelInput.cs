using SwapScore.Onnx.Schema;
using SwapScore.Values;

namespace SwapScore.Onnx.Models;

/// <summary>Something a model has to be fed.</summary>
/// <param name="Name">The name.</param>
/// <param name="Dimensions">Its dimensions, the batch among them; −1 for one that is free.</param>
/// <param name="Type">Type of its elements, for example <c>float</c> or <c>int64</c>.</param>
public sealed record ModelInput(string Name, ValueList<long> Dimensions, string Type)
{
    /// <summary>The name without characters that command a terminal, cut where it is long.</summary>
    public string PlainName => PrintableText.Brief(Name);

    /// <summary>The same number as in the file.</summary>
    internal int ElementType { get; init; }

    /// <summary>Whether the model says how many dimensions it has; some exporters say nothing.</summary>
    internal bool IsRanked { get; init; } = true;

    /// <summary>Names of free dimensions, empty where they have none.</summary>
    internal ValueList<string> DimensionNames { get; init; } = [];

    /// <summary>Which dimension is taken for that of the samples, from 0; null where none is.</summary>
    public int? SampleDimension { get; init; }

    /// <summary>Whether the input has no dimension for samples and is fed another value for each, so that samples are run one at a time.</summary>
    internal bool IsSeparate { get; init; }

    /// <summary>Type and dimensions, for people.</summary>
    public override string ToString() =>
        !IsRanked ? $"{Type} of unknown shape" : $"{Type} {(Dimensions.Count == 0 ? "scalar" : string.Join('×', Dimensions.Select((dimension, i) => dimension >= 0 ? $"{dimension}" : DimensionNames[i].Length > 0 ? PrintableText.Brief(DimensionNames[i]) : "?")))}";

    internal static ModelInput Read(ValueInfoProto value)
    {
        var type = value.Type.TensorType;
        var dimensions = type.Shape?.Dim ?? [];

        // Some exporters write 0 for a dimension that is free.
        return new ModelInput(value.Name, [.. dimensions.Select(dimension => dimension.DimValue > 0 ? dimension.DimValue : -1)], Reading.ElementType.Name(type.ElemType))
        {
            ElementType = type.ElemType,
            IsRanked = type.Shape is not null,
            DimensionNames = [.. dimensions.Select(dimension => dimension.DimValue > 0 ? "" : dimension.DimParam)],
        };
    }
}
