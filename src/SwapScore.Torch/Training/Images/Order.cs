using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>Orders in which images are seen.</summary>
internal static class Order
{
    /// <summary>The numbers from 0 in a random order, each order as likely (Fisher and Yates).</summary>
    /// <param name="count">Number of numbers.</param>
    /// <param name="key">The stream; equal keys give equal orders.</param>
    public static int[] Shuffled(int count, RandomKey key)
    {
        var draw = key.Draw();
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var other = draw.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
