using SwapScore.Networks;

namespace SwapScore.Onnx.Import;

/// <summary>
/// A value of the model as a node of the network. A tensor has any number of dimensions in any order, the engine <c>[channel][row][column]</c>: so a transposition
/// only changes which dimension lies where, and costs nothing.
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

    /// <summary>A value whose dimensions lie where it is said; those of length 1 lie nowhere.</summary>
    public static ImportedValue Create(Node node, long[] dimensions, IEnumerable<int> places) =>
        new(node, dimensions, [.. places.Select((place, axis) => dimensions[axis] == 1 ? -1 : place)]);

    /// <summary>Another node of the same shape.</summary>
    public ImportedValue With(Node node) => new(node, Dimensions, Places);

    /// <summary>The same tensor with each dimension where it is wanted; null where the order of memory would have to change.</summary>
    /// <param name="builder">Adds a node that only gives the shape another name.</param>
    /// <param name="places">Where each dimension is wanted.</param>
    public ImportedValue? At(NetworkBuilder builder, params IReadOnlyList<int> places)
    {
        var wanted = Create(Node, Dimensions, places);
        if (!wanted.Order.SequenceEqual(Order)) return Turned?.Invoke().At(builder, places);
        int[] lengths = [1, 1, 1];
        for (var axis = 0; axis < Places.Length; axis++)
            if (wanted.Places[axis] >= 0) lengths[wanted.Places[axis]] = (int)Dimensions[axis];
        return wanted with { Node = builder.Reshape(Node, new Shape(lengths[0], lengths[1], lengths[2])) };
    }

    /// <summary>The same tensor with one dimension as channels, the others behind it in their order; null where it does not lie first.</summary>
    /// <param name="builder">Adds a node that only gives the shape another name.</param>
    /// <param name="axis">The dimension.</param>
    public ImportedValue? WithChannels(NetworkBuilder builder, int axis)
    {
        var others = Order.Where(other => other != axis).ToList();
        if (others.Count > 2) return null;
        var places = new int[Places.Length];
        places[axis] = 0;

        // A sequence lies along the columns; rows and columns of maps stay what they are.
        if (others.Count == 1) places[others[0]] = Places[others[0]] == 1 ? 1 : 2;
        else foreach (var (place, other) in others.Index()) places[other] = place + 1;
        return At(builder, places);
    }
}
