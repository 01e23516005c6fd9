using System.Text.Json;
using System.Text.Json.Serialization;

namespace SwapScore.Json;

/// <summary>An object of a document as it is written: names and order of the fields are those of the properties. Fields that may be left out are nullable.</summary>
internal abstract class Layout
{
    /// <summary>Fields that the object should not have.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>A whole document, or a part of another one, which has no version of its own.</summary>
internal abstract class DocumentLayout : Layout
{
    [JsonPropertyOrder(-1)]
    public int? SchemaVersion { get; set; }
}

internal sealed class OptionsLayout : DocumentLayout
{
    public string[]? Metrics { get; set; }

    public int? Repeats { get; set; }

    public long? Seed { get; set; }

    public double? Mu { get; set; }

    public double? Sigma { get; set; }

    public string? Initializer { get; set; }

    public string? Device { get; set; }

    public string? BackEnd { get; set; }

    public ModelLayout? Model { get; set; }
}

internal sealed class ModelLayout : Layout
{
    public string? Normalization { get; set; }

    public string? Activations { get; set; }
}

internal sealed class BatchLayout : Layout
{
    public string? Source { get; set; }

    public int? Size { get; set; }

    public string? Shape { get; set; }

    public string? Fingerprint { get; set; }
}

internal sealed class RequestLayout : DocumentLayout
{
    public string? Space { get; set; }

    public string? Task { get; set; }

    public string? Architecture { get; set; }

    public BatchLayout? Batch { get; set; }

    public OptionsLayout? Options { get; set; }
}

internal sealed class ScoreLayout : Layout
{
    public double[]? Values { get; set; }

    public double? LogMean { get; set; }
}

internal sealed class SecondsLayout : Layout
{
    public double? Build { get; set; }

    public double? Initialize { get; set; }

    public double? Forward { get; set; }

    public double? Observe { get; set; }
}

internal sealed class RemedyLayout : Layout
{
    public string? Kind { get; set; }

    public string? Words { get; set; }

    public string? Subject { get; set; }

    public string? Otherwise { get; set; }

    public long? Least { get; set; }

    public long? Most { get; set; }
}

internal sealed class ResultLayout : DocumentLayout
{
    public RequestLayout? Request { get; set; }

    public string? Failure { get; set; }

    public RemedyLayout? Remedy { get; set; }

    public long? Parameters { get; set; }

    public long? Flops { get; set; }

    public bool? CutOff { get; set; }

    public bool? TrainedNumbersRemain { get; set; }

    public Dictionary<string, ScoreLayout>? Metrics { get; set; }

    public Dictionary<string, string>? Undefined { get; set; }

    public string[]? Notes { get; set; }

    public SecondsLayout? Seconds { get; set; }
}
