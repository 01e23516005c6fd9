using System.Xml.Linq;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Tests.Spaces.Diagrams;

public sealed class DiagramSvgTests
{
    private const int Drawn = 30;

    public static TheoryData<string> Spaces => [.. SearchSpaces.All.Select(space => space.Name)];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Layout_OfAnyArchitecture_GivesEveryLabelAPlaceOfItsOwn(string space)
    {
        foreach (var diagram in Architectures(space).SelectMany(architecture => architecture.Diagrams))
        {
            var layout = new DiagramLayout(diagram);
            var boxes = Nodes(layout).Concat(Labels(layout)).ToList();
            for (var i = 0; i < boxes.Count; i++)
                for (var j = 0; j < i; j++)
                    Assert.False(boxes[i].Overlaps(boxes[j]), $"{boxes[i]} and {boxes[j]}");

            // The straight part of an edge runs past everything but its own label.
            foreach (var (index, edge) in diagram.Edges.Index())
            {
                var (from, to) = layout.RunOf(edge);
                if (to <= from) continue;
                var run = new Box($"edge {index}", from, layout.LaneY(layout.EdgeLanes[index]), to - from, 0.1);
                Assert.DoesNotContain(Nodes(layout), run.Overlaps);
                Assert.DoesNotContain(Labels(layout), label => label.Name != run.Name && run.Overlaps(label));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Svg_OfAnyArchitecture_IsADocumentWithEveryLabel(string space)
    {
        foreach (var architecture in Architectures(space))
        {
            var svg = XDocument.Parse(Diagram.ToSvg(architecture.Diagrams)).Root!;
            var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
            foreach (var diagram in architecture.Diagrams)
            {
                Assert.All(diagram.Nodes.SelectMany(node => node.Label.Split('\n')), line => Assert.Contains(line, texts));
                Assert.All(diagram.Edges.Select(edge => edge.Label).OfType<string>(), label => Assert.Contains(label, texts));
            }

            // Nothing is cut off at the border.
            var (width, height) = ((double)svg.Attribute("width")!, (double)svg.Attribute("height")!);
            Assert.All(svg.Descendants().Where(element => element.Name.LocalName == "rect" && element.Attribute("rx") is not null), box =>
            {
                Assert.InRange((double)box.Attribute("x")!, 0, width - (double)box.Attribute("width")!);
                Assert.InRange((double)box.Attribute("y")!, 0, height - (double)box.Attribute("height")!);
            });
        }
    }

    [Fact]
    public void Diagrams_OfAGenotype_HasBothCellsAndAllEdges()
    {
        IArchitecture published = new DartsSpace().Parse("DARTS_V2");
        var diagrams = published.Diagrams;
        Assert.Equal(["normal cell", "reduction cell"], diagrams.Select(diagram => diagram.Title));
        Assert.All(diagrams, diagram => Assert.Equal((7, 12), (diagram.Nodes.Count, diagram.Edges.Count)));

        // Nodes have the numbers of the text: pairs 2i and 2i + 1 feed node i + 2.
        Assert.Equal(["0: cell before last", "1: last cell", "2", "3", "4", "5", "output"], diagrams[0].Nodes.Select(node => node.Label));
        Assert.StartsWith("normal, node 2", published.Description[0].Key, StringComparison.Ordinal);
        IArchitecture shared = new DartsSpace(DartsVariant.SharedCell).Sample(RandomKey.FromSeed(1));
        Assert.Equal("normal and reduction cell", Assert.Single(shared.Diagrams).Title);
    }

    private static IEnumerable<IArchitecture> Architectures(string name)
    {
        var space = SearchSpaces.Find(name);
        return space.Named.Select(named => named.Architecture).Concat(Enumerable.Range(0, Drawn).Select(i => space.Sample(RandomKey.FromSeed(i))));
    }

    private static IEnumerable<Box> Nodes(DiagramLayout layout) => layout.Diagram.Nodes.Select((node, i) =>
    {
        var (left, width) = layout.BoxOf(i);
        return new Box($"node {i}", left, layout.LaneY(layout.NodeLanes[i]), width, DiagramLayout.HeightOf(node));
    });

    private static IEnumerable<Box> Labels(DiagramLayout layout) => layout.Diagram.Edges.Index().Where(pair => pair.Item.Label is not null).Select(pair =>
    {
        var width = DiagramLayout.WidthOf(pair.Item.Label!);
        return new Box($"edge {pair.Index}", layout.LabelX(pair.Item) - width / 2, layout.LaneY(layout.EdgeLanes[pair.Index]), width, DiagramLayout.LineHeight + 5);
    });

    private sealed record Box(string Name, double Left, double Middle, double Width, double Height)
    {
        public bool Overlaps(Box other) =>
            Left < other.Left + other.Width && other.Left < Left + Width && Math.Abs(Middle - other.Middle) < (Height + other.Height) / 2;
    }
}
