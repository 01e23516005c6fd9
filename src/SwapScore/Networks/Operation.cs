namespace SwapScore.Networks;

/// <summary>
/// What a node computes: an immutable value that knows its shape rule, its parameters and its cost, but holds no weights. The set
/// of operations is closed; each is a record of its own in <c>Networks/Operations</c>.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>Name in dumps, for example <c>convolution</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Number of inputs, or null for one or more.</summary>
    public virtual int? Arity => 1;

    /// <summary>Which signs the output can have when this is an activation function.</summary>
    public virtual SignRange Signs => SignRange.None;

    /// <summary>Settings as text for dumps, for example <c>3×3 stride 2</c>; empty when there are none.</summary>
    public virtual string Settings => "";

    /// <summary>
    /// The value of every setting, in a fixed order: what <see cref="Network.Hash"/> knows of the operation beside its name. A name, a number, a
    /// truth value or null each.
    /// </summary>
    internal virtual IReadOnlyList<IConvertible?> Fields => [];

    /// <summary>The parameter tensors of this operation on the given inputs.</summary>
    /// <param name="inputs">Input shapes; must fit the operation.</param>
    public virtual IReadOnlyList<Parameter> Parameters(IReadOnlyList<Shape> inputs) => [];

    /// <summary>The output shape for given input shapes.</summary>
    /// <param name="inputs">Input shapes.</param>
    /// <exception cref="NetworkException">The inputs do not fit; the message names the broken rule.</exception>
    public abstract Shape Infer(IReadOnlyList<Shape> inputs);

    /// <summary>Floating-point operations of one sample.</summary>
    /// <param name="inputs">Input shapes.</param>
    /// <param name="output">Output shape.</param>
    /// <param name="convention">How to count.</param>
    internal virtual long Flops(IReadOnlyList<Shape> inputs, Shape output, FlopConvention convention) => 0;

    /// <summary>Throws when a rule of the operation is broken.</summary>
    private protected static void Require(bool rule, string message)
    {
        if (!rule) throw new NetworkException(message);
    }
}
