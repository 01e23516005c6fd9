using SwapScore.Engine.Kernels;
using SwapScore.Lanes;
using SwapScore.Networks.Operations;

namespace SwapScore.Engine.Steps;

/// <summary>Values of distances given to pairs of tokens, or sums over pairs at each distance. A unit is a token of a head of a block.</summary>
/// <param name="input">What is read: <c>[distance][head][token]</c>, or <c>[head][token][token]</c> for sums.</param>
/// <param name="output">What is written: the other of both.</param>
/// <param name="blocks">Blocks of samples.</param>
/// <param name="grid">The distances.</param>
/// <param name="sums">Whether sums are computed.</param>
internal sealed unsafe class RelativeStep<TLanes>(Slot input, Slot output, int blocks, RelativeGrid grid, bool sums) : Step
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly int _heads = sums ? input.Shape.Channels : output.Shape.Channels;

    public override int Units => blocks * _heads * grid.Tokens;

    public override long Cost => 2L * blocks * _heads * grid.Tokens * grid.Tokens * TLanes.Count;

    public override void Run(float* workspace, int first, int end)
    {
        var (x, y) = (input.In(workspace, TLanes.Count), output.In(workspace, TLanes.Count));
        var (ofDistances, ofPairs) = sums ? (y, x) : (x, y);
        var tokens = grid.Tokens;
        var vertical = new int[tokens];
        var horizontal = new int[tokens];
        var numbered = -1;
        for (var unit = first; unit < end; unit++)
        {
            // Heads of a token follow each other, so that distances are found once for all.
            var (block, token, head) = (unit / (_heads * tokens), unit / _heads % tokens, unit % _heads);
            if (token != numbered)
                for (var j = 0; j < tokens; j++)
                    (vertical[j], horizontal[j]) = (grid.Vertical(token, j), grid.Distances + grid.Horizontal(token, j));
            numbered = token;
            var distances = ofDistances.Channel(block, 0) + head * ofDistances.RowStride + (long)token * TLanes.Count;
            var pairs = ofPairs.Channel(block, head) + token * ofPairs.RowStride;
            if (sums)
                RelativeKernel.Sum<TLanes>(pairs, distances, ofDistances.ChannelStride, 2 * grid.Distances, vertical, horizontal);
            else
                RelativeKernel.Lookup<TLanes>(distances, ofDistances.ChannelStride, pairs, vertical, horizontal);
        }
    }
}
