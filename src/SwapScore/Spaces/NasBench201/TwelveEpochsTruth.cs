using System.Text;
using SwapScore.Truth;

namespace SwapScore.Spaces.NasBench201;

/// <summary>Reads <c>nasbench201_12_epochs.csv</c>: all cells of NAS-Bench-201 with their validation accuracy on CIFAR-10 after 12 epochs, in per cent.</summary>
/// <remarks>No study looks for it by name: accuracies after full training are the better truth. It is what short trainings of a search are.</remarks>
internal sealed class TwelveEpochsTruth : ITruthReader
{
    private const string Column = "val_acc_12_epochs";
    private const string Task = "cifar10";

    private static readonly AccuracyTruth Reader = new() { AccuracyColumn = _ => Column };

    /// <inheritdoc/>
    public IReadOnlyList<string> FileNames => [];

    /// <inheritdoc/>
    public bool Accepts(TruthFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var end = file.Utf8.Span.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(end < 0 ? file.Utf8.Span : file.Utf8.Span[..end]).Contains(Column, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public TruthTable Read(TruthFile file, string task, TruthFile? published)
    {
        ArgumentNullException.ThrowIfNull(file);
        return task == Task
            ? Reader.Read(file, task, published)
            : throw new InputException($"{file.Path} holds accuracies on {Task}, not on {task}", $"give a table of {task}, or take the task {Task}");
    }
}
