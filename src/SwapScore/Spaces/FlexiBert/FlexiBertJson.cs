using System.Text.Json;

namespace SwapScore.Spaces.FlexiBert;

/// <summary>
/// Reads encoders as the benchmark writes them: an object with <c>hidden_size</c> and <c>nas_config.encoder_layers</c>, alone or inside
/// <c>hparams.model_hparam_overrides</c>.
/// </summary>
internal static class FlexiBertJson
{
    public static FlexiBertArchitecture Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new UsageException($"'{KeyText.Shortened(text)}' is not JSON: {JsonFault.Describe(fault)}", FlexiBertText.Hint);
        }
    }

    /// <exception cref="UsageException">A field is missing or of another kind; the message names it.</exception>
    public static FlexiBertArchitecture Read(JsonElement element)
    {
        if (element.TryGetProperty("hparams", out var parameters)) element = Field(parameters, "model_hparam_overrides");
        var layers = Field(Field(element, "nas_config"), "encoder_layers");
        if (layers.ValueKind != JsonValueKind.Array) throw Fault("encoder_layers is not a list");
        return new FlexiBertArchitecture(Number(element, "hidden_size"), [.. layers.EnumerateArray().Select(Layer)]);
    }

    private static FlexiBertLayer Layer(JsonElement layer) => new(
        Operation(Field(layer, "operation_type").ToString(), Field(layer, "operation_parameter").ToString()),
        Number(layer, "num_operation_heads"),
        Number(layer, "feed_forward_dimension"),
        Number(layer, "num_feed_forward"));

    private static FlexiBertOperation Operation(string type, string parameter) => (type, parameter) switch
    {
        ("SA", "SDP") => FlexiBertOperation.ScaledDotProduct,
        ("SA", "WMA") => FlexiBertOperation.WeightedMultiplicative,
        ("LT", "DFT") => FlexiBertOperation.Fourier,
        ("LT", "DCT") => FlexiBertOperation.Cosine,
        ("DSC", "5") => FlexiBertOperation.SpanConvolution5,
        ("DSC", "9") => FlexiBertOperation.SpanConvolution9,
        ("DSC", "13") => FlexiBertOperation.SpanConvolution13,
        _ => throw Fault($"unknown operation {type} {parameter}, expected SA SDP, SA WMA, LT DFT, LT DCT, DSC 5, DSC 9 or DSC 13"),
    };

    private static JsonElement Field(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : throw Fault($"there is no {name}");

    private static int Number(JsonElement element, string name) =>
        Field(element, name) is { ValueKind: JsonValueKind.Number } field && field.TryGetInt32(out var number) ? number : throw Fault($"{name} is not a whole number");

    private static UsageException Fault(string what) => new($"not a FlexiBERT encoder: {what}", FlexiBertText.Hint);
}
