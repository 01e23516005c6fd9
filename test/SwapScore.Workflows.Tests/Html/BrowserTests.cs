using Microsoft.Playwright;

namespace SwapScore.Workflows.Tests.Html;

/// <summary>A report as a reader uses it, in headless Chromium, from a file.</summary>
public sealed class BrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string Html = SampleReport.Report.ToHtml();

    [Fact]
    public async Task Page_Opened_AsksForNothingAndComplainsOfNothing()
    {
        await using var open = await browser.OpenAsync(Html);
        await open.Page.ClickAsync("#theme");
        await open.Page.WaitForTimeoutAsync(300);
        Assert.Single(open.Requests, address => !address.StartsWith("data:", StringComparison.Ordinal));
        Assert.Empty(open.Complaints);
        Assert.Contains("<img src=", await open.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_HeadingClicked_IsSortedByValueWithMissingOnesLast()
    {
        await using var open = await browser.OpenAsync(Html);
        var ours = open.Page.Locator("#table-1 th button").Nth(2);
        await ours.ClickAsync();
        Assert.Equal(["0.933", "0.661", "−0.200", "–"], await open.ColumnAsync(2));
        Assert.Equal(["none", "none", "descending", "none", "none", "none"], await SortsAsync(open));
        await ours.ClickAsync();
        Assert.Equal(["−0.200", "0.661", "0.933", "–"], await open.ColumnAsync(2));
        await open.Page.Locator("#table-1 th button").First.ClickAsync();
        Assert.Equal(["nwot", "parameters", "swap, batch size 8", "swap, batch size 128"], await open.ColumnAsync(0));
        Assert.Equal(["ascending", "none", "none", "none", "none", "none"], await SortsAsync(open));
        Assert.Equal("Sorted by Quantity, ascending", await open.Page.InnerTextAsync("#announcement"));
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Space")]
    public async Task Table_ByKeyboardAlone_IsSorted(string key)
    {
        await using var open = await browser.OpenAsync(Html);
        for (var tabs = 0; tabs < 40; tabs++)
        {
            await open.Page.Keyboard.PressAsync("Tab");
            if (await open.Page.EvaluateAsync<string>("document.activeElement.textContent") == "Ours") break;
        }

        Assert.Equal("Ours", await open.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        Assert.Equal("solid", await open.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await open.Page.Keyboard.PressAsync(key);
        Assert.Equal(["0.933", "0.661", "−0.200", "–"], await open.ColumnAsync(2));
    }

    [Fact]
    public async Task SkipLink_FirstTab_LeadsToTheContent()
    {
        await using var open = await browser.OpenAsync(Html);
        await open.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await open.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await open.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("content", await open.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Colors_OfSystemOrButton_ReachPageAndFigures(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(Html, scheme: scheme);
        var before = await PapersAsync(open);
        await open.Page.ClickAsync("#theme");
        var after = await PapersAsync(open);
        var (light, dark) = scheme == ColorScheme.Light ? (before, after) : (after, before);
        Assert.All(light, lightness => Assert.InRange(lightness, 0.9, 1));
        Assert.All(dark, lightness => Assert.InRange(lightness, 0, 0.2));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Colors_OfEveryText_StandOut(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(Html, scheme: scheme);
        var contrast = await open.Page.EvaluateAsync<double>(PageScripts.LeastContrast);
        Assert.True(contrast >= 4.5, $"the least contrast of a text with what lies behind it is {contrast:0.00}");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(2000)]
    [InlineData(320, Explicit = true)]
    [InlineData(768, Explicit = true)]
    [InlineData(1280, Explicit = true)]
    public async Task Page_AnyWidth_ScrollsOnlyWithinTables(int width)
    {
        await using var open = await browser.OpenAsync(Html, width);
        Assert.True(await open.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width);
        if (width <= 400) Assert.True(await open.Page.EvaluateAsync<bool>("[...document.querySelectorAll('#table-2 .scroll')].every(box => box.scrollWidth > box.clientWidth)"));

        // Every figure is shown once, whole, and its letters can be read.
        var shown = await open.Page.EvaluateAsync<double[][]>(
            "[...document.querySelectorAll('figure')].map(figure => [...figure.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect()).filter(box => box.width > 0).flatMap(box => [box.left, box.right]))");
        Assert.All(shown, ends => Assert.True(ends is [>= 0, var right] && right <= width, string.Join(", ", ends)));
        Assert.True(await open.Page.EvaluateAsync<double>(PageScripts.SmallestLetter) >= 7);
    }

    /// <summary>A genotype is a short name that unfolds; the button copies all of it.</summary>
    [Fact]
    public async Task Table_LongText_IsUnfoldedAndCopied()
    {
        await using var open = await browser.OpenAsync(Html);
        var fold = open.Page.Locator(".fold");
        Assert.Equal("#12", await fold.Locator("summary").InnerTextAsync());
        Assert.False(await fold.Locator("code").IsVisibleAsync());
        await fold.Locator("summary").ClickAsync();
        Assert.Equal(SampleReport.Genotype, await fold.Locator("code").InnerTextAsync());
        await open.Page.EvaluateAsync("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text; } } })");
        await fold.Locator("button").ClickAsync();
        Assert.Equal(SampleReport.Genotype, await open.Page.EvaluateAsync<string>("window.copied"));
    }

    [Theory]
    [InlineData(1100)]
    [InlineData(390)]
    public async Task Figures_Texts_AreNeitherClippedNorOnTopOfEachOther(int width)
    {
        await using var open = await browser.OpenAsync(SampleReport.AllCharts.ToHtml(), width);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(PageScripts.TextFaults));
    }

    private static async Task<string[]> SortsAsync(OpenPage open) =>
        await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#table-1 th')].map(heading => heading.getAttribute('aria-sort'))");

    /// <summary>How light the page and the paper of a figure are, 0 … 1.</summary>
    private static async Task<double[]> PapersAsync(OpenPage open) => await open.Page.EvaluateAsync<double[]>(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('#scatter svg rect')).fill].map(color => color.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765)");
}
