using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Reading;

namespace SwapScore.Onnx.Activations;

/// <summary>
/// Reads arithmetic on one value as a polynomial of it: <c>0.7979·(x + 0.0447·x³)</c> is {0, 0.7979, 0, 0.0357}, however the exporter
/// arranged it. That is how decomposed activation functions are recognised.
/// </summary>
internal static class Polynomial
{
    private const int MaximumDegree = 3;
    private const int MaximumDepth = 12;

    /// <summary>The coefficients of a value as a polynomial of another, lowest first, trailing zeros removed; null when it is none.</summary>
    public static double[]? Find(ModelGraph graph, string value, string variable) => Find(graph, value, graph.Root(variable), 0);

    /// <summary>The value of a constant with one element, or with equal ones; null for others.</summary>
    public static double? Scalar(ModelGraph graph, string value) => graph.Weight(value) is { } constant ? TensorValues.Scalar(constant) : null;

    /// <summary>Whether a polynomial has these coefficients, within the rounding of exporters.</summary>
    public static bool Is(double[]? polynomial, params ReadOnlySpan<double> coefficients)
    {
        if (polynomial is null || polynomial.Length != coefficients.Length) return false;
        for (var i = 0; i < coefficients.Length; i++)
            if (Math.Abs(polynomial[i] - coefficients[i]) > 1e-3 * Math.Max(1e-3, Math.Abs(coefficients[i])))
                return false;
        return true;
    }

    private static double[]? Find(ModelGraph graph, string value, string variable, int depth)
    {
        value = graph.Root(value);
        if (value == variable) return [0, 1];
        if (Scalar(graph, value) is { } scalar) return Trimmed([scalar]);
        if (depth == MaximumDepth || graph.Producer(value) is not { } node || !Attributes.IsStandard(node.Domain)) return null;
        return node.OpType switch
        {
            "Add" or "Sub" or "Mul" or "Div" => Combine(node.OpType, Operand(0), Operand(1)),
            "Neg" => Combine("Mul", [-1], Operand(0)),
            "Pow" when Scalar(graph, node.Input[1]) is 2 => Combine("Mul", Operand(0), Operand(0)),
            "Pow" when Scalar(graph, node.Input[1]) is 3 => Combine("Mul", Operand(0), Combine("Mul", Operand(0), Operand(0))),
            "Cast" or "CastLike" => Operand(0),
            _ => null,
        };

        double[]? Operand(int index) => index < node.Input.Count ? Find(graph, node.Input[index], variable, depth + 1) : null;
    }

    private static double[]? Combine(string operation, double[]? left, double[]? right)
    {
        if (left is null || right is null) return null;
        switch (operation)
        {
            case "Add" or "Sub":
                var sum = new double[Math.Max(left.Length, right.Length)];
                for (var i = 0; i < left.Length; i++) sum[i] = left[i];
                for (var i = 0; i < right.Length; i++) sum[i] += operation == "Add" ? right[i] : -right[i];
                return Trimmed(sum);
            case "Div":
                return right.Length == 1 ? [.. left.Select(coefficient => coefficient / right[0])] : null;
            default:
                if (left.Length + right.Length - 2 > MaximumDegree) return null;
                var product = new double[Math.Max(1, left.Length + right.Length - 1)];
                for (var i = 0; i < left.Length; i++)
                    for (var j = 0; j < right.Length; j++)
                        product[i + j] += left[i] * right[j];
                return Trimmed(product);
        }
    }

    private static double[] Trimmed(double[] coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1] == 0) length--;
        return coefficients[..length];
    }
}
