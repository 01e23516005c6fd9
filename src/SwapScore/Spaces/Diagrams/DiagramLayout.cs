namespace SwapScore.Spaces.Diagrams;

/// <summary>
/// Places a diagram so that no two labels share room. Nodes stand in columns, by the longest path that leads to them; between two columns is
/// a gap. An edge runs in a lane of its own: from its source's column it bends into the lane, runs along it past other columns, carries its
/// label in the last gap, and bends into its target. Lanes are given out so that nothing else is in the same lane at the same column or gap.
/// </summary>
internal sealed class DiagramLayout
{
    public const double FontSize = 13;
    public const double LineHeight = 17;

    /// <summary>Room for a bend, on either side of a gap.</summary>
    public const double Bend = 40;

    private const double LaneHeight = 34;
    private const double Padding = 10;

    // Width of a character of the font, as a part of its size: generous, so that text set in another font fits too.
    private const double CharacterWidth = 0.62;

    // Which lanes are taken, for every place: column c is place 2c, the gap after it 2c + 1.
    private readonly List<HashSet<int>> _taken = [];
    private readonly int[] _columns;
    private readonly double _laneHeight;

    public DiagramLayout(Diagram diagram)
    {
        Diagram = diagram;
        _columns = Columns(diagram);
        var columns = _columns.Max() + 1;
        for (var place = 0; place < 2 * columns; place++)
            _taken.Add([]);
        NodeLanes = PlaceNodes();
        EdgeLanes = PlaceEdges();

        var (top, bottom) = (NodeLanes.Concat(EdgeLanes).Min(), NodeLanes.Concat(EdgeLanes).Max());
        _laneHeight = Math.Max(LaneHeight, diagram.Nodes.Max(node => HeightOf(node)) + Padding);
        Top = top;
        Lanes = bottom - top + 1;
        Lefts = new double[columns];
        Widths = new double[columns];
        Gaps = new double[columns];
        var x = 0.0;
        for (var column = 0; column < columns; column++)
        {
            Lefts[column] = x;
            Widths[column] = diagram.Nodes.Where((_, i) => _columns[i] == column).Max(node => WidthOf(node.Label));
            Gaps[column] = GapAfter(column);
            x += Widths[column] + Gaps[column];
        }

        Width = Lefts[^1] + Widths[^1];
    }

    public Diagram Diagram { get; }

    /// <summary>The lane of every node; 0 is the middle, negative ones are above.</summary>
    public int[] NodeLanes { get; }

    /// <summary>The lane of every edge.</summary>
    public int[] EdgeLanes { get; }

    public double Width { get; }

    public double Height => Lanes * _laneHeight;

    private int Top { get; }

    private int Lanes { get; }

    private double[] Lefts { get; }

    private double[] Widths { get; }

    private double[] Gaps { get; }

    /// <summary>Width of a box around a text of one or more lines.</summary>
    public static double WidthOf(string label) => label.Split('\n').Max(line => line.Length) * CharacterWidth * FontSize + 2 * Padding;

    public static double HeightOf(DiagramNode node) => node.Label.Split('\n').Length * LineHeight + Padding;

    public double LaneY(int lane) => (lane - Top + 0.5) * _laneHeight;

    /// <summary>Left edge and width of a node's box.</summary>
    public (double Left, double Width) BoxOf(int node)
    {
        var width = WidthOf(Diagram.Nodes[node].Label);
        var column = _columns[node];
        return (Lefts[column] + (Widths[column] - width) / 2, width);
    }

    /// <summary>Where an edge's bend from its source ends, and where that into its target begins.</summary>
    public (double From, double To) RunOf(DiagramEdge edge)
    {
        var (source, target) = (_columns[edge.Source], _columns[edge.Target]);
        return (Lefts[source] + Widths[source] + Bend, Lefts[target] - Bend);
    }

    /// <summary>Middle of an edge's label.</summary>
    public double LabelX(DiagramEdge edge)
    {
        var gap = _columns[edge.Target] - 1;
        return Lefts[gap] + Widths[gap] + Gaps[gap] / 2;
    }

    private static int[] Columns(Diagram diagram)
    {
        var columns = new int[diagram.Nodes.Count];
        for (var node = 0; node < columns.Length; node++)
            columns[node] = diagram.Edges.Where(edge => edge.Target == node).Select(edge => columns[edge.Source] + 1).DefaultIfEmpty(0).Max();

        // The output stands on the right even where nothing leads to it.
        columns[^1] = columns.Max();
        return columns;
    }

    private double GapAfter(int column)
    {
        if (column == Lefts.Length - 1) return 0;
        var labels = Diagram.Edges.Where(edge => edge.Label is not null && _columns[edge.Target] == column + 1).Select(edge => WidthOf(edge.Label!)).ToList();
        return 2 * Bend + (labels.Count > 0 ? labels.Max() : 0);
    }

    /// <summary>Nodes of a column stand in every other lane around the middle, so that an edge fits between.</summary>
    private int[] PlaceNodes()
    {
        var lanes = new int[_columns.Length];
        foreach (var column in Enumerable.Range(0, _columns.Length).GroupBy(node => _columns[node]))
        {
            var first = -(column.Count() - 1);
            foreach (var (index, node) in column.Index())
            {
                lanes[node] = first + 2 * index;
                _taken[2 * column.Key].Add(lanes[node]);
            }
        }

        return lanes;
    }

    /// <summary>Short edges first; each gets the free lane nearest to the straight line between its ends.</summary>
    private int[] PlaceEdges()
    {
        var lanes = new int[Diagram.Edges.Count];
        foreach (var (index, edge) in Diagram.Edges.Index().OrderBy(pair => _columns[pair.Item.Target] - _columns[pair.Item.Source]))
        {
            var middle = NodeLanes[edge.Source] + NodeLanes[edge.Target];
            var places = Places(edge).ToList();

            // With nothing to pass and no label the edge is one bend from node to node.
            var lane = places.Count == 0 ? NodeLanes[edge.Target] : Around(middle).First(lane => places.All(place => !_taken[place].Contains(lane)));
            foreach (var place in places)
                _taken[place].Add(lane);
            lanes[index] = lane;
        }

        return lanes;
    }

    /// <summary>The columns and gaps an edge passes in its lane.</summary>
    private IEnumerable<int> Places(DiagramEdge edge)
    {
        var (source, target) = (_columns[edge.Source], _columns[edge.Target]);
        if (edge.Label is null && target == source + 1) return [];
        return Enumerable.Range(2 * source + 1, 2 * (target - source) - 1);
    }

    /// <summary>All lanes, those nearest to half of a number first, above and below in turns.</summary>
    private static IEnumerable<int> Around(int twice)
    {
        var start = (int)Math.Round(twice / 2.0, MidpointRounding.AwayFromZero);
        yield return start;
        for (var distance = 1; ; distance++)
        {
            yield return twice < 0 ? start - distance : start + distance;
            yield return twice < 0 ? start + distance : start - distance;
        }
    }
}
