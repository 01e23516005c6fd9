
namespace SwapScore.Onnx.Import.Operators;

/// <summary>Activation functions and gates, as one node or as several.</summary>
internal static class Activations
{
    public static ImportStep? Find(ImportPlace place)
    {
        var (graph, node, output) = place;
        foreach (var function in ScalarFunction.Find(graph, output))
            if (Functions.Find(function.At) is { } add)
                return new ImportStep([function.Source], scope =>
                {
                    var x = scope.Value(function.Source);
                    return x.With(add(scope.Builder, x.Node, node.Name.Length > 0 ? node.Name : output));
                });
        return null;
    }
}
