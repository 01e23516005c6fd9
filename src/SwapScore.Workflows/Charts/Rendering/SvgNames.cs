using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// Gives what a picture refers to names that no other picture of a page has, and that are the same whenever it is drawn: Skia numbers them
/// through the life of the process.
/// </summary>
internal static class SvgNames
{
    public static void Rename(XElement root)
    {
        var numbers = new Dictionary<string, string>();
        foreach (var name in root.Descendants().Attributes("id").ToList())
        {
            numbers[name.Value] = (numbers.Count + 1).ToString(CultureInfo.InvariantCulture);
            name.Value = numbers[name.Value];
        }

        Refer(root, name => numbers[name]);
        var content = SHA256.HashData(Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
        var prefix = $"c{Convert.ToHexStringLower(content.AsSpan(0, 4))}-";
        foreach (var name in root.Descendants().Attributes("id"))
            name.Value = prefix + name.Value;
        Refer(root, name => prefix + name);
    }

    private static void Refer(XElement root, Func<string, string> rename)
    {
        const string Begin = "url(#";
        foreach (var attribute in root.Descendants().Attributes())
        {
            if (attribute.Name.LocalName == "href" && attribute.Value.StartsWith('#'))
                attribute.Value = $"#{rename(attribute.Value[1..])}";
            else if (attribute.Value.StartsWith(Begin, StringComparison.Ordinal))
                attribute.Value = $"{Begin}{rename(attribute.Value[Begin.Length..^1])})";
        }
    }
}
