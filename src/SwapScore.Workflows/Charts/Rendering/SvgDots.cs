using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace SwapScore.Workflows.Charts.Rendering;

/// <summary>
/// Joins the many circles of a scatter into a few paths of dots, a tenth of the size. Where dots of one path lie on each other they do not
/// add up; so neighbours go to different paths, and where many architectures are the picture is still darker.
/// </summary>
internal static class SvgDots
{
    private const int Fewest = 60;
    private const int Paths = 12;

    public static void Join(XElement group)
    {
        foreach (var run in Runs(group).Where(run => run.Count >= Fewest).ToList())
        {
            var first = run[0];
            for (var path = 0; path < Paths; path++)
            {
                var dots = new StringBuilder();
                for (var i = path; i < run.Count; i += Paths)
                    dots.Append(CultureInfo.InvariantCulture, $"M{Place(run[i], "cx")} {Place(run[i], "cy")}h0");
                first.AddBeforeSelf(new XElement(
                    first.Name.Namespace + "path",
                    new XAttribute("fill", "none"),
                    new XAttribute("stroke", first.Attribute("fill")!.Value),
                    first.Attribute("fill-opacity") is { } opacity ? new XAttribute("stroke-opacity", opacity.Value) : null,
                    new XAttribute("stroke-width", 2 * Radius(first, "rx")),
                    new XAttribute("stroke-linecap", "round"),
                    new XAttribute("d", dots.ToString())));
            }

            run.ForEach(dot => dot.Remove());
        }
    }

    /// <summary>Neighbours that are circles of one size and colour.</summary>
    private static IEnumerable<List<XElement>> Runs(XElement group)
    {
        var run = new List<XElement>();
        foreach (var element in group.Elements())
        {
            if (run.Count > 0 && Look(element) != Look(run[0]))
            {
                yield return run;
                run = [];
            }

            if (Look(element) is not null) run.Add(element);
        }

        yield return run;
    }

    private static (string?, string?, double)? Look(XElement element) => element.Name.LocalName == "ellipse" && Radius(element, "rx") == Radius(element, "ry")
        ? (element.Attribute("fill")?.Value, element.Attribute("fill-opacity")?.Value, Radius(element, "rx"))
        : null;

    // Skia computes it from the edges of the circle, so its last digits depend on where the circle lies.
    private static double Radius(XElement element, string name) => Math.Round(Number(element, name), 2);

    private static string Place(XElement element, string name) => Number(element, name).ToString("0.#", CultureInfo.InvariantCulture);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
