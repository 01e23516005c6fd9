using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>A batch of values in the plainest layout, <c>[channel][row][column][sample]</c>, for the reference kernels.</summary>
internal sealed class ReferenceTensor(Shape shape, int samples)
{
    public Shape Shape { get; } = shape;

    public int Samples { get; } = samples;

    public float[] Values { get; } = new float[shape.Count * samples];

    public ref float this[int channel, int row, int column, int sample] =>
        ref Values[((((long)channel * Shape.Rows) + row) * Shape.Columns + column) * Samples + sample];

    /// <summary>Fills every value from its position.</summary>
    public static ReferenceTensor Create(Shape shape, int samples, Func<int, int, int, int, float> value)
    {
        var y = new ReferenceTensor(shape, samples);
        for (var channel = 0; channel < shape.Channels; channel++)
            for (var row = 0; row < shape.Rows; row++)
                for (var column = 0; column < shape.Columns; column++)
                    for (var sample = 0; sample < samples; sample++)
                        y[channel, row, column, sample] = value(channel, row, column, sample);
        return y;
    }
}
