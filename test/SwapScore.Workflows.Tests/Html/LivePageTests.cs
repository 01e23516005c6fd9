using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SkiaSharp;
using SwapScore.Onnx.Export;
using SwapScore.Server;
using SwapScore.Server.Hosting;
using SwapScore.Spaces;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Tests.Html;

/// <summary>The live page of a service in headless Chromium, in every state.</summary>
public sealed class LivePageTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const string Token = "a token of 16 characters";
    private const string Architecture = "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|";
    private const string Search = """{"kind": "search", "space": "nasbench201", "evaluations": 3000, "options": {"repeats": 1}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-page").FullName;
    private readonly List<string> _complaints = [];
    private ScoringServer? _server;
    private int _port;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Overview_WithoutJobs_SaysSoAndOffersAllKinds()
    {
        var page = await OpenAsync();
        await Assertions.Expect(page.Locator("#no-jobs")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("connected");
        foreach (var (kind, shown, hidden) in new[] { ("score", "architectures", "models"), ("study", "table", "evaluations"), ("search", "evaluations", "table"), ("models", "photographs", "space") })
        {
            await page.Locator("[name=kind]").SelectOptionAsync(kind);
            await Assertions.Expect(page.Locator($"[name={shown}]")).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator($"[name={hidden}]")).ToBeHiddenAsync();
            await RequireFitAsync(page);
        }

        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Report_OfAServiceWithAToken_IsShownWithItsScript()
    {
        var page = await OpenAsync(Token);
        await Assertions.Expect(page.Locator("#sign-in")).ToBeVisibleAsync();
        await RequireFitAsync(page);
        await page.Locator("#token").FillAsync(Token);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#overview")).ToBeVisibleAsync();
        _complaints.Clear();

        await page.Locator("[name=space]").SelectOptionAsync("darts");
        await page.Locator("[name=repeats]").FillAsync("1");
        await page.Locator("[name=architectures]").FillAsync("DARTS_V1\nPDARTS");
        await page.Locator("#new-job > button").ClickAsync();
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("done");
        var report = page.FrameLocator("#job-report");
        await Assertions.Expect(report.Locator("h1")).ToHaveTextAsync("Networks ranked before they are trained");

        // The button is hidden unless the script runs, and a heading sorts where it does.
        await Assertions.Expect(report.Locator("#theme")).ToBeVisibleAsync();
        await report.Locator("#table-1 th button").Nth(1).ClickAsync();
        await Assertions.Expect(report.Locator("#announcement")).ToHaveTextAsync("Sorted by Network, ascending");
        await RequireFitAsync(page);
        Assert.Empty(_complaints);
    }

    [Fact(Explicit = true)]
    public async Task Job_FailedCanceledOrRunning_SaysHowItStands()
    {
        var page = await OpenAsync();
        var table = Path.Combine(_folder, "files", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        await File.WriteAllTextAsync(table, "no table", Stop);
        var failed = await SubmitAsync($$"""{"kind": "study", "space": "darts", "truth": "{{Path.GetFileName(table)}}"}""");
        await page.GotoAsync($"{_server!.Address}#{failed}");
        await Assertions.Expect(page.Locator("#job-state")).ToHaveTextAsync("failed");
        await Assertions.Expect(page.Locator("#job-fault")).ToContainTextAsync("row 1: 1 columns instead of genotype and accuracy");
        await Assertions.Expect(page.Locator("#job-fault")).Not.ToContainTextAsync(_folder);
        await Assertions.Expect(page.Locator("#job-actions button")).ToHaveTextAsync("Resume");
        await RequireFitAsync(page);

        var running = await SubmitAsync(Search);
        await page.GotoAsync($"{_server.Address}#{running}");
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("of 3000");
        await Assertions.Expect(page.Locator("#job-progress")).ToBeVisibleAsync();
        await RequireFitAsync(page);
        await page.GotoAsync($"{_server.Address}");
        await Assertions.Expect(page.Locator("#jobs li")).ToHaveCountAsync(2);
        await page.SetViewportSizeAsync(320, 900);
        Assert.True(await page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('#jobs li')].map(job => job.getBoundingClientRect().height))") < 200);
        await RequireFitAsync(page);

        // Gone, and back: the page finds the service and the job again by itself.
        await page.GotoAsync($"{_server.Address}#{running}");
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("running");
        Assert.Empty(_complaints);
        await _server.DisposeAsync();
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("the service does not answer; trying again");
        await RequireFitAsync(page);
        await StartAsync(null);
        await Assertions.Expect(page.Locator("#connection")).ToHaveTextAsync("connected");
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("running");
        await page.Locator("#job-actions button").ClickAsync();
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("canceled");
    }

    [Fact(Explicit = true)]
    public async Task Files_DroppedOnThePage_AreScored()
    {
        var page = await OpenAsync();
        var space = SearchSpaces.Find("nasbench201");
        var task = SearchSpaces.FindTask(space, null);
        var network = space.BuildScoringNetwork(space.Parse(Architecture), task, task.Input);
        var model = OnnxExport.ToBytes(network, new OnnxExportOptions());
        var files = new[] { ("net.onnx", model), ("b.png", Picture(SKColors.Tomato)), ("a.png", Picture(SKColors.Teal)) };
        await page.EvaluateAsync(
            """
            files => {
              const dataTransfer = new DataTransfer();
              for (const [name, content] of files) dataTransfer.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
              window.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            }
            """,
            files.Select(file => new[] { file.Item1, Convert.ToBase64String(file.Item2) }).ToArray());
        await Assertions.Expect(page.Locator("#job-state")).ToContainTextAsync("done");
        await Assertions.Expect(page.Locator("#job-title")).ToHaveTextAsync("job-1: models · net.onnx · swap");
        await Assertions.Expect(page.FrameLocator("#job-report").Locator("#table-1 tbody")).ToContainTextAsync("net.onnx");

        using var client = new HttpClient { BaseAddress = _server!.Address };
        var result = await client.GetStringAsync(new Uri("/api/v1/jobs/job-1/result", UriKind.Relative), Stop);
        Assert.DoesNotContain(_folder, result, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, await client.GetStringAsync(new Uri("/api/v1/jobs/job-1/report", UriKind.Relative), Stop), StringComparison.Ordinal);
        Assert.Equal("net.onnx", (string?)JsonNode.Parse(result)!["results"]![0]!["name"]);
        Assert.False(Directory.Exists(Path.Combine(_folder, "jobs", "job-1", "run", "sent")));
        Assert.Empty(_complaints);
    }

    private static byte[] Picture(SKColor color)
    {
        using var bitmap = new SKBitmap(40, 30);
        bitmap.Erase(color);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>Narrow and wide, light and dark: nothing makes the page scroll sideways, and every text stands out.</summary>
    private static async Task RequireFitAsync(IPage page)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in (int[])[320, 1200])
            {
                await page.SetViewportSizeAsync(width, 900);
                Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{page.Url} is wider than {width} pixels");
            }

            var contrast = await page.EvaluateAsync<double>(PageScripts.LeastContrast);
            Assert.True(contrast >= 4.5, $"the least contrast of a text with what lies behind it is {contrast:0.00}");
        }
    }

    private async Task<IPage> OpenAsync(string? token = null)
    {
        // A busy machine makes nothing wrong.
        const float Patience = 300_000;
        Assertions.SetDefaultExpectTimeout(Patience);
        await StartAsync(token);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, fault) => _complaints.Add(fault);
        await page.GotoAsync($"{_server!.Address}");
        return page;
    }

    private async Task StartAsync(string? token)
    {
        _server = ScoringServer.Create(WorkflowContext.Standard, new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, _port), Folder = _folder, Token = token, Threads = 1 });
        await _server.StartAsync(Stop);
        _port = _server.Address.Port;
    }

    private async Task<string> SubmitAsync(string request)
    {
        using var client = new HttpClient { BaseAddress = _server!.Address };
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("/api/v1/jobs", UriKind.Relative), content, Stop);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("id").GetString()!;
    }
}
