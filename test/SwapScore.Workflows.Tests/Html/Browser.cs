using Microsoft.Playwright;

namespace SwapScore.Workflows.Tests.Html;

/// <summary>A headless Chromium; tests that need it are skipped where none is installed.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "SWAPSCORE_CHROMIUM";

    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string? Executable => ((string?[])[Environment.GetEnvironmentVariable(Variable), "/usr/bin/chromium", "/usr/bin/chromium-browser"])
        .FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>An empty page.</summary>
    internal async Task<IPage> NewPageAsync(int width = 1100, ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(_browser is null, $"Chromium is absent; install Debian's package chromium, or set {Variable} to its executable");
        return await _browser!.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme });
    }

    /// <summary>Opens a page from a file, and notes whatever it asks for or complains about.</summary>
    internal async Task<OpenPage> OpenAsync(string html, int width = 1100, ColorScheme scheme = ColorScheme.Light)
    {
        var page = await NewPageAsync(width, scheme);
        var file = Path.Combine(Directory.CreateTempSubdirectory("swapscore").FullName, "report.html");
        await File.WriteAllTextAsync(file, html, TestContext.Current.CancellationToken);
        var open = new OpenPage(page, file);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return open;
    }
}
