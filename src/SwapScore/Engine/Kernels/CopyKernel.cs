using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>Operations that only move values: concatenation, channel slices, crops and transpositions.</summary>
internal static unsafe class CopyKernel
{
    public static ReferenceTensor ReferenceConcatenation(IReadOnlyList<ReferenceTensor> parts, Shape output) =>
        ReferenceTensor.Create(output, parts[0].Samples, (channel, row, column, sample) =>
        {
            foreach (var part in parts)
            {
                if (channel < part.Shape.Channels) return part[channel, row, column, sample];
                channel -= part.Shape.Channels;
            }

            throw new ArgumentOutOfRangeException(nameof(output));
        });

    /// <summary>The values from an offset on.</summary>
    public static ReferenceTensor ReferenceSlice(ReferenceTensor x, Shape output, int channels, int rows, int columns) =>
        ReferenceTensor.Create(output, x.Samples, (channel, row, column, sample) => x[channel + channels, row + rows, column + columns, sample]);

    /// <summary>Channels and rows in each other's place.</summary>
    public static ReferenceTensor ReferenceTranspose(ReferenceTensor x) =>
        ReferenceTensor.Create(new(x.Shape.Rows, x.Shape.Channels, x.Shape.Columns), x.Samples, (channel, row, column, sample) => x[row, channel, column, sample]);

    /// <summary>Copies consecutive values.</summary>
    public static void Copy(float* x, float* y, long count) =>
        Buffer.MemoryCopy(x, y, count * sizeof(float), count * sizeof(float));
}
