using SwapScore.Networks;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine;

/// <summary>
/// Attention as a network writes it: the weighted sum of values whose weights are a softmax of products of queries and keys. Recognised so
/// that the weights, a matrix of all pairs of tokens a head, need not be kept.
/// </summary>
/// <param name="Query">Queries, <c>[head][feature][token]</c>.</param>
/// <param name="Key">Keys, likewise.</param>
/// <param name="Value">Values, likewise.</param>
/// <param name="Scores">The products of queries and keys.</param>
/// <param name="Dropout">Dropout of the weights; null for none.</param>
/// <param name="Inner">All nodes between queries, keys and values and the weighted sum.</param>
internal sealed record AttentionPattern(Node Query, Node Key, Node Value, MatrixProduct Scores, Node? Dropout, IReadOnlyList<Node> Inner)
{
    /// <summary>The pattern that ends in a node; null when there is none.</summary>
    /// <param name="mixed">The weighted sum, if it is one.</param>
    /// <param name="inputsOf">The values a node reads.</param>
    /// <param name="isPrivate">Whether a value is read once and not observed.</param>
    public static AttentionPattern? EndingIn(Node mixed, Func<Node, IReadOnlyList<Node>> inputsOf, Func<Node, bool> isPrivate)
    {
        if (mixed.Operation is not MatrixProduct { TransposeFirst: false, TransposeSecond: true }) return null;
        var (value, weights) = (inputsOf(mixed)[0], inputsOf(mixed)[1]);
        var dropout = weights.Operation is Dropout ? weights : null;
        var softmax = dropout is null ? weights : inputsOf(dropout)[0];
        if (softmax.Operation is not Softmax { AlongRows: false }) return null;
        var scores = inputsOf(softmax)[0];
        if (scores.Operation is not MatrixProduct { TransposeFirst: true, TransposeSecond: false } product) return null;
        Node[] inner = dropout is null ? [scores, softmax] : [scores, softmax, dropout];
        return Array.TrueForAll(inner, node => isPrivate(node))
            ? new AttentionPattern(inputsOf(scores)[0], inputsOf(scores)[1], value, product, dropout, inner)
            : null;
    }
}
