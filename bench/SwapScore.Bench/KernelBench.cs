using System.Globalization;
using System.Runtime.InteropServices;
using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Bench;

/// <summary>Convolution kernels of one core as fractions of its multiply-add peak, for every vector width.</summary>
internal static unsafe class KernelBench
{
    private static readonly (Convolution Operation, Shape Input)[] Cases =
    [
        (new Convolution(16, 3) { Padding = 1 }, new Shape(16, 32, 32)),
        (new Convolution(32, 3) { Padding = 1 }, new Shape(32, 16, 16)),
        (new Convolution(64, 3) { Padding = 1 }, new Shape(64, 8, 8)),
        (new Convolution(128, 3) { Padding = 1 }, new Shape(128, 16, 16)),
        (new Convolution(32, 3) { Padding = 1, Stride = 2 }, new Shape(16, 32, 32)),
        (new Convolution(16, 1), new Shape(16, 32, 32)),
        (new Convolution(64, 1), new Shape(64, 8, 8)),
        (new Convolution(128, 1), new Shape(128, 16, 16)),
        (new Convolution(6, 1), new Shape(6, 16, 16)),
        (new Convolution(6, 1), new Shape(3, 32, 32)),
        (new Convolution(6, 3) { Padding = 1, Groups = 6 }, new Shape(6, 16, 16)),
        (new Convolution(6, 5) { Padding = 2, Groups = 6 }, new Shape(6, 16, 16)),
        (new Convolution(6, 3) { Padding = 2, Dilation = 2, Stride = 2, Groups = 6 }, new Shape(6, 32, 32)),
        (new Convolution(6, 5) { Padding = 4, Dilation = 2, Stride = 2, Groups = 6 }, new Shape(6, 32, 32)),
        (new Convolution(36, 3) { Padding = 1, Groups = 36 }, new Shape(36, 32, 32)),

        // Linear maps of 128 tokens.
        (new Convolution(256, 1) { Bias = true }, new Shape(256, 1, 128)),
        (new Convolution(1024, 1) { Bias = true }, new Shape(256, 1, 128)),
    ];

    public static void Run(TextWriter output)
    {
        foreach (var width in VectorWidths.Accelerated.Where(width => width != VectorWidth.Scalar))
        {
            switch (width)
            {
                case VectorWidth.Bits512:
                    Run<Lanes512>(output);
                    break;
                case VectorWidth.Bits256:
                    Run<Lanes256>(output);
                    break;
                default:
                    Run<Lanes128>(output);
                    break;
            }
        }
    }

    private static void Run<TLanes>(TextWriter output)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        output.WriteLine($"\n{32 * TLanes.Count}-bit vectors, one core\n");
        output.WriteLine("| convolution | input | G multiply-adds/s | fraction of peak |");
        output.WriteLine("|---|---|--:|--:|");
        foreach (var (operation, input) in Cases)
        {
            var shape = operation.Infer([input]);
            var layout = new ConvolutionLayout(operation, input, shape, TLanes.Count);
            var x = Allocate(input.Count * TLanes.Count);
            var y = Allocate(shape.Count * TLanes.Count);
            var w = Allocate(operation.Parameters([input])[0].Count + 3 * TLanes.Count);
            var seconds = Timing.Fastest(
                () => FmaPeak.Run<TLanes>(w),
                operation.Groups > 1
                    ? () => DepthwiseKernel.Run<TLanes>(layout, x, w, null, y, 0, layout.Tiles.Length)
                    : () => ConvolutionKernel.Run<TLanes>(layout, x, w, null, y, 0, layout.Tiles.Length));
            var peak = FmaPeak.MultiplyAdds * TLanes.Count / seconds[0];
            var rate = operation.Flops([input], shape, FlopConvention.MultiplyAdds) * TLanes.Count / seconds[1];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {operation.OutputChannels} × {operation.Settings} | {input} | {rate / 1e9:F1} | {rate / peak:F2} |"));
            NativeMemory.AlignedFree(x);
            NativeMemory.AlignedFree(y);
            NativeMemory.AlignedFree(w);
        }
    }

    private static float* Allocate(long count)
    {
        var values = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
        for (var i = 0L; i < count; i++)
            values[i] = 0.01f;
        return values;
    }
}
