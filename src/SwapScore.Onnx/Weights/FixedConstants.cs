using System.Runtime.InteropServices;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Weights;

/// <summary>Recognizes constants that no training made: masks, tables of sines and cosines, and matrices that rearrange or transform.</summary>
internal static class FixedConstants
{
    private const double Tolerance = 1e-3;

    // Below this a number that is added is a mask, not a place.
    private const float Mask = -1000;

    // Smaller matrices of transforms are zeros, ones and twos, as weights may be.
    private const int SmallestTransform = 3;

    /// <summary>Whether a constant says what counts and what does not: it is not of real numbers, or some are so small that nothing is left beside them.</summary>
    public static bool IsMask(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType)) return true;
        return (TensorProto.Types.DataType)constant.DataType == TensorProto.Types.DataType.Float
            && MemoryMarshal.Cast<byte, float>(constant.RawData.Span).ContainsAnyInRange(float.NegativeInfinity, Mask);
    }

    /// <summary>Whether a constant is a mask of zeros and ones, a table of sines and cosines of places, or a matrix of a Fourier or cosine transform.</summary>
    public static bool IsPattern(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType) || constant.Count() < 2) return false;
        var values = TensorValues.Reals(constant);
        return IsOfZerosAndOnes(values) || IsOfPlaces(values, (int)constant.Dims[^1]) || IsSpectral(constant, values);
    }

    /// <summary>
    /// Whether a product with a constant rearranges or transforms values: it has more than two dimensions and only zeros and ones, or is a matrix of a Fourier or
    /// cosine transform. A matrix of zeros and ones may be a weight that begins as the identity.
    /// </summary>
    public static bool IsTransform(TensorProto constant)
    {
        if (!ElementType.IsReal(constant.DataType) || constant.Count() < 2 || !MayBeTransform(constant)) return false;
        var values = TensorValues.Reals(constant);
        return (constant.Dims.Count > 2 && IsOfZerosAndOnes(values)) || IsSpectral(constant, values);
    }

    /// <summary>Whether the first value is one that all of these begin with: large weights need not be read further.</summary>
    private static bool MayBeTransform(TensorProto constant) =>
        (TensorProto.Types.DataType)constant.DataType != TensorProto.Types.DataType.Float || MemoryMarshal.Read<float>(constant.RawData.Span) is 0 or 1 or 2;

    private static bool IsOfZerosAndOnes(float[] values) => values.Contains(0f) && values.Contains(1f) && Array.TrueForAll(values, value => value is 0 or 1);

    /// <summary>Whether a matrix is one of <see cref="SpectralKind"/>, or one with rows and columns exchanged.</summary>
    private static bool IsSpectral(TensorProto constant, float[] values)
    {
        if (constant.Dims is not [var rows, var columns] || rows != columns || rows < SmallestTransform || values[0] is not (0 or 1 or 2)) return false;
        var (length, matrix) = ((int)rows, values);
        return Array.Exists(Enum.GetValues<SpectralKind>(), kind => IsNear(new SpectralTransform(kind).Matrix(length)));

        bool IsNear(float[] known)
        {
            var (asIs, exchanged) = (true, true);
            for (var row = 0; row < length && (asIs || exchanged); row++)
                for (var column = 0; column < length && (asIs || exchanged); column++)
                {
                    var value = matrix[row * length + column];
                    asIs &= Math.Abs(value - known[row * length + column]) <= Tolerance;
                    exchanged &= Math.Abs(value - known[column * length + row]) <= Tolerance;
                }

            return asIs || exchanged;
        }
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
