using System.Runtime.Intrinsics;

namespace SwapScore.Lanes;

/// <summary>Chooses among the vector widths this processor accelerates.</summary>
internal static class VectorWidths
{
    /// <summary>The environment variable that forces a width: <c>scalar</c>, <c>128</c>, <c>256</c> or <c>512</c>.</summary>
    public const string ForceVariable = "SWAPSCORE_VECTOR_WIDTH";

    /// <summary>The widths this process can use at full speed, widest first; scalar is always among them.</summary>
    public static IReadOnlyList<VectorWidth> Accelerated { get; } =
        [.. Enum.GetValues<VectorWidth>().Where(IsAccelerated).OrderDescending()];

    private static VectorWidth? Forced => Environment.GetEnvironmentVariable(ForceVariable) switch
    {
        null or "" => null,
        "scalar" => VectorWidth.Scalar,
        "128" => VectorWidth.Bits128,
        "256" => VectorWidth.Bits256,
        "512" => VectorWidth.Bits512,
        var other => throw new UsageException($"{ForceVariable} is '{other}'", "use scalar, 128, 256 or 512, or unset it"),
    };

    /// <summary>The width used for a batch: the narrowest accelerated one that holds it, or else the widest.</summary>
    /// <param name="batchSize">Samples of the batch.</param>
    /// <exception cref="UsageException">The environment variable holds an unknown value.</exception>
    public static VectorWidth For(int batchSize) =>
        Forced ?? Accelerated.Where(width => (int)width >= Math.Min(batchSize, (int)Accelerated[0])).Min();

    /// <summary>Whether this process can use a width at full speed. Folds to a constant in compiled code.</summary>
    /// <param name="width">The width.</param>
    internal static bool IsAccelerated(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Vector512.IsHardwareAccelerated,
        VectorWidth.Bits256 => Vector256.IsHardwareAccelerated,
        VectorWidth.Bits128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };
}
