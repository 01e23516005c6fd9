using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SwapScore.Evaluation;

/// <summary>A device for metrics of gradients: the processor or a CUDA device. An immutable value.</summary>
public sealed record ComputeDevice
{
    private const string CudaPrefix = "cuda:";

    private ComputeDevice()
    {
    }

    /// <summary>The processor.</summary>
    public static ComputeDevice Cpu { get; } = new();

    /// <summary>Number of the CUDA device, from 0; null for the processor.</summary>
    public int? Cuda { get; private init; }

    /// <summary>A CUDA device.</summary>
    /// <param name="number">Its number, from 0.</param>
    public static ComputeDevice OfCuda(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return new ComputeDevice { Cuda = number };
    }

    /// <summary>Reads <c>cpu</c>, <c>cuda:N</c> or <c>cuda</c>, which is <c>cuda:0</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="device">The device; null where the text is another one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ComputeDevice? device)
    {
        ArgumentNullException.ThrowIfNull(text);
        device = text switch
        {
            "cpu" => Cpu,
            "cuda" => OfCuda(0),
            _ when text.StartsWith(CudaPrefix, StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(CudaPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => OfCuda(number),
            _ => null,
        };
        return device is not null;
    }

    /// <summary>The text that <see cref="TryParse"/> reads: <c>cpu</c>, <c>cuda:0</c>.</summary>
    public override string ToString() => Cuda is { } number ? string.Create(CultureInfo.InvariantCulture, $"{CudaPrefix}{number}") : "cpu";
}
