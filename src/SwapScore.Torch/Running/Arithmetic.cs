using TorchSharp;
using static TorchSharp.torch;

namespace SwapScore.Torch.Running;

/// <summary>
/// Sums and products with numbers that live as long as libtorch reads them. What TorchSharp 0.107 hands over in its operators (the factor 1 of
/// <c>a + b</c> is one) it lets the garbage collector free meanwhile: once in some hundred networks libtorch then reads what another has written there,
/// and fails, or may compute with a wrong factor. So those operators are banned here, and so is turning
/// a number into a <c>Scalar</c> without a name to keep it by.
/// </summary>
/// <remarks>Reference: TorchSharp pull request 1496, which disposes of the numbers it makes.</remarks>
internal static class Arithmetic
{
    private static readonly Scalar One = 1.0.ToScalar();

    /// <summary>Adds two tensors.</summary>
    public static Tensor Plus(this Tensor first, Tensor second) => first.add(second, One);

    /// <summary>Adds a tensor to another in its place.</summary>
    public static void Accumulate(this Tensor sum, Tensor term) => sum.add_(term, One);

    /// <summary>Adds a number to every value.</summary>
    public static Tensor Plus(this Tensor values, double number)
    {
        using var scalar = number.ToScalar();
        return values.add(scalar, One);
    }

    /// <summary>Multiplies every value by a number.</summary>
    public static Tensor Times(this Tensor values, double number)
    {
        using var scalar = number.ToScalar();
        return values.mul(scalar);
    }

    /// <summary>Raises every value to a power.</summary>
    public static Tensor ToPower(this Tensor values, double exponent)
    {
        using var scalar = exponent.ToScalar();
        return values.pow(scalar);
    }

    /// <summary>Multiplies negative values by a slope.</summary>
    public static Tensor LeakyRelu(this Tensor values, double slope)
    {
        using var scalar = slope.ToScalar();
        return values.leaky_relu(scalar);
    }

    /// <summary>Raises values to a least and lowers them to a largest one.</summary>
    public static Tensor Between(this Tensor values, double least, double most)
    {
        using var low = least.ToScalar();
        using var high = most.ToScalar();
        return values.clamp(low, high);
    }

    /// <summary>A gradient as libtorch gives it; null where the value does not depend on the tensor.</summary>
    public static Tensor? OrNull(Tensor? gradient) => gradient is null || gradient.IsInvalid || gradient.Handle == IntPtr.Zero ? null : gradient;

    /// <summary>Which values are positive.</summary>
    public static Tensor IsPositive(this Tensor values)
    {
        using var zero = 0.0.ToScalar();
        return values.gt(zero);
    }
}
