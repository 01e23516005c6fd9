namespace SwapScore.Networks.Operations;

/// <summary>A run of channels: <c>x[first … first + count)</c>.</summary>
/// <param name="First">First channel kept.</param>
/// <param name="Count">Number of channels kept.</param>
public sealed record ChannelSlice(int First, int Count) : Operation
{
    /// <inheritdoc/>
    public override string Name => "channel-slice";

    /// <inheritdoc/>
    public override string Settings => $"{First} … {First + Count - 1}";

    internal override IReadOnlyList<IConvertible?> Fields => [First, Count];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Require(First >= 0 && Count > 0 && First <= inputs[0].Channels - Count,
            $"channels {First} … {(long)First + Count - 1} are not all within the input's {inputs[0].Channels}");
        return inputs[0] with { Channels = Count };
    }
}
