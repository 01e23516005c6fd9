using SwapScore.Networks;

namespace SwapScore.Onnx.Import;

/// <summary>
/// A value of the model as a node of the network. A tensor has any number of dimensions in any order, the engine <c>[channel][row][column]</c>: so a transposition
/// only changes which dimension lies where. Values are moved in memory only where an operation needs them in another order.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Dimensions">Dimensions of the tensor for one sample, without that of the samples.</param>
/// <param name="Places">Where each dimension lies: 0 for channels, 1 for rows, 2 for columns; −1 for a dimension of length 1, which lies nowhere.</param>
internal sealed record ImportedValue(Node Node, long[] Dimensions, int[] Places)
{
    /// <summary>The same values with rows and columns exchanged in memory, where the model's operation can make them so; null elsewhere.</summary>
    public Func<ImportedValue>? Turned { get; init; }

    /// <summary>The dimensions longer than 1, in the order of memory.</summary>
    public IEnumerable<int> Order => Enumerable.Range(0, Places.Length).Where(axis => Places[axis] >= 0).OrderBy(axis => Places[axis]);

    /// <summary>Whether the dimensions longer than 1 have an order of memory, or can be made so without moving values.</summary>
    /// <param name="order">The order.</param>
    public bool LiesAs(IReadOnlyList<int> order)
    {
        var own = Order.ToList();
        return own.SequenceEqual(order) || (Turned is not null && own.Count > 1 && order.SequenceEqual([.. own[..^2], own[^1], own[^2]]));
    }

    /// <summary>A value whose dimensions lie where it is said; those of length 1 lie nowhere.</summary>
    public static ImportedValue Create(Node node, long[] dimensions, IEnumerable<int> places) =>
        new(node, dimensions, [.. places.Select((place, axis) => dimensions[axis] == 1 ? -1 : place)]);

    /// <summary>Another node of the same shape.</summary>
    public ImportedValue With(Node node) => new(node, Dimensions, Places);

    /// <summary>The same tensor with each dimension where it is wanted.</summary>
    /// <param name="builder">Adds what gives the shape another name, and what moves values where that is not enough.</param>
    /// <param name="places">Where each dimension is wanted.</param>
    public ImportedValue At(NetworkBuilder builder, params IReadOnlyList<int> places)
    {
        var wanted = Create(Node, Dimensions, places);
        var order = wanted.Order.ToList();
        if (!order.SequenceEqual(Order) && LiesAs(order)) return Turned!().At(builder, places);
        int[] lengths = [1, 1, 1];
        foreach (var axis in order) lengths[wanted.Places[axis]] = (int)Dimensions[axis];
        return wanted with { Node = builder.Reshape(Moved(builder, order), new Shape(lengths[0], lengths[1], lengths[2])) };
    }

    /// <summary>The same tensor with its dimensions in another order of memory.</summary>
    /// <param name="builder">Adds what moves values.</param>
    /// <param name="order">The dimensions longer than 1.</param>
    public ImportedValue InOrder(NetworkBuilder builder, IReadOnlyList<int> order)
    {
        var places = new int[Places.Length];
        foreach (var (place, axis) in order.Index()) places[axis] = place;
        return At(builder, places);
    }

    /// <summary>The same tensor with one dimension as channels, the others behind it in their order.</summary>
    /// <param name="builder">Adds what gives the shape another name, and what moves values where that is not enough.</param>
    /// <param name="axis">The dimension.</param>
    /// <exception cref="NetworkException">It has more than two others.</exception>
    public ImportedValue WithChannels(NetworkBuilder builder, int axis)
    {
        var others = Order.Where(other => other != axis).ToList();
        if (others.Count > 2) throw new NetworkException("beside the channels the engine has rows and columns, and no third dimension");
        var places = new int[Places.Length];
        places[axis] = 0;

        // A sequence lies along the columns; rows and columns of maps stay what they are.
        if (others.Count == 1) places[others[0]] = Places[others[0]] == 1 ? 1 : 2;
        else foreach (var (place, other) in others.Index()) places[other] = place + 1;
        return At(builder, places);
    }

    /// <summary>A node that holds the dimensions in another order of memory. The engine exchanges channels and rows; any order takes two exchanges at most.</summary>
    private Node Moved(NetworkBuilder builder, List<int> order)
    {
        var old = Order.ToList();
        if (old.SequenceEqual(order)) return Node;
        foreach (var first in Exchanges(old))
            if (first.Order.SequenceEqual(order)) return Exchange(builder, Node, old, first.Front, first.Back);
        foreach (var first in Exchanges(old))
            foreach (var second in Exchanges(first.Order))
                if (second.Order.SequenceEqual(order))
                    return Exchange(builder, Exchange(builder, Node, old, first.Front, first.Back), first.Order, second.Front, second.Back);
        throw new NetworkException($"values of {old.Count} dimensions cannot be moved");
    }

    /// <summary>The orders that one exchange leads to: some dimensions in front, and some behind them.</summary>
    private static IEnumerable<(int Front, int Back, List<int> Order)> Exchanges(List<int> order) =>
        from front in Enumerable.Range(1, Math.Max(0, order.Count - 1))
        from back in Enumerable.Range(1, order.Count - front)
        select (front, back, (List<int>)[.. order[front..(front + back)], .. order[..front], .. order[(front + back)..]]);

    private Node Exchange(NetworkBuilder builder, Node node, List<int> order, int front, int back)
    {
        int Length(IEnumerable<int> axes) => (int)axes.Aggregate(1L, (product, axis) => product * Dimensions[axis]);
        return builder.Transpose(builder.Reshape(node, new Shape(Length(order[..front]), Length(order[front..(front + back)]), Length(order[(front + back)..]))));
    }
}
