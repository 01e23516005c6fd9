using SwapScore.Networks;

namespace SwapScore.Data;

/// <summary>Options for making samples from a data source.</summary>
public sealed record DataOptions
{
    /// <summary>Side the images are resized to, 3 … 1024; null keeps their size. Default: null.</summary>
    public int? Side { get; init; }

    /// <summary>Seed of <c>noise</c>. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Shape of <c>noise</c>, unless <see cref="Side"/> says otherwise. Default: 3×32×32.</summary>
    public Shape NoiseShape { get; init; } = new(3, 32, 32);
}
