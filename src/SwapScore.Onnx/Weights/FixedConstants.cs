using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Recognizes constants that no training made: masks, and tables of sines and cosines.</summary>
internal static class FixedConstants
{
    private const double Tolerance = 1e-3;

    // Below this a number that is added is a mask, not a place.
    private const float Mask = -1000;

    /// <summary>Whether a constant says what counts and what does not: it is not of real numbers, or some are so small that nothing is left beside them.</summary>
    public static bool IsMask(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType)) return true;
        return (TensorProto.Types.DataType)constant.DataType == TensorProto.Types.DataType.Float
            && System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ContainsAnyInRange(float.NegativeInfinity, Mask);
    }

    /// <summary>Whether a constant is a mask of zeros and ones, or a table of sines and cosines of places.</summary>
    public static bool IsPattern(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType) || constant.Count() < 2) return false;
        var values = TensorValues.Reals(constant);
        return (values.Contains(0f) && values.Contains(1f) && Array.TrueForAll(values, value => value is 0 or 1)) || IsOfPlaces(values, (int)constant.Dims[^1]);
    }

    /// <summary>Whether the first rows are sin 0, sin θ, sin 2θ or cos 0, cos θ, cos 2θ in every column.</summary>
    private static bool IsOfPlaces(float[] values, int columns)
    {
        if (columns < 2 || values.Length < 4 * columns) return false;
        for (var column = 0; column < columns; column++)
        {
            double first = values[column], second = values[columns + column], third = values[2 * columns + column];
            var expected = first switch
            {
                0 => 2 * second * Math.Sqrt(Math.Max(0, 1 - second * second)),
                1 => 2 * second * second - 1,
                _ => double.NaN,
            };
            if (!(Math.Abs(third - expected) <= Tolerance)) return false;
        }

        return values.AsSpan(columns, columns).ContainsAnyExcept(0f, 1f);
    }
}
