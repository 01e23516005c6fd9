namespace SwapScore.Weights;

/// <summary>The initialisers any network can be given, by name.</summary>
public static class Initializers
{
    /// <summary>Every initialiser that suits any network.</summary>
    public static IReadOnlyList<IInitializer> All { get; } = [GaussianInitializer.Instance, new FanInUniformInitializer(), new TransformerInitializer()];

    /// <summary>The initialiser of this name.</summary>
    /// <param name="name">Name as in <see cref="IInitializer.Name"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names all.</exception>
    public static IInitializer Find(string name) => All.FirstOrDefault(one => one.Name == name)
        ?? throw new UsageException($"unknown initialiser '{name}'", $"known: {string.Join(", ", All.Select(one => one.Name))}");
}
