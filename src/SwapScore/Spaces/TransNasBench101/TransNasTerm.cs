namespace SwapScore.Spaces.TransNasBench101;

/// <summary>
/// A term of the sums in a micro cell: its input, or an operation on the sum of other terms. Terms are told apart by reference, for two
/// operations of one kind have weights of their own; <see cref="Text"/> is equal where they compute the same but for their weights.
/// </summary>
/// <param name="Text">The formula, terms of sums in order: <c>3(x+2(x))</c>.</param>
/// <param name="Operands">What the operation reads; empty for the input.</param>
internal sealed record TransNasTerm(string Text, IReadOnlyList<TransNasTerm> Operands)
{
    private const int Nodes = 4;

    /// <summary>The terms whose sum leaves a cell.</summary>
    public static IReadOnlyList<TransNasTerm> Output(TransNasMicroArchitecture cell)
    {
        List<IReadOnlyList<TransNasTerm>> nodes = [[new TransNasTerm("x", [])]];
        for (var target = 1; target < Nodes; target++)
            nodes.Add([.. Enumerable.Range(0, target).SelectMany(source => Edge(source, cell.Operation(source, target), nodes[source]))]);
        return nodes[^1];
    }

    /// <summary>All terms a sum is computed from, each once.</summary>
    public static IReadOnlyCollection<TransNasTerm> All(IReadOnlyList<TransNasTerm> sum)
    {
        var found = new HashSet<TransNasTerm>(ReferenceEqualityComparer.Instance);
        var open = new Stack<TransNasTerm>(sum);
        while (open.TryPop(out var term))
        {
            if (!found.Add(term)) continue;
            foreach (var operand in term.Operands)
                open.Push(operand);
        }

        return found;
    }

    /// <summary>The formula of a sum; <c>0</c> for none.</summary>
    public static string Sum(IReadOnlyList<TransNasTerm> terms) =>
        terms.Count == 0 ? "0" : string.Join('+', terms.Select(term => term.Text).Order(StringComparer.Ordinal));

    // Nothing comes of nothing: convolutions have no bias, and normalisation leaves zeros.
    private static IReadOnlyList<TransNasTerm> Edge(int source, TransNasOperation operation, IReadOnlyList<TransNasTerm> value) => operation switch
    {
        TransNasOperation.None => [],
        _ when value.Count == 0 => [],
        TransNasOperation.Skip when source > 0 => value,
        _ => [new TransNasTerm($"{(int)operation}({Sum(value)})", value)],
    };
}
