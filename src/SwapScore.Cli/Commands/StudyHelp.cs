using SwapScore.Workflows.Studies;

namespace SwapScore.Cli.Commands;

/// <summary>What the help says of the study of a space.</summary>
/// <param name="Space">Name of the space and of the study.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Truth">What its table of ground truth is.</param>
/// <param name="Examples">Command lines and what they do.</param>
internal sealed record StudyHelp(string Space, string Summary, string Truth, IReadOnlyList<(string Line, string Meaning)> Examples)
{
    private static readonly IReadOnlyList<StudyHelp> All =
    [
        new("darts", "Correlation of metrics with the accuracy of trained DARTS networks", "CSV of genotype and accuracy, such as DARTS_archs_CIFAR10.csv",
        [
            ("swapscore study darts --truth DARTS_archs_CIFAR10.csv", "the headline correlation, on the built-in images"),
            ("swapscore study darts --truth DARTS_archs_CIFAR10.csv --data data_batch_1.bin --batch-size 8 --output runs/cifar8", "on CIFAR-10, kept in a folder"),
            ("swapscore study darts --truth DARTS_archs_CIFAR10.csv --data data_batch_1.bin --batch-size 8 --output runs/cifar8 --resume", "go on after an interruption"),
        ]),
        new("nasbench101", "Correlation of metrics with the accuracy of trained NAS-Bench-101 networks", "zc_nasbench101.json",
        [
            ("swapscore study nasbench101 --truth zc_nasbench101.json --repeats 1 --metric swap,table:synflow", "ours beside a published metric"),
        ]),
        new("nasbench201", "Correlation of metrics with the accuracy of trained NAS-Bench-201 networks", "zc_nasbench201.json or nats_bench.csv",
        [
            ("swapscore study nasbench201 --truth zc_nasbench201.json --batch-size 32 --repeats 2 --metric swap,table:nwot", "ours beside a published metric"),
            ("swapscore study nasbench201 --truth nats_bench.csv --task cifar100 --limit 500", "test accuracy of the first 500 cells"),
        ]),
        new("nasbench301", "Correlation of metrics with the surrogate accuracy of NAS-Bench-301 networks", "zc_nasbench301.json",
        [
            ("swapscore study nasbench301 --truth zc_nasbench301.json --batch-size 32 --repeats 1", "surrogate accuracy"),
        ]),
        new("transnas-micro", "Correlation of metrics with the results of trained TransNAS-Bench-101 micro networks", "zc_transbench101_micro.json",
        [
            ("swapscore study transnas-micro --truth zc_transbench101_micro.json --data photos --batch-size 32 --repeats 1", "scene classification, on photographs"),
            ("swapscore study transnas-micro --truth zc_transbench101_micro.json --task jigsaw --metric swap,table:snip", "another task, beside a published metric"),
        ]),
        new("transnas-macro", "Correlation of metrics with the results of trained TransNAS-Bench-101 macro networks", "zc_transbench101_macro.json",
        [
            ("swapscore study transnas-macro --truth zc_transbench101_macro.json --data photos --batch-size 32 --repeats 1", "scene classification, on photographs"),
        ]),
        new("flexibert", "Correlation of metrics with the GLUE scores of trained FlexiBERT encoders", "BERT_benchmark.json",
        [
            ("swapscore study flexibert --truth BERT_benchmark.json --data webtext.jsonl --vocab vocab.txt --repeats 1", "encoders as described"),
            ("swapscore study flexibert --truth BERT_benchmark.json --published BERT_results_activation.csv --data webtext.jsonl --vocab vocab.txt --repeats 1 --faithful --metric swap,attention-confidence,table:head-confidence", "as the published code built them, beside its values"),
        ]),
    ];

    /// <summary>The help for a study; one of a space that has none of its own says what the space says.</summary>
    public static StudyHelp Find(StudyKind kind) => All.FirstOrDefault(help => help.Space == kind.Space) ?? new(
        kind.Space, $"Correlation of metrics with {kind.Truth}", string.Join(" or ", kind.Tables.DefaultIfEmpty("CSV of architecture and accuracy")),
        [($"swapscore study {kind.Space} --truth {kind.Tables.DefaultIfEmpty("FILE.csv").First()} --repeats 1", "on the built-in samples")]);
}
