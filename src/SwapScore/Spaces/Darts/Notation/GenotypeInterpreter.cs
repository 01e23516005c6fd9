using System.Collections.Immutable;

namespace SwapScore.Spaces.Darts.Notation;

/// <summary>Checks what was written against the rules of the space: the same for every text form.</summary>
internal sealed class GenotypeInterpreter(GenotypeText text)
{
    private static readonly ImmutableArray<string> FieldNames = ["normal", "normal_concat", "reduce", "reduce_concat"];

    /// <param name="fields">The parts found, in any order.</param>
    /// <param name="end">Where the genotype ends: the place of a missing part.</param>
    public DartsGenotype Interpret(IReadOnlyList<GenotypeField> fields, int end)
    {
        var values = new Dictionary<string, Literal>();
        foreach (var field in fields)
        {
            if (!FieldNames.Contains(field.Name))
                throw text.Fault(field.Position, $"unknown field {GenotypeText.Quote(field.Name)}, expected one of {string.Join(", ", FieldNames)}");
            if (!values.TryAdd(field.Name, field.Value))
                throw text.Fault(field.Position, $"field '{field.Name}' is given twice");
        }

        var missing = FieldNames.Where(name => !values.ContainsKey(name)).ToList();
        if (missing.Count > 0) throw text.Fault(end, $"missing {string.Join(", ", missing)}");
        return new DartsGenotype(Cell("normal"), Cell("reduce"));

        DartsCell Cell(string name) => new(Edges(name, values[name]), Concat($"{name}_concat", values[$"{name}_concat"]));
    }

    private IEnumerable<DartsEdge> Edges(string field, Literal value)
    {
        var pairs = List(value, $"{field} must be a list of pairs");
        if (pairs.Items.Length != DartsCell.EdgeCount)
            throw text.Fault(pairs.Position, $"{field} has {pairs.Items.Length} pairs, expected {DartsCell.EdgeCount}");
        return pairs.Items.Select(Edge);
    }

    private DartsEdge Edge(Literal value, int index)
    {
        const string expectation = "expected a pair of operation and input, like ('sep_conv_3x3', 0)";
        var pair = List(value, expectation);
        if (pair.Items.Length != 2) throw text.Fault(pair.Position, $"{pair.Items.Length} items, {expectation}");
        if (pair.Items[0] is not NameLiteral name) throw text.Fault(pair.Items[0].Position, "the operation must be a name in quotes");
        if (DartsOperationNames.Find(name.Value) is not { } operation)
        {
            throw text.Fault(name.Position,
                $"unknown operation {GenotypeText.Quote(name.Value)}, expected one of {string.Join(", ", DartsOperationNames.All)}");
        }

        var node = DartsCell.NodeOf(index);
        var input = Number(pair.Items[1], "the input must be a whole number");
        if (input.Value < 0 || input.Value >= node)
            throw text.Fault(input.Position, $"input {input.Value} is out of range: node {node} may read 0 … {node - 1}");
        return new DartsEdge(operation, input.Value);
    }

    private List<int> Concat(string field, Literal value)
    {
        var list = List(value, $"{field} must be a list of nodes, like [2, 3, 4, 5]");
        if (list.Items.IsEmpty) throw text.Fault(list.Position, $"{field} is empty, expected at least one of the nodes 2 … 5");
        var nodes = new List<int>();
        foreach (var item in list.Items)
        {
            var node = Number(item, "a node must be a whole number");
            if (node.Value is < DartsCell.Inputs or >= DartsCell.Inputs + DartsCell.Nodes)
                throw text.Fault(node.Position, $"{field} names node {node.Value}, expected 2 … 5");
            if (nodes.Contains(node.Value)) throw text.Fault(node.Position, $"{field} names node {node.Value} twice");
            nodes.Add(node.Value);
        }

        return nodes;
    }

    private ListLiteral List(Literal value, string expectation) => value as ListLiteral ?? throw text.Fault(value.Position, expectation);

    private NumberLiteral Number(Literal value, string expectation) => value as NumberLiteral ?? throw text.Fault(value.Position, expectation);
}
