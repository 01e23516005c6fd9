using System.Globalization;
using SwapScore.Storage;

namespace SwapScore.Torch.Training;

/// <summary>The epochs of a training as <c>log.csv</c>, one per row.</summary>
internal static class TrainingLog
{
    private const string Header = "epoch,learning_rate,training_loss,training_accuracy,validation_loss,validation_accuracy,seconds,images_per_second";

    /// <summary>Writes the file anew, so that a row is never torn.</summary>
    /// <exception cref="OutputException">The file cannot be written; it is as it was.</exception>
    public static void Write(string path, IEnumerable<TrainingEpoch> epochs) => AtomicFile.Write(path, string.Join('\n', [Header, .. epochs.Select(Row), ""]));

    /// <summary>The first epochs of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="count">How many there must be; later ones are left out.</param>
    /// <exception cref="InputException">It is missing, damaged, or has fewer.</exception>
    public static IReadOnlyList<TrainingEpoch> Read(string path, int count)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw InputException.At(path, fault);
        }

        var epochs = lines.Skip(1).Take(count).Select(Parse).ToList();
        return lines.FirstOrDefault() == Header && epochs.Count == count && epochs.Index().All(pair => pair.Item?.Epoch == pair.Index + 1)
            ? [.. epochs.OfType<TrainingEpoch>()]
            : throw new InputException($"{path} is damaged: expected a row for each of {count} epochs", Remedy.StartAgain());
    }

    private static string Row(TrainingEpoch epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{epoch.Epoch},{epoch.LearningRate:R},{epoch.TrainingLoss:R},{epoch.TrainingAccuracy:R},{epoch.ValidationLoss:R},{epoch.ValidationAccuracy:R},{epoch.Seconds:R},{epoch.ImagesPerSecond:R}");

    private static TrainingEpoch? Parse(string row)
    {
        var fields = row.Split(',');
        var numbers = new double[fields.Length];
        for (var i = 0; i < fields.Length; i++)
            if (!double.TryParse(fields[i], CultureInfo.InvariantCulture, out numbers[i])) return null;
        return numbers is [var epoch, var rate, var trainingLoss, var trainingAccuracy, var loss, var accuracy, var seconds, var speed]
            ? new TrainingEpoch((int)epoch, rate, trainingLoss, trainingAccuracy, loss, accuracy, seconds, speed)
            : null;
    }
}
