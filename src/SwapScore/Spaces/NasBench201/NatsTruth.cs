using SwapScore.Truth;

namespace SwapScore.Spaces.NasBench201;

/// <summary>
/// Reads <c>nats_bench.csv</c>: all 15,625 cells of NAS-Bench-201 with their test accuracy after 200 epochs, in per cent, on three data
/// sets.
/// </summary>
internal static class NatsTruth
{
    private const string FileName = "nats_bench.csv";

    /// <summary>The format.</summary>
    public static ITruthReader Reader { get; } = new AccuracyTruth(FileName)
    {
        AccuracyColumn = task => task switch
        {
            "cifar10" => "CIFAR10TestAccuracy200Epochs",
            "cifar100" => "CIFAR100TestAccuracy200Epochs",
            "ImageNet16-120" => "ImageNetTestAccuracy200Epochs",
            _ => null,
        },
    };

    /// <summary>Reads the accuracies of one task.</summary>
    /// <param name="path">The file.</param>
    /// <param name="task"><c>cifar10</c>, <c>cifar100</c> or <c>ImageNet16-120</c>.</param>
    /// <exception cref="InputException">The file is missing, unreadable, without its header or without any row.</exception>
    public static TruthTable Read(string path, string task) => Reader.Read(TruthFile.Read(path, FileName), task, null);
}
