using System.Globalization;
using System.Numerics;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Onnx.Export;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;
using SwapScore.Spaces.Diagrams;
using SwapScore.Studies;
using SwapScore.Truth;

namespace SwapScore.Samples;

/// <summary>A search space of your own: how wide each of five convolutions is. Six members are all it takes.</summary>
public sealed class PlainNetworkSpace : SearchSpace<PlainNetwork>
{
    private static readonly int[] Widths = [4, 8, 16, 32];

    /// <inheritdoc/>
    public override string Name => "plain";

    /// <inheritdoc/>
    public override BigInteger Size => BigInteger.Pow(Widths.Length, PlainNetwork.Depth);

    /// <inheritdoc/>
    public override SpaceStudy Study { get; } = new(new AccuracyTruth("plain.csv")) { Truth = "the accuracy of trained plain networks" };

    /// <inheritdoc/>
    public override PlainNetwork Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new PlainNetwork([.. Enumerable.Range(0, PlainNetwork.Depth).Select(_ => draw.Pick(Widths))]);
    }

    /// <inheritdoc/>
    public override PlainNetwork Mutate(PlainNetwork parent, RandomKey key)
    {
        var draw = key.Draw();
        var widths = parent.Widths.ToArray();
        var layer = draw.Next(widths.Length);
        widths[layer] = draw.Pick([.. Widths.Where(width => width != widths[layer])]);
        return new PlainNetwork(widths);
    }

    /// <inheritdoc/>
    public override Network BuildScoringNetwork(PlainNetwork architecture, SpaceTask task, Shape input)
    {
        var builder = new NetworkBuilder("plain");
        var x = builder.Input(input);
        foreach (var width in architecture.Widths)
            x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, width, 3, padding: 1)));
        return builder.Build(builder.Linear(builder.GlobalAveragePooling(x), task.Outputs));
    }

    /// <inheritdoc/>
    protected override PlainNetwork Read(string text)
    {
        var widths = text.Split('-').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var width) ? width : 0).ToArray();
        return widths.Length == PlainNetwork.Depth && widths.All(Widths.Contains)
            ? new PlainNetwork(widths)
            : throw new UsageException($"'{text}' is no plain network", "write five widths of 4, 8, 16, 32: 8-8-16-16-32");
    }
}

/// <summary>An architecture of the space: equal texts, equal networks. It says how it is drawn.</summary>
/// <param name="widths">Channels of each convolution.</param>
public sealed class PlainNetwork(IReadOnlyList<int> widths) : IArchitecture
{
    /// <summary>Number of convolutions.</summary>
    public const int Depth = 5;

    /// <summary>Channels of each convolution.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <inheritdoc/>
    public string Text => string.Join('-', widths);

    /// <inheritdoc/>
    public IReadOnlyList<Diagram> Diagrams => [Diagram.FromChain("plain network", widths.Select(width => new DiagramNode($"{width} channels", DiagramStyle.Convolution)))];
}

/// <summary>Searches the space of your own, draws and exports what was found, and studies a table of trained networks.</summary>
public static class CustomSpaceSample
{
    private static readonly PlainNetworkSpace Space = new();
    private static readonly Batch Images = BuiltInImages.Natural32.Resize(16).ToBatch(0, 16);
    private static readonly EvaluationOptions Options = new() { Repeats = 2 };

    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        await StudyAsync(output);
        var best = await SearchAsync(output);
        var folder = Directory.CreateTempSubdirectory().FullName;
        File.WriteAllText(Path.Combine(folder, "best.svg"), Diagram.ToSvg(best.Architecture.Diagrams));
        var network = Space.FullSizes(Space.Tasks[0])[0].Build(best.Architecture);
        OnnxExport.Save(network, new OnnxExportOptions { Initializer = Space.Initializer }, Path.Combine(folder, "best.onnx"));
        foreach (var file in new DirectoryInfo(folder).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
            output.WriteLine($"{file.Name}: {file.Length} bytes");
        Directory.Delete(folder, recursive: true);
        output.WriteLine($"best: {best.Architecture.Text}, {best.Parameters} parameters");
    }

    private static async Task<Candidate> SearchAsync(TextWriter output)
    {
        var scoring = new SearchScoring(Space, Space.Tasks[0], new LocalEvaluator(Images, 2, [Space]), Options, (Images.Shape, Images.Fingerprint));
        var search = new ArchitectureSearch(
            Space, scoring, SearchFitness.Plain,
            new SearchOptions { Population = 20, Evaluations = 100, Budget = new SearchBudget { Parameters = 10_000 } });
        await foreach (var happened in search.RunAsync())
            if (happened is { IsBest: true, Candidate: var candidate, Fitness: var fitness })
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{candidate.Number,4}  {candidate.Architecture.Text,-16}  {fitness:F3}"));
        return search.Best!;
    }

    /// <summary>How well the score ranks networks that were trained; here the accuracies are made up.</summary>
    private static async Task StudyAsync(TextWriter output)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "architecture,accuracy\n4-4-4-4-4,61\n8-8-8-8-8,70\n16-16-16-16-16,77\n8-16-16-16-32,79\n32-32-32-32-32,84\n");
        var table = SearchSpaces.ReadTable(Space, Space.Tasks[0].Name, path);
        File.Delete(path);
        var entries = StudyEntries.Parse(table.Rows, table.Broken, Space);
        var definition = new StudyDefinition
        {
            Study = Space.Name,
            Space = Space.Name,
            Options = Options,
            Columns = ["swap"],
            BatchSize = Images.Size,
            BatchFingerprint = Images.Fingerprint,
            TruthFingerprint = table.Fingerprint,
            Version = "sample",
        };
        var report = await new StudyRunner(new LocalEvaluator(Images, 2, [Space]), TimeProvider.System).RunAsync(definition, entries.Usable);
        var swap = report.Correlations.First(one => one.Metric.Name == "swap").Correlation.Spearman;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Spearman with {Space.Study.Truth}: {swap:F2}"));
    }
}
