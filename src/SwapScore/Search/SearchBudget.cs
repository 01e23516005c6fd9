using System.Globalization;

namespace SwapScore.Search;

/// <summary>
/// What an architecture may cost at full size (the first of <see cref="Spaces.ISearchSpace.FullSizes"/>): hard limits; architectures beyond
/// are never scored.
/// </summary>
public sealed record SearchBudget
{
    /// <summary>Most trainable parameters; null for no limit. Default: null.</summary>
    public long? Parameters { get; init; }

    /// <summary>Most multiply-adds for one sample; null for no limit. Default: null.</summary>
    public long? Flops { get; init; }

    /// <summary>Most bytes that the activations of one sample take at one time, in single precision, weights not counted; null for no limit. Default: null.</summary>
    public long? Bytes { get; init; }

    /// <summary>
    /// Most seconds of a forward pass of one sample on one core of this machine; null for no limit. Default: null. Searches of the workflows measure
    /// it through ONNX Runtime, an <see cref="ArchitectureSearch"/> of one's own by the function it is given, else by the engine.
    /// </summary>
    /// <remarks>
    /// A measurement differs from run to run and from machine to machine, so what is within it does too; a run folder keeps the measured
    /// values, and a resumed search takes those.
    /// </remarks>
    public double? Seconds { get; init; }

    /// <summary>Whether there is any limit.</summary>
    public bool IsLimited => Parameters is not null || Flops is not null || Bytes is not null || Seconds is not null;

    /// <summary>The limits in words, for example <c>at most 3000000 parameters and 0.05 s</c>.</summary>
    public override string ToString() => IsLimited
        ? $"at most {string.Join(" and ", new[] { Words(Parameters, "parameters"), Words(Flops, "multiply-adds"), Words(Bytes, "bytes of activations"), Seconds is { } seconds ? Duration(seconds) : null }.OfType<string>())}"
        : "any size";

    /// <summary>A latency for people: <c>12.5 ms</c>.</summary>
    /// <param name="seconds">Seconds.</param>
    public static string Duration(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{1000 * seconds:G4} ms");

    private static string? Words(long? limit, string unit) => limit is { } count ? $"{count.ToString(CultureInfo.InvariantCulture)} {unit}" : null;
}
