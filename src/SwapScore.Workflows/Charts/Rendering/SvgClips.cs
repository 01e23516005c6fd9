using System.Xml.Linq;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>Joins neighbouring groups that are clipped to the same rectangle: Skia makes one for every part of a plot.</summary>
internal static class SvgClips
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static void Join(XElement root)
    {
        // The first clip of each rectangle stays; the others take its name.
        var first = new Dictionary<string, string>();
        var renamed = new Dictionary<string, string>();
        foreach (var clip in root.Descendants(Svg + "clipPath").ToList())
        {
            var rectangle = string.Concat(clip.Elements());
            var name = clip.Attribute("id")!.Value;
            if (first.TryAdd(rectangle, name)) continue;
            renamed[$"url(#{name})"] = $"url(#{first[rectangle]})";
            clip.Remove();
        }

        foreach (var clip in root.Descendants().Attributes("clip-path"))
            if (renamed.TryGetValue(clip.Value, out var name)) clip.Value = name;

        foreach (var group in root.Descendants(Svg + "g").ToList())
        {
            if (group.ElementsBeforeSelf().LastOrDefault() is not { } before || !SameAttributes(group, before)) continue;
            before.Add(group.Elements());
            group.Remove();
        }
    }

    private static bool SameAttributes(XElement a, XElement b) =>
        a.Name == b.Name && a.Attributes().Select(one => one.ToString()).SequenceEqual(b.Attributes().Select(one => one.ToString()));
}
