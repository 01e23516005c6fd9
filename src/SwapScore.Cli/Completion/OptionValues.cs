using SwapScore.Data;
using SwapScore.Metrics;
using SwapScore.Spaces;
using SwapScore.Torch;

namespace SwapScore.Cli.Completion;

/// <summary>Values that can follow an option whose words are not fixed: names of spaces, tasks, metrics and samples.</summary>
internal static class OptionValues
{
    /// <param name="option">The option before the word.</param>
    /// <param name="word">What is typed of its value.</param>
    /// <param name="line">All words of the line.</param>
    /// <param name="spaces">The spaces that can be named.</param>
    /// <returns>Whole values; none where the option is another one.</returns>
    public static IEnumerable<string> Find(string option, string word, IReadOnlyList<string> line, IReadOnlyList<ISearchSpace> spaces) => option switch
    {
        "--space" or "--for" => spaces.Select(space => space.Name),
        "--task" => spaces.Where(space => line.Contains(space.Name)).DefaultIfEmpty(spaces[0]).SelectMany(space => space.Tasks).Select(task => task.Name),
        "--metric" => Metrics().Select(name => word[..(word.LastIndexOfAny([',', '(']) + 1)] + name),
        "--data" => [DataSource.BuiltIn, DataSource.GaussianNoise],
        _ => [],
    };

    private static IEnumerable<string> Metrics() => TorchMetrics.Catalog.Descriptions.Select(metric => metric.Name).Append(MetricCatalog.Every);
}
