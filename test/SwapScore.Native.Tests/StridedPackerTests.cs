using System.Runtime.InteropServices;
using SwapScore.Native.Boundary;
using SwapScore.Native.Counting;

namespace SwapScore.Native.Tests;

/// <summary>Arrays of every layout and type are counted as a plain set of texts counts them.</summary>
public sealed unsafe class StridedPackerTests
{
    private static readonly int[] Samples = [1, 2, 7, 16, 20, 21, 31, 32, 33, 64, 65, 130];

    public static TheoryData<string> Layouts => ["contiguous", "channels last", "samples innermost", "reversed", "gaps", "broadcast", "short runs"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Patterns_AnyLayout_AreThoseOfASet(string layout)
    {
        foreach (var samples in Samples)
            foreach (var isTernary in (bool[])[false, true])
                foreach (var type in Enum.GetValues<ElementType>())
                {
                    long[] shape = layout == "short runs" ? [samples, 5, 3, 2] : [samples, 6, 5, 40];
                    var (strides, start, length) = Strides(layout, shape);
                    using var memory = new Elements(type, length, samples * 7 + (int)type);
                    var expected = new HashSet<string>();
                    for (var c = 0; c < shape[1]; c++)
                        for (var h = 0; h < shape[2]; h++)
                            for (var w = 0; w < shape[3]; w++)
                                expected.Add(string.Concat(Enumerable.Range(0, samples).Select(s =>
                                    Sign(memory.Signs[start + s * strides[0] + c * strides[1] + h * strides[2] + w * strides[3]], isTernary))));
                    Assert.Equal(expected.Count, Count(memory, shape, strides, start, isTernary));
                }
    }

    [Fact]
    public void Halves_All65536_HaveTheSignOfTheirValue()
    {
        var source = Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits).ToArray();
        var values = new float[source.Length];
        foreach (var count in (int[])[source.Length, source.Length - 3, 5])
            fixed (ushort* from = source)
            fixed (float* to = values)
            {
                SignConversion.Halves(from, to, count);
                for (var i = 0; i < count; i++)
                {
                    var half = BitConverter.UInt16BitsToHalf(source[i]);
                    Assert.Equal(BitConverter.SingleToUInt32Bits(SignConversion.Half(source[i])), BitConverter.SingleToUInt32Bits(values[i]));
                    if (Half.IsFinite(half)) Assert.Equal(Half.Sign(half), MathF.Sign(values[i]));
                    else Assert.False(float.IsFinite(values[i]));
                    if (Half.IsNormal(half)) Assert.Equal((float)half, values[i]);
                }
            }
    }

    [Theory]
    [InlineData((int)ElementType.Float32, 0xFFFFFFFFu)]
    [InlineData((int)ElementType.Float32, 0x7F800000u)]
    [InlineData((int)ElementType.Float16, 0xFC00u)]
    [InlineData((int)ElementType.BFloat16, 0x7F80u)]
    public void Push_WhatHasNoSign_IsRefused(int kind, uint bits)
    {
        var type = (ElementType)kind;
        long[] shape = [3, 50];
        foreach (var place in (int[])[0, 77, 149])
        {
            using var memory = new Elements(type, 150, 1);
            memory.Set(place, bits);
            Assert.Throws<SwapScore.Engine.NonFiniteException>(() => Count(memory, shape, [50, 1], 0, isTernary: false));
        }
    }

    [Fact]
    public void Push_TinyValues_KeepTheirSigns()
    {
        double[] values = [1e-300, -1e-300, 0, -0.0];
        fixed (double* data = values)
        {
            long[] shape = [1, 4];
            Assert.Equal(3, Count(data, ElementType.Float64, shape, null, isTernary: true));
        }
    }

    private static char Sign(int sign, bool isTernary) => sign > 0 ? '+' : sign < 0 && isTernary ? '-' : '0';

    private static long Count(Elements memory, long[] shape, long[] strides, long start, bool isTernary) =>
        Count((byte*)memory.Data + start * memory.Size, memory.Type, shape, strides, isTernary);

    private static long Count(void* data, ElementType type, long[] shape, long[]? strides, bool isTernary)
    {
        using var counter = new ActivationCounter(shape[0], isTernary, Counted.Patterns | Counted.StandardPatterns | Counted.Agreement);
        fixed (long* extents = shape)
        fixed (long* steps = strides)
        {
            var view = new ArrayView { Data = data, Shape = extents, Strides = steps, Rank = shape.Length, Type = type };
            counter.Push(StridedArray.From(&view));
        }

        return counter.Patterns;
    }

    /// <summary>Strides, the offset of the first element, and how many elements there are.</summary>
    private static (long[] Strides, long Start, long Length) Strides(string layout, long[] shape)
    {
        var (n, c, h, w) = (shape[0], shape[1], shape[2], shape[3]);
        return layout switch
        {
            "channels last" => ([h * w * c, 1, w * c, c], 0, n * c * h * w),
            "samples innermost" => ([1, h * w * n, w * n, n], 0, n * c * h * w),
            "reversed" => ([-c * h * w, -h * w, -w, -1], n * c * h * w - 1, n * c * h * w),
            "gaps" => ([2 * c * h * w + 3, 2 * h * w, 2 * w, 2], 1, n * (2 * c * h * w + 3)),
            "broadcast" => ([h * w, 0, w, 1], 0, n * h * w),
            _ => ([c * h * w, h * w, w, 1], 0, n * c * h * w),
        };
    }

    /// <summary>Memory of exactly the length needed, with its signs beside it.</summary>
    private sealed class Elements : IDisposable
    {
        public Elements(ElementType type, long length, int seed)
        {
            (Type, Size) = (type, type switch { ElementType.Float32 => 4, ElementType.Float64 => 8, _ => 2 });
            Data = NativeMemory.Alloc((nuint)length, (nuint)Size);
            Signs = new int[length];
            var state = (uint)seed;
            for (var i = 0; i < length; i++)
            {
                state = state * 1664525 + 1013904223;
                Signs[i] = (int)(state >> 24) % 3 - 1;
                var value = Signs[i] * (1 + (state >> 16) % 7);
                switch (type)
                {
                    case ElementType.Float32: ((float*)Data)[i] = value; break;
                    case ElementType.Float64: ((double*)Data)[i] = value; break;
                    case ElementType.Float16: ((Half*)Data)[i] = (Half)value; break;
                    default: ((ushort*)Data)[i] = (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16); break;
                }
            }
        }

        public ElementType Type { get; }

        public int Size { get; }

        public void* Data { get; }

        public int[] Signs { get; }

        public void Set(int place, uint bits)
        {
            if (Size == 4) ((uint*)Data)[place] = bits;
            else ((ushort*)Data)[place] = (ushort)bits;
        }

        public void Dispose() => NativeMemory.Free(Data);
    }
}
