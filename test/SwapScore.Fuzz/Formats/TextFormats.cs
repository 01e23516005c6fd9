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
        Encoding.UTF8.GetBytes(string.Concat(space.Forms(space.Sample(RandomKey.FromSeed(0).Derive(RandomPurpose.Architecture, 0))).Select(form => form.Text.ReplaceLineEndings(" ") + "\n"))),
        folder =>
        [
            "score", "--space", space.Name, "--file", Path.Combine(folder, "list.txt"), "--skip-invalid", .. FileFormats.Little,
            .. space.Name == "flexibert" ? (string[])["--sequence-length", "4"] : ["--image-size", "8"],
        ]);

    private static FileFormat Samples(string name, string file, string text) =>
        new(name, file, Encoding.UTF8.GetBytes(text), folder => [.. Encoder, "--data", Path.Combine(folder, file), .. FileFormats.Little]);
}
