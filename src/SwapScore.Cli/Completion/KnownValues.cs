using SwapScore.Data;
using SwapScore.Data.Published;
using SwapScore.Metrics;
using SwapScore.Workflows.Reproduction;

namespace SwapScore.Cli.Completion;

/// <summary>Values the parser does not know: names of spaces, tasks, metrics, samples, published data, figures and shells.</summary>
/// <param name="spaces">The spaces that can be named.</param>
internal sealed class KnownValues(IReadOnlyList<ISearchSpace> spaces)
{
    /// <summary>Whole words that may stand at the end of a line.</summary>
    /// <param name="before">The words before the last one.</param>
    /// <param name="word">What is typed of the last one.</param>
    public IEnumerable<string> Find(IReadOnlyList<string> before, string word) => before.LastOrDefault("") switch
    {
        "--space" or "--for" => Spaces,
        "--task" => spaces.Where(space => before.Contains(space.Name)).DefaultIfEmpty(spaces[0]).SelectMany(space => space.Tasks).Select(task => task.Name),
        "--metric" => Metrics.Append(MetricCatalog.Every).Select(name => word[..(word.LastIndexOfAny([',', '(']) + 1)] + name),
        "--data" => [DataSource.BuiltIn, DataSource.GaussianNoise],
        { } option when option.StartsWith('-') => [],
        _ => OfArgument(string.Join(' ', before.Take(2))),
    };

    private IEnumerable<string> Spaces => spaces.Select(space => space.Name);

    private static IEnumerable<string> Metrics => MetricCatalog.Standard.Descriptions.Select(metric => metric.Name);

    private IEnumerable<string> OfArgument(string command) => command switch
    {
        "space show" or "space sample" => Spaces,
        "metric show" => Metrics,
        "data get" or "data verify" => PublishedFile.All.Select(file => file.Name),
        "completion" => CompletionScripts.All.Keys,
        _ when command.Split(' ')[0] == "reproduce" => ReproductionOptions.Known.Append("all"),
        _ => [],
    };
}
