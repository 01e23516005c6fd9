using System.Globalization;
using SwapScore.Engine;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Export;
using SwapScore.Randomness;
using SwapScore.Storage;
using SwapScore.Values;
using SwapScore.Weights;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Export;

/// <summary>Writes an architecture for other programs: as an ONNX model, or as text.</summary>
internal static class ExportSession
{
    /// <summary>Exports a network.</summary>
    /// <param name="options">What, as what, and where to.</param>
    /// <param name="notes">Is told what was written.</param>
    /// <param name="cancellation">Stops drawing weights.</param>
    /// <returns>The text where there is no file; null where one was written.</returns>
    /// <exception cref="SwapScoreException">A setting is wrong, the space has no such network, or the file cannot be written.</exception>
    public static string? Run(ExportOptions options, IProgress<Note>? notes = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options = options.Validated();
        if (options.Path is { } place)
        {
            if (!options.Replaces && File.Exists(place)) throw new UsageException($"{place} exists", Remedy.StartAgain());
            AtomicFile.RequireWritable(place);
        }

        if (options.ResolvedFormat == ExportFormat.Onnx)
        {
            WriteModel(options, options.Path!, notes, cancellation);
            return null;
        }

        var text = options.ResolvedFormat switch
        {
            ExportFormat.Json => ExportTexts.Json(options.Network),
            ExportFormat.Genotype => ExportTexts.Genotype(options.Network),
            _ => ExportTexts.Text(options.Network),
        };
        if (options.Path is null) return text;
        AtomicFile.Write(options.Path, text);
        return null;
    }

    private static void WriteModel(ExportOptions options, string path, IProgress<Note>? notes, CancellationToken cancellation)
    {
        var exported = options.Network;
        var network = exported.Build();
        var initializer = Initializers.Choose(
            options.Initializer,
            auto: exported.Size == NetworkSize.Scoring ? exported.Space.ScoringInitializer : exported.Space.Initializer,
            scoring: exported.Space.ScoringInitializer,
            benchmark: exported.Space.Initializer);
        var normalization = options.Normalization ?? (exported.Size == NetworkSize.Scoring ? NormalizationMode.Batch : NormalizationMode.Running);
        OnnxExport.Save(
            network,
            new OnnxExportOptions
            {
                Initializer = initializer,
                Key = RandomKey.FromSeed(options.Seed).Derive(RandomPurpose.Repeat, options.Repeat - 1),
                Normalization = normalization,
                Metadata = ValueDictionary<string>.Create(new Dictionary<string, string>
                {
                    ["space"] = exported.Space.Name,
                    ["task"] = exported.Task.Name,
                    ["architecture"] = exported.Architecture.Text,
                    ["network"] = ExportTexts.Word(exported.Size),
                    ["initializer"] = initializer.Name,
                    ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
                    ["repeat"] = options.Repeat.ToString(CultureInfo.InvariantCulture),
                    ["normalization"] = normalization == NormalizationMode.Batch ? "batch" : "inference",
                }),
            },
            path,
            cancellation);
        notes.Inform(string.Create(
            CultureInfo.InvariantCulture,
            $"wrote {path}: {network.Nodes.Length} nodes, {network.Parameters} parameters, input {exported.Input}, weights {initializer.Name}, seed {options.Seed}, repeat {options.Repeat}"));
        if (network.Nodes.Any(node => node.Operation is Dropout))
            notes.Inform("dropout does nothing in the model, as in inference; when the network is scored it is active");
    }
}
