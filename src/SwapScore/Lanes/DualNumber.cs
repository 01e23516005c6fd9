namespace SwapScore.Lanes;

/// <summary>
/// A number and how fast it changes along a direction: the scalar of forward-mode differentiation. What is computed from such numbers changes as the rules of
/// derivatives say; the value is computed as it would be alone.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Tangent">Its change.</param>
internal readonly record struct DualNumber(double Value, double Tangent = 0)
{
    public static implicit operator DualNumber(double value) => new(value);

    public static DualNumber operator +(DualNumber a, DualNumber b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    public static DualNumber operator -(DualNumber a, DualNumber b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    public static DualNumber operator -(DualNumber a) => new(-a.Value, -a.Tangent);

    public static DualNumber operator *(DualNumber a, DualNumber b) => new(a.Value * b.Value, a.Value * b.Tangent + a.Tangent * b.Value);

    public static DualNumber operator /(DualNumber a, DualNumber b)
    {
        var ratio = a.Value / b.Value;
        return new(ratio, (a.Tangent - ratio * b.Tangent) / b.Value);
    }

    public static DualNumber Sqrt(DualNumber a)
    {
        var root = Math.Sqrt(a.Value);
        return new(root, a.Tangent / (2 * root));
    }
}
