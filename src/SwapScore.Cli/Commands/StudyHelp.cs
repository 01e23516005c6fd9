using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary>What the help says of the study of a space, made from what the space says of itself.</summary>
internal static class StudyHelp
{
    public static string Truth(StudyKind kind) => kind.Tables.Count > 0 ? $"such as {string.Join(" or ", kind.Tables)}" : "a CSV of architecture and accuracy";

    public static IReadOnlyList<(string Line, string Meaning)> Examples(StudyKind kind)
    {
        var line = $"swapscore study {kind.Space} --truth {kind.Tables.DefaultIfEmpty("FILE.csv").First()}";
        var beside = kind.PublishedTable is { } table ? $" --published {table}" : "";
        var faithful = kind.FaithfulSpace is null ? "" : " --faithful";
        List<(string Line, string Meaning)> examples = [($"{line} --repeats 1", "a first look, on the built-in samples")];
        if (kind.IsOfTexts) examples.Add(($"{line} --data webtext.jsonl --vocab vocab.txt", "on texts and a vocabulary of your own"));
        if (kind.HasTasks) examples.Add(($"{line} --task {kind.Tasks[1]} --limit 500", "another task, the first 500 networks"));
        if (kind.PublishedMetric is { } metric)
            examples.Add(($"{line}{beside}{faithful} --metric swap,table:{metric}", "ours beside a published metric"));
        examples.Add(($"{line} --output runs/{kind.Space}", "kept in a folder; the same line with --resume goes on after an interruption"));
        return examples;
    }
}
