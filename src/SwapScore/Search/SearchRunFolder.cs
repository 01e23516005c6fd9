using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SwapScore.Storage;

namespace SwapScore.Search;

/// <summary>What the folders of all kinds of searches have in common: <c>config.json</c>, <c>environment.json</c>, <c>result.json</c>, and how one is resumed.</summary>
internal sealed class SearchRunFolder : IDisposable
{
    private readonly RunFolder _run;
    private readonly JsonObject _configuration;
    private readonly RunStart _start;

    private SearchRunFolder(string path, RunFolder run, JsonObject configuration, RunStart start) =>
        (Path, _run, _configuration, _start) = (path, run, configuration, start);

    /// <summary>Path of the folder.</summary>
    public string Path { get; }

    /// <summary>Whether an earlier search continues.</summary>
    public bool Resumes => _start is RunStart.Resume or RunStart.Repair;

    /// <summary>Opens a folder, before any work is done.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="configuration">Everything the history depends on.</param>
    /// <param name="start">What to do with an earlier search.</param>
    /// <exception cref="UsageException">There is a search and the start is a new one, it is another search, or the folder cannot be written to.</exception>
    public static SearchRunFolder Open(string path, JsonObject configuration, RunStart start)
    {
        var run = RunFolder.Open(path);
        try
        {
            return new SearchRunFolder(path, run, configuration, run.Compare(configuration, start, "search"));
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file of lines; those of an earlier search are kept if it continues.</summary>
    public JsonLines<TLine> OpenLines<TLine>(string name, JsonTypeInfo<TLine> type)
        where TLine : class => JsonLines<TLine>.Open(System.IO.Path.Combine(Path, name), type, _start);

    /// <summary>Notes what is run and where; an earlier result goes.</summary>
    public void Begin(JsonObject environment)
    {
        File.Delete(ResultPath);
        _run.Begin(environment);
        _run.WriteConfiguration(_configuration);
    }

    /// <summary>Writes <c>result.json</c>.</summary>
    public void WriteResult(JsonObject result) => AtomicFile.Write(ResultPath, JsonText.Document(result));

    /// <summary>Lets others have the folder.</summary>
    public void Dispose() => _run.Dispose();

    private string ResultPath => System.IO.Path.Combine(Path, "result.json");
}
