using SwapScore.Randomness;

namespace SwapScore.Torch.Training.Images;

/// <summary>Divides images into those a network learns from and those it is judged by, class by class, so that both have the same proportions.</summary>
internal static class TrainingSplit
{
    /// <summary>The images that are kept for validation.</summary>
    /// <param name="labels">The class of each image, from 0.</param>
    /// <param name="share">Share of each class, rounded to the nearest number of images; at least one stays on either side.</param>
    /// <param name="seed">Which of them.</param>
    /// <param name="name">The name of a class, for the message; null for its number. Default: null.</param>
    /// <returns>For each image whether it is one of validation.</returns>
    /// <exception cref="UsageException">A class has a single image.</exception>
    public static bool[] Choose(IReadOnlyList<int> labels, double share, long seed, Func<int, string>? name = null)
    {
        var isKept = new bool[labels.Count];
        var key = RandomKey.FromSeed(seed);
        foreach (var group in Enumerable.Range(0, labels.Count).GroupBy(image => labels[image]).OrderBy(group => group.Key))
        {
            var images = group.ToArray();
            if (images.Length < 2) throw new UsageException($"class {name?.Invoke(group.Key) ?? $"{group.Key}"} has a single image, which cannot be divided into training and validation", "give validation images of their own, or leave the class out");
            var count = Math.Clamp((int)Math.Round(share * images.Length, MidpointRounding.AwayFromZero), 1, images.Length - 1);
            foreach (var place in Order.Shuffled(images.Length, key.Derive(RandomPurpose.Split, group.Key)).Take(count))
                isKept[images[place]] = true;
        }

        return isKept;
    }
}
