using System.Text;
using SwapScore.Randomness;
using SwapScore.Spaces;

namespace SwapScore.Fuzz.Formats;

/// <summary>Lists of architectures, and texts for Transformers.</summary>
internal static class TextFormats
{
    public static IReadOnlyList<FileFormat> All { get; } =
    [
        .. SearchSpaces.All.Where(space => space.VariantOf is null).Select(List),
        List(
            "matrices", "nasbench101",
            """{"module_adjacency": [[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]], "module_operations": ["input", "conv3x3-bn-relu", "maxpool3x3", "output"]}""",
            "[[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]], ['input', 'conv3x3-bn-relu', 'maxpool3x3', 'output']"),
        List("tuples", "nasbench201", "((('none', 0),), (('none', 0), ('none', 1)), (('none', 0), ('none', 1), ('nor_conv_3x3', 2)))"),
        List("configurations", "nasbench301", Configuration()),
        Samples("plain texts", "texts.txt", "The first text.\nThe second one, a little longer.\n"),
        Samples("json lines", "texts.jsonl", "{\"text\": \"The first text.\"}\n{\"text\": \"The second \\u2014 one.\"}\n"),
        Samples("json list of texts", "texts.json", "[{\"text\": \"The first text.\"}, {\"text\": \"The second one.\"}]"),
        Samples("tsv of texts", "texts.tsv", "id\ttext\n1\tThe first text.\n2\tThe second one.\n"),
        new(
            "vocabulary",
            "vocab.txt",
            Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\nfirst\n##s\n"),
            folder => [.. Encoder, "--vocab", Path.Combine(folder, "vocab.txt"), .. FileFormats.Little]),
    ];

    private static string[] Encoder => ["score", SearchSpaces.Find("flexibert").Named[0].Name, "--space", "flexibert", "--sequence-length", "4"];

    private static FileFormat List(ISearchSpace space) => new(
        $"list of {space.Name}",
        "list.txt",
        Encoding.UTF8.GetBytes(string.Concat(space.Forms(space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, 0))).Select(form => form.Value.ReplaceLineEndings(" ") + "\n"))),
        folder =>
        [
            "score", "--space", space.Name, "--file", Path.Combine(folder, "list.txt"), "--skip-invalid", .. FileFormats.Little,
            .. space.Name == "flexibert" ? (string[])["--sequence-length", "4"] : ["--image-size", space.Tasks[0].Input.Columns == 224 ? "16" : "8"],
        ]);

    /// <summary>Architectures as other programs write them.</summary>
    private static FileFormat List(string what, string space, params string[] lines) => new(
        $"list of {what}",
        "list.txt",
        Encoding.UTF8.GetBytes(string.Join('\n', lines)),
        folder => ["score", "--space", space, "--file", Path.Combine(folder, "list.txt"), "--skip-invalid", "--image-size", "8", .. FileFormats.Little]);

    /// <summary>A configuration of NAS-Bench-301: every node reads the inputs of its cell.</summary>
    private static string Configuration()
    {
        int[] firsts = [0, 2, 5, 9];
        var entries = new[] { "normal", "reduce" }.SelectMany(cell => Enumerable.Range(2, 4).SelectMany(node => new[]
        {
            $"\"edge_{cell}_{firsts[node - 2]}\": \"skip_connect\"", $"\"edge_{cell}_{firsts[node - 2] + 1}\": \"sep_conv_3x3\"", $"\"inputs_node_{cell}_{node}\": \"0_1\"",
        }));
        return $"{{{string.Join(", ", entries)}}}";
    }

    private static FileFormat Samples(string name, string file, string text) =>
        new(name, file, Encoding.UTF8.GetBytes(text), folder => [.. Encoder, "--data", Path.Combine(folder, file), .. FileFormats.Little]);
}
