using SwapScore.Randomness;

namespace SwapScore.Spaces.NasBench101;

/// <summary>
/// Variation of cells: an edge comes or goes, a vertex computes something else, or a new vertex is put between two others. Changes that
/// leave the space, or nothing of the change after pruning, are drawn again.
/// </summary>
internal static class NasBench101Variation
{
    private const int MaximumDraws = 10_000;

    private static readonly NasBench101Operation[] Inner =
        [NasBench101Operation.MaxPool3x3, NasBench101Operation.Convolution1x1, NasBench101Operation.Convolution3x3];

    public static NasBench101Architecture Mutate(NasBench101Architecture parent, RandomKey key)
    {
        var draw = key.Draw();
        for (var attempt = 0; attempt < MaximumDraws; attempt++)
            if (Changed(parent, draw) is { } child && !child.Equals(parent))
                return child;
        throw new InvalidOperationException($"{parent.Text} has no neighbour");
    }

    /// <summary>
    /// Every possible edge and every vertex comes from one of the parents, as likely from either; of parents of different size the smaller
    /// one's missing vertices are unconnected. The first parent where no mixture is in the space.
    /// </summary>
    public static NasBench101Architecture Cross(NasBench101Architecture first, NasBench101Architecture second, RandomKey key)
    {
        var draw = key.Draw();
        var count = Math.Max(first.Vertices, second.Vertices);
        var ((edges0, operations0), (edges1, operations1)) = (Padded(first, count), Padded(second, count));
        for (var attempt = 0; attempt < MaximumDraws; attempt++)
        {
            var edges = new bool[count, count];
            for (var i = 0; i < count; i++)
                for (var j = i + 1; j < count; j++)
                    edges[i, j] = (draw.Next(2) == 0 ? edges0 : edges1)[i, j];
            var operations = operations0.Zip(operations1, (one, other) => draw.Next(2) == 0 ? one : other).ToArray();
            if (Valid(edges, operations) is { } child) return child;
        }

        return first;
    }

    /// <summary>One step, all edges, vertices and places for a new vertex equally likely.</summary>
    private static NasBench101Architecture? Changed(NasBench101Architecture parent, RandomSequence draw)
    {
        var count = parent.Vertices;
        var pairs = count * (count - 1) / 2;
        var step = draw.Next(pairs + count - 2 + (count < NasBench101Architecture.MaximumVertices ? count - 1 : 0));
        if (step < pairs + count - 2)
        {
            var (edges, operations) = Padded(parent, count);
            if (step >= pairs)
                operations[step - pairs + 1] = draw.Pick(Inner);
            else
            {
                var (source, target) = Pair(step);
                edges[source, target] = !edges[source, target];
            }

            return Valid(edges, operations);
        }

        // The new vertex stands at the place of the output, which moves on; its input and output are drawn.
        var place = step - pairs - (count - 2) + 1;
        return Inserted(parent, place, draw);
    }

    private static NasBench101Architecture? Inserted(NasBench101Architecture parent, int place, RandomSequence draw)
    {
        var count = parent.Vertices + 1;
        var edges = new bool[count, count];
        for (var i = 0; i < parent.Vertices; i++)
            for (var j = i + 1; j < parent.Vertices; j++)
                edges[Moved(i), Moved(j)] = parent.HasEdge(i, j);
        edges[draw.Next(place), place] = true;
        edges[place, place + 1 + draw.Next(count - 1 - place)] = true;
        return Valid(edges, [.. parent.Operations.Take(place), draw.Pick(Inner), .. parent.Operations.Skip(place)]);

        int Moved(int vertex) => vertex < place ? vertex : vertex + 1;
    }

    /// <summary>The pair (source, target) of a number, target by target.</summary>
    private static (int Source, int Target) Pair(int number)
    {
        var target = 1;
        for (; number >= target; target++)
            number -= target;
        return (number, target);
    }

    /// <summary>Matrix and operations with unconnected vertices before the output.</summary>
    private static (bool[,] Edges, NasBench101Operation[] Operations) Padded(NasBench101Architecture cell, int count)
    {
        var last = cell.Vertices - 1;
        var edges = new bool[count, count];
        for (var i = 0; i < cell.Vertices; i++)
            for (var j = i + 1; j < cell.Vertices; j++)
                edges[i, j == last ? count - 1 : j] = cell.HasEdge(i, j);
        return (edges,
        [
            .. cell.Operations.Take(last),
            .. Enumerable.Repeat(NasBench101Operation.MaxPool3x3, count - cell.Vertices),
            NasBench101Operation.Output,
        ]);
    }

    private static NasBench101Architecture? Valid(bool[,] edges, NasBench101Operation[] operations)
    {
        try
        {
            return NasBench101Architecture.Create(edges, operations);
        }
        catch (UsageException)
        {
            return null;
        }
    }
}
