namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Breaks a text into lines no wider than a width: between words where it can, within them where a word alone is too wide.</summary>
internal static class TextLines
{
    public static IReadOnlyList<string> Wrap(string text, float width, float size, bool isBold = false)
    {
        using var font = ChartFont.Sized(size, isBold);
        var lines = new List<string>();
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (font.MeasureText(longer) <= width)
                {
                    line = longer;
                    continue;
                }

                if (line.Length > 0) lines.Add(line);
                line = word;
                while (font.MeasureText(line) > width && line.Length > 1)
                {
                    var fits = line.Length - 1;
                    while (fits > 1 && font.MeasureText(line.AsSpan(0, fits)) > width)
                        fits--;
                    if (char.IsHighSurrogate(line[fits - 1]) && fits > 1) fits--;
                    lines.Add(line[..fits]);
                    line = line[fits..];
                }
            }

            lines.Add(line);
        }

        return lines;
    }
}
