using System.Globalization;
using System.Text.Json.Nodes;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Onnx;
using SwapScore.Onnx.Models;
using SwapScore.Onnx.Samples;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;
using SwapScore.Workflows.Tables;

namespace SwapScore.Workflows.Listings;

/// <summary>How a model in a file would be scored.</summary>
internal static class ModelListing
{
    public static Listing Create(string path, SampleOptions samples, EvaluationOptions evaluation, int threads, CancellationToken cancellation)
    {
        var model = OnnxModel.Read(path);
        try
        {
            var inspection = ModelInspection.Create(model, SampleSource.Noise(samples), evaluation, threads, cancellation);
            return new Listing(Table.FromFacts(Facts(model, inspection)), AsJson(model, inspection), new Detail("Observed activations", "activations", Activations(inspection)));
        }
        catch (InputException fault)
        {
            throw new InputException($"{model.Name}: {fault.Message}", fault.Remedy, fault);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(OnnxModel model, ModelInspection inspection) =>
    [
        new("model", model.Name),
        new("written by", inspection.Producer.Length > 0 ? inspection.Producer : "unknown"),
        new("opset", Text(inspection.Opset)),
        new("nodes", Text(inspection.Nodes)),
        .. inspection.Inputs.Select(input => new KeyValuePair<string, string>(
            $"input {input.PlainName}", $"{input}, {(input.SampleDimension is { } dimension ? $"samples in dimension {dimension}" : "no dimension for samples")}")),
        new("runs", inspection.Batch),
        new("parameters", Text(inspection.Parameters)),
        new("multiply-adds", Text(inspection.MultiplyAdds)),
        new("activations", Text(inspection.Activations.Count)),
        new("neurons V", $"{inspection.Neurons} ({inspection.DistinctNeurons} distinct)"),
        new("signs", inspection.Activations.Any(activation => activation.Signs == SignRange.Ternary) ? "ternary" : "binary"),
        new("batch normalisations", Text(inspection.BatchNormalizations)),
        .. inspection.Weights.Select(weight => new KeyValuePair<string, string>($"weights: {weight.Role.ToLowerInvariant()}", $"{weight.Count} with {weight.Values} values")),
        .. inspection.Notes.Select(note => new KeyValuePair<string, string>("note", note)),
    ];

    private static Table Activations(ModelInspection inspection) => new(
        [
            Column.Text("Activation", "name"),
            Column.Text("Function", "function"),
            Column.Text("Signs", "signs"),
            Column.Text("Shape", "shape"),
            Column.Number("Neurons", "neurons"),
            Column.Text("Samples", "samples"),
        ],
        [.. inspection.Activations.Select(activation => (ValueList<Cell>)
            [
                activation.Name,
                activation.Function,
                activation.Signs == SignRange.Ternary ? "ternary" : "binary",
                activation.IsRepeated ? $"{activation.Shape} (again)" : activation.Shape.ToString(),
                activation.Neurons,
                activation.Samples,
            ])]);

    private static JsonObject AsJson(OnnxModel model, ModelInspection inspection) => new()
    {
        ["schemaVersion"] = ResultDocument.SchemaVersion,
        ["model"] = model.Name,
        ["producer"] = inspection.Producer,
        ["opset"] = inspection.Opset,
        ["nodes"] = inspection.Nodes,
        ["inputs"] = new JsonArray([.. inspection.Inputs.Select(input => new JsonObject
        {
            ["name"] = input.PlainName,
            ["type"] = input.Type,
            ["dimensions"] = new JsonArray([.. input.Dimensions.Select(dimension => (JsonNode?)dimension)]),
            ["sampleDimension"] = input.SampleDimension,
        })]),
        ["runs"] = inspection.Batch,
        ["parameters"] = inspection.Parameters,
        ["flops"] = inspection.MultiplyAdds,
        ["neurons"] = inspection.Neurons,
        ["distinctNeurons"] = inspection.DistinctNeurons,
        ["batchNormalizations"] = inspection.BatchNormalizations,
        ["weights"] = new JsonArray([.. inspection.Weights.Select(weight => new JsonObject
        {
            ["role"] = weight.Role.ToLowerInvariant(),
            ["tensors"] = weight.Count,
            ["values"] = weight.Values,
        })]),
        ["notes"] = new JsonArray([.. inspection.Notes.Select(note => (JsonNode?)note)]),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
