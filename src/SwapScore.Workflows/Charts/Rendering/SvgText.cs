using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SwapScore.Workflows.Markup;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// Makes what Skia writes fit to be put into a page: letters as words of a fixed width instead of one by one, names that no other picture
/// of the page has, a view box, and no more digits than can be seen.
/// </summary>
internal static partial class SvgText
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static string Create(ReadOnlyMemory<byte> written, int width, int height, string description)
    {
        var root = XDocument.Parse(HtmlText.WithoutControls(Encoding.UTF8.GetString(written.Span))).Root!;
        SvgClips.Join(root);
        foreach (var group in root.DescendantsAndSelf().ToList())
            SvgDots.Join(group);
        foreach (var element in root.Descendants())
        {
            if (element.Name == Svg + "text") JoinLetters(element);
            foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.LocalName is not ("id" or "href" or "font-family")))
                attribute.Value = LongDecimals().Replace(attribute.Value, Shortened);
        }

        SvgNames.Rename(root);
        root.SetAttributeValue("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {width} {height}"));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", HtmlText.WithoutControls(description));
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>Skia places every letter; words that keep their width whatever the font is are smaller and can be searched and copied.</summary>
    private static void JoinLetters(XElement text)
    {
        var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        var isBold = text.Attribute("font-weight")?.Value is "bold" or "600" or "700";
        text.Value = text.Value.Trim();
        foreach (var name in (string[])["x", "y"])
            text.SetAttributeValue(name, text.Attribute(name)?.Value.Split(',')[0].Trim());
        text.SetAttributeValue("font-family", $"{ChartFont.Family}, Arial, Helvetica, sans-serif");
        text.SetAttributeValue("textLength", ChartFont.Width(text.Value, size, isBold).ToString(CultureInfo.InvariantCulture));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
    }

    private static string Shortened(Match match) =>
        double.Parse(match.Value, CultureInfo.InvariantCulture).ToString("0.##", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+\.\d{3,}(?:e[-+]?\d+)?")]
    private static partial Regex LongDecimals();
}
