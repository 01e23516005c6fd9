using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Memory;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Weights;
using SwapScore.Randomness;

namespace SwapScore.Onnx.Running;

/// <summary>A weight in memory of ours, where a model reads it in every run, so that a repeat draws it there and nothing is copied.</summary>
internal sealed unsafe class FedWeight : IDisposable
{
    private const nuint CacheLine = 64;

    private readonly TensorProto _constant;
    private readonly int[]? _order;
    private readonly int _bytes;
    private void* _values;

    /// <param name="place">The constant ONNX Runtime made of the weight, whose name the input has.</param>
    /// <param name="constant">The weight, of single precision; its values are not used.</param>
    /// <param name="order">Number of the weight's value at every place, or −1 where there is 0.</param>
    public FedWeight(TensorProto place, TensorProto constant, int[] order)
        : this(place.Name, constant, [.. place.Dims], order.Length * sizeof(float)) => _order = order;

    private FedWeight(string name, TensorProto constant, long[] shape, int bytes)
    {
        (Name, _constant, _bytes) = (name, constant, bytes);
        _values = NativeMemory.AlignedAlloc((nuint)bytes, CacheLine);
        MemoryPolicy.PreferHugePages(_values, (nuint)bytes);
        Value = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)constant.DataType, shape, (nint)_values, bytes);
    }

    /// <summary>A weight fed as it is.</summary>
    /// <param name="constant">The weight; its values are used where they are kept.</param>
    public static FedWeight Create(TensorProto constant) => new(constant.Name, constant, [.. constant.Dims], (int)TensorValues.Bytes(constant));

    /// <summary>The input it is fed to.</summary>
    public string Name { get; }

    /// <summary>What is fed; its values are those of the last draw.</summary>
    public OrtValue Value { get; }

    /// <summary>Draws the values of one repeat into the memory that the model reads.</summary>
    /// <param name="draw">Draws weights of the model.</param>
    /// <param name="key">The repeat's stream of randomness.</param>
    public void Draw(WeightDraw draw, RandomKey key)
    {
        if (_order is null)
        {
            draw.Draw(_constant.Name, key, new Span<byte>(_values, _bytes));
            return;
        }

        var count = (int)_constant.Count();
        var drawn = ArrayPool<float>.Shared.Rent(count);
        draw.Draw(_constant.Name, key, MemoryMarshal.AsBytes(drawn.AsSpan(0, count)));
        var values = (float*)_values;
        for (var place = 0; place < _order.Length; place++) values[place] = _order[place] < 0 ? 0 : drawn[_order[place]];
        ArrayPool<float>.Shared.Return(drawn);
    }

    public void Dispose()
    {
        Value.Dispose();
        NativeMemory.AlignedFree(_values);
        _values = null;
    }
}
