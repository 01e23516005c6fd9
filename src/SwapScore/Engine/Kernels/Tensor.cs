using SwapScore.Networks;

namespace SwapScore.Engine.Kernels;

/// <summary>
/// A batch of values in working memory, <c>[block][channel][row][column][lane]</c>: the samples are cut into blocks of as many as a
/// vector has lanes, so that every element of a block is one whole vector. Lanes past the last sample hold values nobody reads.
/// </summary>
internal readonly unsafe struct Tensor(float* data, Shape shape, int lanes)
{
    /// <summary>The first value.</summary>
    public float* Data { get; } = data;

    /// <summary>Shape of one sample.</summary>
    public Shape Shape { get; } = shape;

    /// <summary>Distance between columns in floats: the number of lanes.</summary>
    public int ColumnStride { get; } = lanes;

    /// <summary>Distance between rows in floats.</summary>
    public long RowStride => (long)Shape.Columns * ColumnStride;

    /// <summary>Distance between channels in floats.</summary>
    public long ChannelStride => Shape.Area * ColumnStride;

    /// <summary>Distance between blocks in floats.</summary>
    public long BlockStride => Shape.Count * ColumnStride;

    /// <summary>The first value of a channel of a block.</summary>
    public float* Channel(int block, int channel) => Data + block * BlockStride + channel * ChannelStride;
}
