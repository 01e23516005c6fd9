using System.Runtime.Intrinsics;
using SwapScore.Native.Boundary;

namespace SwapScore.Native.Counting;

/// <summary>
/// Turns elements of any type into single-precision values of the same sign; what is NaN or infinite becomes NaN. Only signs and finiteness count in a
/// pattern, so tiny values keep their sign even where a plain conversion would make them zero, or where the processor takes subnormal values for zero.
/// </summary>
internal static unsafe class SignConversion
{
    // Exponents of single precision have 112 more than those of half precision.
    private const uint Rebias = 112u << 23;
    private const uint NotANumber = 0x7FC00000;
    private const ushort LeastInfinite = 0x7C00;

    /// <summary>Converts elements that lie at equal distances.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="source">The first one.</param>
    /// <param name="stride">Elements from one to the next.</param>
    /// <param name="target">Where the values go, side by side.</param>
    /// <param name="count">Number of elements.</param>
    public static void Convert(ElementType type, byte* source, long stride, float* target, int count)
    {
        switch (type)
        {
            case ElementType.Float32 when stride == 1:
                new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));
                break;
            case ElementType.Float32:
                for (var i = 0; i < count; i++) target[i] = ((float*)source)[i * stride];
                break;
            case ElementType.Float16 when stride == 1:
                Halves((ushort*)source, target, count);
                break;
            case ElementType.Float16:
                for (var i = 0; i < count; i++) target[i] = Half(((ushort*)source)[i * stride]);
                break;
            case ElementType.BFloat16:
                for (var i = 0; i < count; i++) target[i] = BitConverter.UInt32BitsToSingle((uint)((ushort*)source)[i * stride] << 16);
                break;
            default:
                for (var i = 0; i < count; i++) target[i] = Double(((double*)source)[i * stride]);
                break;
        }
    }

    /// <summary>One value of half precision.</summary>
    public static float Half(ushort bits)
    {
        var magnitude = (uint)(bits & 0x7FFF);
        var single = magnitude == 0 ? 0 : magnitude >= LeastInfinite ? NotANumber : (magnitude << 13) + Rebias;
        return BitConverter.UInt32BitsToSingle(single | (uint)(bits & 0x8000) << 16);
    }

    /// <summary>Values of half precision, eight at a time.</summary>
    public static void Halves(ushort* source, float* target, int count)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
            for (; i + 8 <= count; i += 8)
            {
                var (lower, upper) = Vector128.Widen(Vector128.Load(source + i));
                Halves(lower).Store((uint*)target + i);
                Halves(upper).Store((uint*)target + i + 4);
            }

        for (; i < count; i++) target[i] = Half(source[i]);
    }

    private static Vector128<uint> Halves(Vector128<uint> bits)
    {
        var magnitude = bits & Vector128.Create(0x7FFFu);
        var finite = ((magnitude << 13) + Vector128.Create(Rebias)) & ~Vector128.Equals(magnitude, Vector128<uint>.Zero);
        var single = Vector128.ConditionalSelect(
            Vector128.GreaterThanOrEqual(magnitude.AsInt32(), Vector128.Create((int)LeastInfinite)).AsUInt32(), Vector128.Create(NotANumber), finite);
        return single | (bits & Vector128.Create(0x8000u)) << 16;
    }

    private static float Double(double value) => double.IsFinite(value) ? Math.Sign(value) : float.NaN;
}
