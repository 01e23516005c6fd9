using System.Collections.Immutable;
using SwapScore.Spaces.Diagrams;

namespace SwapScore.Spaces;

/// <summary>One point of a search space: an immutable value, equal to another when it describes the same network.</summary>
public interface IArchitecture
{
    /// <summary>
    /// The canonical text: <see cref="ISearchSpace.Parse"/> gives back an equal architecture. It is what rows, results and caches hold.
    /// </summary>
    string Text { get; }

    /// <summary>Equal for architectures that are the same but for the order in which they are written. Default: <see cref="Text"/>.</summary>
    string Canonical => Text;

    /// <summary>The architecture as graphs to be drawn, one below the other: its cells, or its chain of layers. Default: a box with <see cref="Text"/>.</summary>
    IReadOnlyList<Diagram> Diagrams => [Diagram.FromText(Text)];

    /// <summary>
    /// Numbers that say what the architecture is, by name, for example <c>layers</c>: studies can ask what they say of the truth. Default:
    /// nothing.
    /// </summary>
    IReadOnlyDictionary<string, double> Numbers => ImmutableDictionary<string, double>.Empty;

    /// <summary>The architecture in words, as pairs of label and words. Default: nothing.</summary>
    IReadOnlyList<KeyValuePair<string, string>> Description => [];
}
