using Microsoft.Playwright;

namespace SwapScore.Workflows.Tests.Html;

/// <summary>An open page with what it asked for and complained about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly string _file;

    public OpenPage(IPage page, string file)
    {
        (Page, _file) = (page, file);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, fault) => Complaints.Add(fault);
    }

    public IPage Page { get; }

    /// <summary>Every address it asked for, its own file first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Everything on the console, and every uncaught error.</summary>
    public List<string> Complaints { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }

    /// <summary>The texts of a column of the first table, from the top.</summary>
    public async Task<string[]> ColumnAsync(int column) =>
        await Page.EvaluateAsync<string[]>($"[...document.querySelector('#table-1 tbody').rows].map(row => row.cells[{column}].textContent)");
}
