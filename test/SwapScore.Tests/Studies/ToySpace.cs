using System.Globalization;
using System.Numerics;
using SwapScore.Networks;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Weights;

namespace SwapScore.Tests.Studies;

/// <summary>Networks of one convolution: <c>Toy(channels=5)</c>, or shorter <c>5</c>.</summary>
internal sealed class ToySpace : ISearchSpace
{
    public string Name => "darts";

    public string Summary => "one convolution";

    public string Source => "nobody";

    public BigInteger Size => 99;

    public IReadOnlyList<NamedArchitecture> Named { get; } =
        [new("SMALL", new ToyArchitecture(2), "nobody"), new("LARGE", new ToyArchitecture(40), "somebody")];

    public IReadOnlyList<SpaceTask> Tasks { get; } = [new("toys", new Shape(3, 4, 4), 10)];

    public IReadOnlyList<KeyValuePair<string, string>> Facts { get; } = [new("channels", "1 … 99")];

    public IArchitecture Parse(string text)
    {
        if (Named.FirstOrDefault(named => named.Name == text) is { } known) return known.Architecture;
        var number = text.StartsWith("Toy(channels=", StringComparison.Ordinal) && text.EndsWith(')') ? text[13..^1] : text;
        return int.TryParse(number, CultureInfo.InvariantCulture, out var channels) && channels is >= 1 and <= 99
            ? new ToyArchitecture(channels)
            : throw new UsageException($"'{text}' is no toy", "write Toy(channels=5)");
    }

    public IArchitecture Sample(RandomKey key) => new ToyArchitecture(1 + key.Draw().Next(99));

    /// <summary>Up to nine channels more or fewer, around the end of the space.</summary>
    public IArchitecture Mutate(IArchitecture parent, RandomKey key)
    {
        var step = key.Draw().Next(18) - 9;
        return new ToyArchitecture((((ToyArchitecture)parent).Channels - 1 + (step >= 0 ? step + 1 : step) + 99) % 99 + 1);
    }

    public IArchitecture Cross(IArchitecture first, IArchitecture second, RandomKey key) => key.Draw().Next(2) == 0 ? first : second;

    public Network BuildScoringNetwork(IArchitecture architecture, SpaceTask task, Shape input)
    {
        var builder = new NetworkBuilder(architecture.Text);
        return builder.Build(builder.Relu(builder.Convolution(builder.Input(input), ((ToyArchitecture)architecture).Channels, 3, padding: 1)));
    }

    public Network BuildThinNetwork(IArchitecture architecture, Shape input) => BuildScoringNetwork(architecture, Tasks[0], input);

    public IInitializer Initializer { get; } = new FanInUniformInitializer();
}

internal sealed record ToyArchitecture(int Channels) : IArchitecture
{
    public string Text => $"Toy(channels={Channels})";
}
