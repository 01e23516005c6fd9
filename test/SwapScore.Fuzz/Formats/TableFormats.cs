using System.Text;

namespace SwapScore.Fuzz.Formats;

/// <summary>Tables of ground truth.</summary>
internal static class TableFormats
{
    private const string Cell = "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|skip_connect~2|";
    private const string Other = "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|skip_connect~1|nor_conv_1x1~2|";

    private const string Layer = """{"operation_type":"SA","operation_parameter":"SDP","num_operation_heads":2,"feed_forward_dimension":512,"num_feed_forward":1}""";
    private const string Encoder = "{\"model_hparam_overrides\": {\"hidden_size\": 128, \"nas_config\": {\"encoder_layers\": [" + Layer + ", " + Layer + "]}}}";

    public static IReadOnlyList<FileFormat> All =>
    [
        Grid,
        Of("csv of genotypes", "truth.csv", "darts", string.Join('\n', Enumerable.Range(0, 3).Select(Lines.Row))),
        Of("csv with a header", "truth.csv", "nasbench201", $"""
            ArchitectureString,CIFAR10TestAccuracy200Epochs,CIFAR100TestAccuracy200Epochs,ImageNetTestAccuracy200Epochs
            {Cell},91.5,70.1,45.0
            {Other},80.5,60.1,35.0
            """),
        Of("csv of Excel", "truth.csv", "nasbench201", $"\ufeffarchitecture;accuracy\r\n\"{Cell}\";91,5 %\r\n\"{Other}\";80,5 %\r\n"),
        Of("tsv", "truth.tsv", "nasbench201", $"ArchitectureString\tCIFAR10TestAccuracy200Epochs\n{Cell}\t91.5\n{Other}\t80.5\n"),
        Of("json by task", "truth.json", "nasbench201", """
            {"cifar10": {"(4, 0, 3, 1, 4, 3)": {"val_accuracy": 91.5, "synflow": {"score": 3.5}}, "(2, 1, 0, 3, 3, 3)": {"val_accuracy": 81.5, "synflow": 1}}}
            """),
        Of("json of encoders", "truth.json", "flexibert", $$$"""
            [{"id": 0, "scores": {"glue": 70}, "hparams": {{{Encoder}}} }, {"id": 1, "scores": {"glue": 60.5}, "hparams": {{{Encoder}}} }]
            """, "--sequence-length", "4"),
    ];

    /// <summary>The grid of an ablation, with a table beside it.</summary>
    private static FileFormat Grid { get; } = new(
        "grid of an ablation",
        "grid.json",
        """{ "batchSize": [2, 3], "repeats": [1], "seeds": 1, "data": ["natural32"], "initializer": ["gaussian"] }"""u8.ToArray(),
        folder =>
        {
            var truth = Path.Combine(folder, "truth.csv");
            File.WriteAllLines(truth, Enumerable.Range(0, 3).Select(Lines.Row));
            return ["ablate", "--truth", truth, "--grid", Path.Combine(folder, "grid.json"), "--image-size", "8", "--threads", "1", "-q", "--output", Path.Combine(folder, "out")];
        });

    private static FileFormat Of(string name, string file, string space, string text, params string[] more) => new(
        name,
        file,
        Encoding.UTF8.GetBytes(text),
        folder =>
        [
            "study", space, "--truth", Path.Combine(folder, file), "--skip-invalid", "--limit", "2", "--report", Path.Combine(folder, "report.html"), .. FileFormats.Little,
            .. more.Length > 0 ? more : ["--image-size", "8"],
        ]);
}
