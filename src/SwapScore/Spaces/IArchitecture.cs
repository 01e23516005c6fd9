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
}
