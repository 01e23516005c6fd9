using SwapScore.Engine;
using SwapScore.Weights;
using SwapScore.Workflows.Export;

namespace SwapScore.Cli.Commands;

/// <summary><c>swapscore export ARCHITECTURE</c>: writes an architecture for other programs.</summary>
internal sealed class ExportCommand : ProductCommand
{
    private readonly Argument<string> _architecture = new("ARCHITECTURE") { Description = "Name or text of the architecture to write, or the run folder of the search that found it" };
    private readonly Option<string> _space = ParsedOption.Space("Search space of the architecture (see 'swapscore space list')");
    private readonly Option<NetworkSize> _network = ParsedOption.Choice<NetworkSize>(
        "--network", "Network to write: scoring (the scored one), full (the trained one), imagenet (DARTS cells for ImageNet); default: scoring");
    private readonly Option<ExportFormat> _format = ParsedOption.Choice(
        "--format", "Format: onnx (the network with weights), text, genotype or json (the architecture); default: by the name of the output, else text",
        ("onnx", ExportFormat.Onnx), ("text", ExportFormat.Text), ("genotype", ExportFormat.Genotype), ("json", ExportFormat.Json));
    private readonly Option<string?> _initializer = ParsedOption.Initializer(
        "--init", "How weights are drawn: scoring (as 'score' draws them), benchmark (as trained from), gaussian N(0, 1), kaiming N(0, 2/n), fan-in-uniform, transformer; default: auto, as the network is used",
        Initializers.OfArchitectures);
    private readonly Option<NormalizationMode?> _normalization = ParsedOption.Choice<NormalizationMode?>(
        "--norm", "Statistics for batch normalisation: of the batch, or running (inference); default: batch for --network scoring, else inference",
        ("batch", NormalizationMode.Batch), ("inference", NormalizationMode.Running));
    private readonly Option<int> _repeat = ParsedOption.Count("--repeat", "Number of the initialisation, counted from 1 as 'score' does", 1, 100_000);
    private readonly Option<int?> _side = ParsedOption.OptionalCount(
        "--image-size", "Side of the input images in pixels; default: that of the task, 224 for ImageNet", 4096);
    private readonly Option<string?> _output = ParsedOption.Output("FILE", "File to write; default: standard output, for texts");
    private readonly Option<bool> _force = new("--force") { Description = "Replace an existing file" };

    public ExportCommand(SharedOptions shared, CommandContext context)
        : base("export", "Write an architecture for other programs: as an ONNX model, or as text", shared, context)
    {
        Add(_architecture);
        AddOptions([_space, shared.Task, _network, _format, _output, _force, _initializer, shared.Seed, _repeat, _normalization, _side, shared.SequenceLength]);
    }

    public override IReadOnlyList<(string Line, string Meaning)> Examples =>
    [
        ("swapscore export PDARTS --network full --output pdarts.onnx", "the CIFAR-10 network, to be trained from"),
        ("swapscore export PDARTS --output scored.onnx --seed 1", "the network and weights that 'score --seed 1' begins with"),
        ("swapscore export runs/search-1 --network full --output found.onnx", "the network a search has found"),
        ("swapscore export PDARTS --format genotype", "a line for genotypes.py"),
    ];

    protected override ValueTask<ExitCode> RunAsync(ParseResult parsed, CommandOutput run)
    {
        var (format, path) = (parsed.GetValue(_format), parsed.GetValue(_output));
        if (format == ExportFormat.Onnx && path is null) throw new UsageException("an ONNX model is no text for the terminal", "give it a file: --output model.onnx");
        var text = parsed.GetRequiredValue(_architecture);
        if (Directory.Exists(text) && parsed.IsGiven(_space)) throw new UsageException("--space cannot be used with a run folder", "leave it out: the folder says what its space is");
        var (space, architecture, task) = Context.Workflows.FindArchitecture(text, parsed.GetRequiredValue(_space), parsed.GetValue(Shared.Task));
        if (!parsed.GetValue(_force) && File.Exists(path)) throw new UsageException($"{path} exists", "--force replaces it");
        var options = new ExportOptions
        {
            Space = space,
            Architecture = architecture,
            Task = task,
            Size = parsed.GetValue(_network),
            Side = parsed.GetValue(_side),
            Tokens = parsed.GetRequiredValue(Shared.SequenceLength),
            Format = format,
            Path = path,
            Replaces = parsed.GetValue(_force),
            Initializer = parsed.GetValue(_initializer),
            Normalization = parsed.GetValue(_normalization),
            Seed = parsed.GetRequiredValue(Shared.Seed),
            Repeat = parsed.GetRequiredValue(_repeat),
        };
        RequireUsed(parsed, options.ResolvedFormat);
        Context.Interruption.IsHeeded = true;
        if (WorkflowSessions.Export(options, run.Notes, run.Stop) is { } written) run.Results.Write(written);
        return new(ExitCode.Success);
    }

    /// <summary>Refuses options that would be ignored: texts of an architecture say nothing of its network, and only models have weights.</summary>
    private void RequireUsed(ParseResult parsed, ExportFormat format)
    {
        Option[] ofWeights = [_initializer, _normalization, Shared.Seed, _repeat];
        Option[] ofNetworks = [_network, _side, Shared.SequenceLength];
        var unused = format switch
        {
            ExportFormat.Onnx => [],
            ExportFormat.Json => ofWeights,
            _ => [.. ofNetworks, .. ofWeights],
        };
        if (parsed.FindGiven(unused) is { } other)
            throw new UsageException(
                $"{other.Name} cannot be used with --format {format.ToString().ToLowerInvariant()}",
                $"{(ofWeights.Contains(other) ? "it is of weights, which --format onnx writes" : "it is of networks, which --format onnx and json write")}; leave it out");
    }
}
