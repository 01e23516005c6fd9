namespace SwapScore.Store.Tests;

/// <summary>Where stores are made: a folder, or a server of PostgreSQL.</summary>
internal interface IStorePlace
{
    /// <summary>Name of the table of a store.</summary>
    string Table { get; }

    /// <summary>A store by a name of the test.</summary>
    ScoreStore Open(string name = "scores", TimeProvider? clock = null);

    /// <summary>Changes the database of a store behind its back.</summary>
    void Execute(string text, string name = "scores");
}
