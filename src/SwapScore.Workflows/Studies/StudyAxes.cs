using System.Globalization;
using SwapScore.Metrics;

namespace SwapScore.Workflows.Studies;

/// <summary>What the axes of a study's charts are called, with their units.</summary>
internal static class StudyAxes
{
    private static readonly Dictionary<string, (string Words, bool IsPercent)> Truths = new(StringComparer.Ordinal)
    {
        ["cifar10"] = ("CIFAR-10 accuracy", true),
        ["cifar100"] = ("CIFAR-100 accuracy", true),
        ["ImageNet16-120"] = ("ImageNet16-120 accuracy", true),
        ["class_scene"] = ("scene classification accuracy", true),
        ["class_object"] = ("object classification accuracy", true),
        ["jigsaw"] = ("jigsaw accuracy", true),
        ["segmentsemantic"] = ("segmentation accuracy", true),
        ["room_layout"] = ("room layout, negative loss", false),
        ["autoencoder"] = ("autoencoder, structural similarity", false),
        ["normal"] = ("surface normals, structural similarity", false),
        ["glue"] = ("GLUE score", false),
    };

    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["swap"] = "patterns",
        ["flops"] = "multiply-adds",
        ["live-flops"] = "multiply-adds",
        ["table-flops"] = "multiply-adds",
        ["channel-flops"] = "multiply-adds",
        ["depth"] = "layers",
    };

    /// <summary>The ground truth, for example <c>CIFAR-10 accuracy, %</c>; fractions of one have no unit.</summary>
    /// <param name="task">Name of the task; null for that of images of CIFAR-10.</param>
    /// <param name="values">The values on the axis.</param>
    public static string Truth(string? task, IEnumerable<double> values)
    {
        if (!Truths.TryGetValue(task ?? "cifar10", out var truth)) return task is null ? "ground truth" : $"ground truth of {task}";
        return truth.IsPercent && values.Any(value => value > 1) ? $"{truth.Words}, %" : truth.Words;
    }

    /// <summary>A metric, with its unit where it has one, or as the logarithm it is drawn as.</summary>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="scores">Its scores.</param>
    public static string Metric(string metric, IEnumerable<MetricScore> scores) =>
        scores.Any(score => score.LogMean is not null) ? $"ln {metric}" : Units.TryGetValue(metric, out var unit) ? $"{metric}, {unit}" : metric;

    /// <summary>How many networks a chart shows, for its title.</summary>
    public static string Networks(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "network" : "networks")}");

    /// <summary>The same for a chart of several studies.</summary>
    /// <param name="counts">The number of networks of each.</param>
    public static string NetworksOfEach(IReadOnlyList<int> counts)
    {
        var (fewest, most) = (counts.DefaultIfEmpty(0).Min(), counts.DefaultIfEmpty(0).Max());
        return fewest == most ? $"{Networks(most)} each" : string.Create(CultureInfo.InvariantCulture, $"{fewest:N0} to {most:N0} networks each");
    }
}
