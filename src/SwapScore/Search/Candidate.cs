using SwapScore.Spaces;
using SwapScore.Values;

namespace SwapScore.Search;

/// <summary>An architecture a search has scored.</summary>
/// <param name="Number">When it was scored first, from 1.</param>
/// <param name="Architecture">The architecture.</param>
/// <param name="Scores">
/// One value per metric, in the order of the request: the logarithm of <c>swap</c> before regularisation, other metrics as they are ranked, negated
/// where lower is better. Higher is better in all.
/// </param>
/// <param name="Parameters">Trainable parameters of its scoring network.</param>
/// <param name="Flops">Multiply-adds of its scoring network for one sample.</param>
public sealed record Candidate(int Number, IArchitecture Architecture, ValueList<double> Scores, long Parameters, long Flops)
{
    /// <summary>
    /// The standard error of each of <see cref="Scores"/> over the repeats, in the same order; of a logarithm, the error relative to the score. Default:
    /// empty, not known.
    /// </summary>
    public ValueList<double> Errors { get; init; } = [];

    /// <summary>The first of <see cref="Scores"/>.</summary>
    public double LogScore => Scores[0];

    /// <summary>Architectures are equal where their texts are.</summary>
    public bool Equals(Candidate? other) => other is not null && Number == other.Number && Architecture.Text == other.Architecture.Text
        && Scores.Equals(other.Scores) && Errors.Equals(other.Errors) && Parameters == other.Parameters && Flops == other.Flops;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Architecture.Text, Parameters, Flops);
}
