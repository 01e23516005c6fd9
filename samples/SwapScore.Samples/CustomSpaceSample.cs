using System.Globalization;
using System.Numerics;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Search;
using SwapScore.Spaces;

namespace SwapScore.Samples;

/// <summary>A search space of your own: how wide each of five convolutions is. Six members are all it takes.</summary>
public sealed class PlainNetworkSpace : ISearchSpace
{
    private static readonly int[] Widths = [4, 8, 16, 32];

    /// <inheritdoc/>
    public string Name => "plain";

    /// <inheritdoc/>
    public BigInteger Size => BigInteger.Pow(Widths.Length, PlainNetwork.Depth);

    /// <inheritdoc/>
    public IArchitecture Parse(string text)
    {
        var widths = text.Split('-').Select(part => int.TryParse(part, CultureInfo.InvariantCulture, out var width) ? width : 0).ToArray();
        return widths.Length == PlainNetwork.Depth && widths.All(Widths.Contains)
            ? new PlainNetwork(widths)
            : throw new UsageException($"'{text}' is no plain network", "write five widths of 4, 8, 16, 32: 8-8-16-16-32");
    }

    /// <inheritdoc/>
    public IArchitecture Sample(RandomKey key)
    {
        var draw = key.Draw();
        return new PlainNetwork([.. Enumerable.Range(0, PlainNetwork.Depth).Select(_ => draw.Pick(Widths))]);
    }

    /// <inheritdoc/>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key)
    {
        var draw = key.Draw();
        var widths = ((PlainNetwork)parent).Widths.ToArray();
        var layer = draw.Next(widths.Length);
        widths[layer] = draw.Pick([.. Widths.Where(width => width != widths[layer])]);
        return new PlainNetwork(widths);
    }

    /// <inheritdoc/>
    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        var builder = new NetworkBuilder("plain");
        var x = builder.Input(input);
        foreach (var width in ((PlainNetwork)architecture).Widths)
            x = builder.Relu(builder.BatchNormalization(builder.Convolution(x, width, 3, padding: 1)));
        return builder.Build(builder.Linear(builder.GlobalAveragePooling(x), task.Outputs));
    }
}

/// <summary>An architecture of the space: equal texts, equal networks.</summary>
/// <param name="widths">Channels of each convolution.</param>
public sealed class PlainNetwork(IReadOnlyList<int> widths) : IArchitecture
{
    /// <summary>Number of convolutions.</summary>
    public const int Depth = 5;

    /// <summary>Channels of each convolution.</summary>
    public IReadOnlyList<int> Widths => widths;

    /// <inheritdoc/>
    public string Text => string.Join('-', widths);
}

/// <summary>Searches the space of your own, following the stream of events.</summary>
public static class CustomSpaceSample
{
    /// <summary>Runs the sample.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        var space = new PlainNetworkSpace();
        var images = BuiltInImages.Natural32.Resize(16).ToBatch(0, 16);
        var options = new EvaluationOptions { Repeats = 2 };
        var scoring = new SearchScoring(space, space.Task(), new LocalEvaluator(images, 2, [space]), options, (images.Shape, images.Fingerprint));
        var search = new ArchitectureSearch(
            space, scoring, SearchFitness.Plain,
            new SearchOptions { Population = 20, Evaluations = 100, Budget = new SearchBudget { Parameters = 10_000 } });

        await foreach (var happened in search.RunAsync())
            if (happened is BestImproved(var candidate, var fitness, _))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{candidate.Number,4}  {candidate.Architecture.Text,-16}  {fitness:F3}"));
        output.WriteLine($"best: {search.Best!.Architecture.Text}, {search.Best.Parameters} parameters");
    }

    // Default members of an interface are reached through it.
    private static SpaceTask Task(this ISearchSpace space) => space.Tasks[0];
}
