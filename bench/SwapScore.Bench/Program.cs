using System.Diagnostics;
using System.Runtime.InteropServices;
using SwapScore.Engine.Kernels;
using SwapScore.Engine.Lanes;
using SwapScore.Networks;
using SwapScore.Networks.Operations;

unsafe
{
    void Bench<L>() where L : unmanaged, ILanes<L>
    {
        long peakN = 20_000_000;
        var buf = (float*)NativeMemory.AlignedAlloc(1 << 24, 64);
        new Span<float>(buf, 1 << 22).Fill(0.001f);
        double peak = 0;
        for (int k = 0; k < 5; k++) { var t0 = Stopwatch.GetTimestamp(); Peak.Run<L>(buf, peakN); peak = Math.Max(peak, peakN * 12.0 * L.Count / Stopwatch.GetElapsedTime(t0).TotalSeconds / 1e9); }
        Console.WriteLine($"{L.Count}: peak {peak:F1} GMAC/s");
        foreach (var (op, shape) in new[] {
            (new Convolution(16,3){Padding=1}, new Shape(16,32,32)), (new Convolution(32,3){Padding=1}, new Shape(32,16,16)), (new Convolution(64,3){Padding=1}, new Shape(64,8,8)),(new Convolution(128,3){Padding=1}, new Shape(128,32,32)),
            (new Convolution(16,1), new Shape(16,32,32)), (new Convolution(64,1), new Shape(64,8,8)), (new Convolution(6,1), new Shape(6,16,16)), (new Convolution(6,1), new Shape(3,32,32)),
            (new Convolution(6,3){Padding=1,Groups=6}, new Shape(6,16,16)), (new Convolution(6,5){Padding=2,Groups=6}, new Shape(6,16,16)), (new Convolution(6,5){Padding=4,Dilation=2,Stride=2,Groups=6}, new Shape(6,32,32)), (new Convolution(36,3){Padding=1,Groups=36}, new Shape(36,32,32)),
        })
        {
            var outShape = op.Infer([shape]);
            var layout = new ConvolutionLayout(op, shape, outShape, L.Count);
            var x = (float*)NativeMemory.AlignedAlloc((nuint)(shape.Count * L.Count * 4), 64);
            new Span<float>(x, (int)(shape.Count * L.Count)).Fill(0.01f);
            var y = (float*)NativeMemory.AlignedAlloc((nuint)(outShape.Count * L.Count * 4), 64);
            var macs = (double)op.Flops([shape], outShape, FlopConvention.MultiplyAdds) * L.Count;
            var iters = (int)Math.Max(1, 4e8 / macs);
            double best = 0;
            for (int k = 0; k < 5; k++)
            {
                var t0 = Stopwatch.GetTimestamp();
                for (int i = 0; i < iters; i++)
                    if (op.Groups == 1) ConvolutionKernel.Run<L>(layout, x, buf, null, y, 0, layout.Tiles.Length);
                    else DepthwiseKernel.Run<L>(layout, x, buf, null, y, 0, op.Groups);
                best = Math.Max(best, macs * iters / Stopwatch.GetElapsedTime(t0).TotalSeconds / 1e9);
            }
            Console.WriteLine($"  {op.OutputChannels,4} {op.Settings,-40} {shape,-12} {best,7:F1} GMAC/s {best / peak:P0}");
        }
    }
    Bench<Lanes512>();
    Bench<Lanes256>();
    Bench<Lanes128>();
}

internal static unsafe class Peak
{
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    public static void Run<L>(float* p, long n) where L : unmanaged, ILanes<L>
    {
        L a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11;
        a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = a10 = a11 = L.Broadcast(0);
        L x = L.Load(p), w = L.Load(p + 64);
        for (long i = 0; i < n; i++)
        {
            a0 = L.MultiplyAdd(x, w, a0); a1 = L.MultiplyAdd(x, w, a1); a2 = L.MultiplyAdd(x, w, a2); a3 = L.MultiplyAdd(x, w, a3);
            a4 = L.MultiplyAdd(x, w, a4); a5 = L.MultiplyAdd(x, w, a5); a6 = L.MultiplyAdd(x, w, a6); a7 = L.MultiplyAdd(x, w, a7);
            a8 = L.MultiplyAdd(x, w, a8); a9 = L.MultiplyAdd(x, w, a9); a10 = L.MultiplyAdd(x, w, a10); a11 = L.MultiplyAdd(x, w, a11);
        }
        (a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11).Store(p + 128);
    }
}
