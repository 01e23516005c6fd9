namespace SwapScore.Spaces.AutoFormer;

/// <summary>What networks of the same choices differ in, by the code that trained them.</summary>
/// <param name="HeadWidth">Features of a head; null for an equal share of the width of the network.</param>
/// <param name="HasRelativePositions">Whether attention knows the distances of patches.</param>
/// <param name="Epsilon">Added to the variance by normalisations.</param>
/// <param name="ReadsClassToken">Whether the classifier reads the class token; otherwise it reads the mean of all others.</param>
internal sealed record AutoFormerDesign(int? HeadWidth, bool HasRelativePositions, float Epsilon, bool ReadsClassToken)
{
    /// <summary>Sub-networks of a super-network, as AutoFormer trained them.</summary>
    public static AutoFormerDesign Inherited { get; } = new(64, HasRelativePositions: true, 1e-5f, ReadsClassToken: true);

    /// <summary>Networks trained from scratch, by Auto-Prox.</summary>
    public static AutoFormerDesign Scratch { get; } = new(null, HasRelativePositions: false, 1e-6f, ReadsClassToken: false);
}
