using System.Runtime.InteropServices;
using SwapScore.Randomness;
using SwapScore.Torch.Loading;
using static TorchSharp.torch;

namespace SwapScore.Torch.Tests.Loading;

public sealed class PlainConvolutionsTests
{
    [Theory]
    [InlineData(3, 8)]
    [InlineData(12, 8)]
    [InlineData(17, 8)]
    [InlineData(43, 8)]
    public void Convolution_HeapFullOfNaN_HasTheSameFiniteGradientsAlways(int channels, int side)
    {
        TorchLibrary.Load();
        using var convolutions = new PlainConvolutions();
        var (x, w) = (new float[4 * channels * side * side], new float[channels * channels * 9]);
        Gaussian.Fill(RandomKey.FromSeed(0), x);
        Gaussian.Fill(RandomKey.FromSeed(1), w);
        var first = Gradients();
        Assert.All(first, value => Assert.True(double.IsFinite(value)));
        for (var i = 0; i < 20; i++)
            Assert.Equal(first, Gradients());

        double[] Gradients()
        {
            using var scope = NewDisposeScope();
            var input = tensor(x, [4, channels, side, side]).requires_grad_(true);
            var weight = tensor(w, [channels, channels, 3, 3]).requires_grad_(true);
            Soil();
            var output = nn.functional.conv2d(input, weight, padding: [1, 1]).relu().sum();
            Soil();
            return [output.item<float>(), .. autograd.grad([output], [input, weight]).Select(gradient => gradient.sum(ScalarType.Float64).item<double>())];
        }
    }

    /// <summary>Frees memory of many sizes with NaN in it.</summary>
    private static unsafe void Soil()
    {
        var blocks = new List<IntPtr>();
        for (var size = 64; size <= 1 << 17; size *= 2)
            for (var i = 0; i < 20; i++)
            {
                var block = NativeMemory.Alloc((nuint)size);
                NativeMemory.Fill(block, (nuint)size, 0xFF);
                blocks.Add((IntPtr)block);
            }

        foreach (var block in blocks)
            NativeMemory.Free((void*)block);
    }
}
