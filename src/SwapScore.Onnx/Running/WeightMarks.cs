using System.Collections;
using System.Runtime.InteropServices;
using SwapScore.Memory;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>
/// Shows where ONNX Runtime's optimiser puts the values of weights: every value is replaced by a mark of its own, a number no other value has, and the
/// marks are looked for in the optimised model. A weight whose marks were not just moved, but computed with, is not found.
/// </summary>
/// <param name="weights">The weights, of single precision, each read by one node only.</param>
internal sealed class WeightMarks(IReadOnlyList<TensorProto> weights)
{
    // Marks are the normal numbers from here on, up to infinity.
    private const uint First = 0x2000_0001;
    private const uint Infinity = 0x7F80_0000;

    /// <summary>How many values can be marked.</summary>
    public const long MaximumCount = Infinity - First;

    private readonly long[] _starts = [.. weights.Select((_, index) => First + weights.Take(index).Sum(TensorValues.Count))];

    /// <summary>The weights with marks for values.</summary>
    public IEnumerable<TensorProto> Marked() => weights.Zip(_starts, (weight, start) =>
    {
        var bytes = MemoryPolicy.Allocate<byte>((int)TensorValues.Bytes(weight));
        var marks = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        for (var i = 0; i < marks.Length; i++) marks[i] = (uint)(start + i);
        return TensorValues.Create(weight.Name, weight.DataType, weight.Dims, bytes);
    });

    /// <summary>The constants of an optimised model that are weights in some order, those that one node reads.</summary>
    /// <param name="optimized">The model made of one with the marked weights.</param>
    public IReadOnlyList<(TensorProto Place, TensorProto Weight, int[] Order)> Find(GraphProto optimized)
    {
        var readers = optimized.Node.SelectMany(ModelGraph.Reads).CountBy(name => name).ToDictionary();
        var found = new List<(TensorProto, TensorProto, int[])>();
        foreach (var constant in optimized.Initializer.Where(constant => readers.GetValueOrDefault(constant.Name) == 1))
            if (Match(constant) is { } match)
                found.Add((constant, match.Weight, match.Order));
        return found;
    }

    /// <summary>The weight whose values are exactly the values of a constant that are not zero; null if there is none.</summary>
    private (TensorProto Weight, int[] Order)? Match(TensorProto constant)
    {
        if (constant.DataType != (int)TensorProto.Types.DataType.Float) return null;
        var values = MemoryMarshal.Cast<byte, uint>(constant.RawData.Span);
        var at = values.IndexOfAnyExcept(0u);
        if (at < 0 || values[at] < First) return null;
        var index = Array.BinarySearch(_starts, values[at]);
        if (index < 0) index = ~index - 1;
        var (start, count) = (_starts[index], weights[index].Count());
        if (values.Length < count) return null;

        var order = MemoryPolicy.Allocate<int>(values.Length);
        var seen = new BitArray((int)count);
        for (var place = 0; place < order.Length; place++)
        {
            var number = values[place] - start;
            order[place] = values[place] == 0 ? -1 : (int)number;
            if (values[place] == 0) continue;
            if (number < 0 || number >= count || seen[(int)number]) return null;
            seen[(int)number] = true;
        }

        return seen.HasAllSet() ? (weights[index], order) : null;
    }
}
