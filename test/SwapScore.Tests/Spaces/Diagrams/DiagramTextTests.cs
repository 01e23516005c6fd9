using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Tests.Spaces.Diagrams;

public sealed class DiagramTextTests
{
    [Fact]
    public void ToText_OfACell_HasEveryEdgeAtItsNode()
    {
        IArchitecture published = new DartsSpace().Parse("DARTS_V2");
        Assert.Equal(
            """
            normal cell
              0: cell before last ─ sep_conv_3x3 ─┐
              1: last cell        ─ sep_conv_3x3 ─┴▶ 2
              0: cell before last ─ sep_conv_3x3 ─┐
              1: last cell        ─ sep_conv_3x3 ─┴▶ 3
              1: last cell        ─ sep_conv_3x3 ─┐
              0: cell before last ─ skip_connect ─┴▶ 4
              0: cell before last ─ skip_connect ─┐
              2                   ─ dil_conv_3x3 ─┴▶ 5
              2, 3, 4, 5 ──▶ output

            """,
            Diagram.ToText([published.Diagrams[0]]));
    }

    [Fact]
    public void ToText_NodesOfOneName_HaveNumbers()
    {
        var diagram = new Diagram("", [new("input"), new("conv"), new("conv"), new("output")], [new(0, 1), new(0, 2), new(1, 3), new(2, 3)]);
        Assert.Equal("  input ──▶ 1: conv\n  input ──▶ 2: conv\n  1: conv, 2: conv ──▶ output\n", Diagram.ToText([diagram]));
    }

    /// <summary>It fits a terminal of 80 columns, and says every operation.</summary>
    [Fact]
    public void ToText_AnySpace_HasEveryLabel()
    {
        foreach (var space in SearchSpaces.All)
        {
            var architecture = space.Sample(RandomKey.FromSeed(3));
            var text = Diagram.ToText(architecture.Diagrams);
            foreach (var label in architecture.Diagrams.SelectMany(diagram => diagram.Edges.Select(edge => edge.Label).OfType<string>().Concat(diagram.Nodes.Select(node => node.Label.Replace('\n', ' ')))))
                Assert.Contains(label, text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
        }
    }
}
