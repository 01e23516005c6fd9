namespace SwapScore.Onnx.Import;

/// <summary>Where a parameter's values lie in a constant of the model, or the one number that all of them are.</summary>
/// <param name="Constant">Name of the constant; null where the values are <paramref name="Number"/>.</param>
/// <param name="Dimensions">Dimensions of the view.</param>
/// <param name="Places">The place of each value of the view in the constant; null where both have the same order.</param>
/// <param name="Number">The value where there is no constant.</param>
internal sealed record WeightView(string? Constant, long[] Dimensions, int[]? Places = null, float Number = 0)
{
    /// <summary>Number of values.</summary>
    public long Count => Reading.TensorValues.Count(Dimensions)!.Value;

    /// <summary>The same number again and again.</summary>
    public static WeightView Same(float number, int count) => new(null, [count], null, number);

    /// <summary>The same values in the same order under other dimensions.</summary>
    public WeightView Reshape(params long[] dimensions) => this with { Dimensions = dimensions };

    /// <summary>The values with dimensions in another order.</summary>
    /// <param name="order">The old place of each new dimension.</param>
    public WeightView Transpose(IReadOnlyList<int> order)
    {
        var dimensions = order.Select(axis => Dimensions[axis]).ToArray();
        var strides = new long[Dimensions.Length];
        for (var (axis, stride) = (Dimensions.Length - 1, 1L); axis >= 0; stride *= Dimensions[axis], axis--) strides[axis] = stride;
        var places = new int[Count];
        var index = new long[dimensions.Length];
        for (var i = 0; i < places.Length; i++)
        {
            var place = (int)index.Select((position, axis) => position * strides[order[axis]]).Sum();
            places[i] = Places is null ? place : Places[place];
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == dimensions[axis]; axis--) index[axis] = 0;
        }

        return this with { Dimensions = dimensions, Places = places };
    }

    /// <summary>Copies the values of the view.</summary>
    /// <param name="constant">All values of the constant.</param>
    /// <param name="values">Receives those of the view.</param>
    public void Copy(ReadOnlySpan<float> constant, Span<float> values)
    {
        if (Places is null)
        {
            constant[..values.Length].CopyTo(values);
            return;
        }

        for (var i = 0; i < values.Length; i++) values[i] = constant[Places[i]];
    }
}
