using System.Formats.Tar;
using System.IO.Compression;
using SwapScore.Data.Published;

namespace SwapScore.Tests.Data.Published;

public sealed class DataFolderTests : IAsyncLifetime, IDisposable
{
    private static readonly DownloadOptions Impatient = new() { Attempts = 1, Patience = TimeSpan.FromSeconds(20), Pause = TimeSpan.Zero };

    private readonly string _root = Directory.CreateTempSubdirectory("swapscore").FullName;
    private readonly LocalServer _server = new();
    private readonly HttpClient _client = new();
    private readonly byte[] _content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i / 7 + i))];

    private DataFolder Folder => new(_root);

    private string Target => Path.Combine(_root, "tables", "t.csv");

    public ValueTask InitializeAsync()
    {
        _server.Content = _content;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Get_WholeFile_IsInPlaceAndNoted()
    {
        var reports = new List<(long Bytes, long? Total, long Resumed)>();
        await Folder.GetAsync(File(), null, _client, Impatient, new Listener(reports.Add), TestContext.Current.CancellationToken);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
        Assert.Equal(DataState.Intact, Folder.StateOf(File()));
        Assert.Contains($"{Checksum.OfFile(Target).Hexadecimal}  tables/t.csv\n", System.IO.File.ReadAllText(Path.Combine(_root, "checksums.sha256")), StringComparison.Ordinal);
        Assert.Equal((0, _content.Length, 0), reports[0]);
        Assert.Equal(_content.Length, reports[^1].Bytes);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_root, ".downloads")));
    }

    [Fact]
    public async Task Get_Interrupted_GoesOnWhereItStopped()
    {
        _server.CutAfter = 100_000;
        var broken = await Assert.ThrowsAsync<InputException>(() => GetAsync(File()));
        Assert.Contains("100000 bytes are kept", broken.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Target));

        _server.CutAfter = null;
        await GetAsync(File());
        Assert.Equal(["", "bytes=100000-"], _server.Ranges);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_BrokenAgainAndAgain_TriesTheRestByItself()
    {
        _server.CutAfter = 110_000;
        await Folder.GetAsync(File(), null, _client, Impatient with { Attempts = 3 }, null, TestContext.Current.CancellationToken);
        Assert.Equal(["", "bytes=110000-", "bytes=220000-"], _server.Ranges);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_AnotherVersionMeanwhile_StartsAgain()
    {
        await BeginAsync(File());
        _server.Tag = "\"v2\"";
        _server.Content = [.. _content.Reverse()];
        await GetAsync(File());
        Assert.Equal(_server.Content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_ServerWithoutRanges_StartsAgain()
    {
        _server.HasRanges = false;
        await BeginAsync(File());
        await GetAsync(File());
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_NoMarkOfTheVersion_AsksForTheRestOnlyIfAChecksumWillTell()
    {
        _server.Tag = null;
        await BeginAsync(File());
        await GetAsync(File());
        Assert.Equal(["", ""], _server.Ranges);

        var known = File() with { Name = "known", Checksum = Checksum.OfFile(Target).ToString() };
        await BeginAsync(known);
        await GetAsync(known);
        Assert.Equal(["", "", "", "bytes=50000-"], _server.Ranges);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_AllThereButNotYetInPlace_IsFinished()
    {
        await BeginAsync(File());
        using (var part = System.IO.File.OpenWrite(Path.Combine(_root, ".downloads", "toy.part")))
            part.Write(_content);
        await GetAsync(File());
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_WrongChecksum_KeepsNothing()
    {
        var file = File() with { Checksum = $"md5 {new string('0', 32)}" };
        var fault = await Assert.ThrowsAsync<InputException>(() => GetAsync(file));
        Assert.Contains("published is md5 000", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("md5", "5eb63bbbe01eeed093cb22bb8f5acdc3")]
    [InlineData("sha256", "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9")]
    public async Task Get_RightChecksum_IsIntact(string algorithm, string value)
    {
        _server.Content = "hello world"u8.ToArray();
        var file = File() with { Checksum = $"{algorithm} {value}" };
        await GetAsync(file);
        Assert.Equal(DataState.Intact, Folder.StateOf(file));
    }

    [Fact]
    public async Task Get_Redirected_Follows()
    {
        await Folder.GetAsync(File(), _server.Moved, _client, Impatient, null, TestContext.Current.CancellationToken);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Theory]
    [InlineData("404 Not Found", 1)]
    [InlineData("403 Forbidden", 1)]
    [InlineData("503 Service Unavailable", 2)]
    public async Task Get_Refused_SaysSoAndTriesAgainOnlyIfItMayHelp(string refusal, int attempts)
    {
        _server.Refusal = refusal;
        var fault = await Assert.ThrowsAsync<InputException>(() =>
            Folder.GetAsync(File(), null, _client, Impatient with { Attempts = 2 }, null, TestContext.Current.CancellationToken));
        Assert.Contains(refusal, fault.Message, StringComparison.Ordinal);
        Assert.Contains(File().Page.AbsoluteUri, fault.Hint, StringComparison.Ordinal);
        Assert.Equal(attempts, _server.Ranges.Count);
    }

    [Fact]
    public async Task Get_WebPageInstead_IsNoFile()
    {
        _server.ContentType = "text/html; charset=utf-8";
        var fault = await Assert.ThrowsAsync<InputException>(() => GetAsync(File()));
        Assert.Contains("a web page instead of the file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Stalled_GivesUpAfterItsPatience()
    {
        _server.StallAfter = 1000;
        var fault = await Assert.ThrowsAsync<InputException>(() => Folder.GetAsync(
            File(), null, _client, Impatient with { Patience = TimeSpan.FromSeconds(3) }, null, TestContext.Current.CancellationToken));
        Assert.Contains("nothing came for 3 seconds; 1000 bytes are kept", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NobodyThere_SaysSo()
    {
        await _server.DisposeAsync();
        Assert.Contains("there is no network, or the host does not answer", (await Assert.ThrowsAsync<InputException>(() => GetAsync(File()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Cancelled_KeepsWhatCame()
    {
        _server.StallAfter = 1000;
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Folder.GetAsync(File(), null, _client, Impatient, new Listener(progress =>
        {
            if (progress.Bytes == 1000) stop.Cancel();
        }), stop.Token));
        _server.StallAfter = null;
        await GetAsync(File());
        Assert.Equal("bytes=1000-", _server.Ranges[^1]);
        Assert.Equal(_content, System.IO.File.ReadAllBytes(Target));
    }

    [Fact]
    public async Task Get_MoreThanThereIsSpaceFor_IsRefusedBeforeTheFirstByte()
    {
        _server.AnnouncedLength = 1L << 60;
        var fault = await Assert.ThrowsAsync<OutputException>(() => GetAsync(File()));
        Assert.Contains("1152921504606846976 bytes are to come, but only", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Get_UnwritableFolder_IsSeenBeforeAnythingIsAskedFor()
    {
        await Assert.ThrowsAsync<UsageException>(() =>
            new DataFolder("/proc/none").GetAsync(File(), null, _client, Impatient, null, TestContext.Current.CancellationToken));
        Assert.Empty(_server.Ranges);
    }

    [Fact]
    public async Task Get_Archive_GivesItsFiles()
    {
        _server.Content = Archive(("inner/a.bin", [1, 2]), ("inner/other.txt", [9]), ("inner/b.bin", [3]));
        var file = File() with { ArchiveFolder = "inner/", Paths = ["set/a.bin", "set/b.bin"] };
        await GetAsync(file);
        Assert.Equal([1, 2], System.IO.File.ReadAllBytes(Path.Combine(_root, "set", "a.bin")));
        Assert.Equal(["a.bin", "b.bin"], Directory.EnumerateFiles(Path.Combine(_root, "set")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(DataState.Intact, Folder.StateOf(file));

        System.IO.File.WriteAllBytes(Path.Combine(_root, "set", "b.bin"), [4]);
        Assert.Equal(DataState.Damaged, Folder.StateOf(file));
        System.IO.File.Delete(Path.Combine(_root, "set", "b.bin"));
        Assert.Equal(DataState.Damaged, Folder.StateOf(file));
    }

    [Fact]
    public async Task Get_ArchiveThatIsNone_SaysSo()
    {
        var file = File() with { ArchiveFolder = "inner/", Paths = ["set/a.bin"] };
        Assert.Contains("is not the archive that was expected", (await Assert.ThrowsAsync<InputException>(() => GetAsync(file))).Message, StringComparison.Ordinal);
        _server.Content = Archive(("inner/b.bin", [3]));
        _server.Tag = "\"v2\"";
        Assert.Contains("holds no inner/a.bin", (await Assert.ThrowsAsync<InputException>(() => GetAsync(file))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_ChangedAfterTheDownload_IsDamaged()
    {
        Assert.Equal(DataState.Missing, Folder.StateOf(File()));
        await GetAsync(File());
        System.IO.File.AppendAllText(Target, "x");
        Assert.Equal(DataState.Damaged, Folder.StateOf(File()));
        Assert.Equal(Remedy.DownloadAgain("toy"), Assert.Throws<InputException>(() => Folder.RequireUndamaged(File())).Remedy);
    }

    [Fact]
    public void State_PutThereByHand_IsUnrecorded()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        System.IO.File.WriteAllText(Target, "x");
        Assert.Equal(DataState.Unrecorded, Folder.StateOf(File()));
    }

    [Fact]
    public void Catalog_EveryFile_HasAPlaceOfItsOwnAndASecureAddress()
    {
        Assert.Equal(PublishedFiles.All.Count, PublishedFiles.All.Select(file => file.Name).Distinct().Count());
        Assert.Equal(PublishedFiles.All.Sum(file => file.Paths.Count), PublishedFiles.All.SelectMany(file => file.Paths).Distinct().Count());
        Assert.All(PublishedFiles.All, file => Assert.Equal("https", (file.Address ?? file.Page).Scheme));
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(compressed))
        {
            foreach (var (name, content) in files)
                writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return bytes.ToArray();
    }

    private PublishedFile File() => new()
    {
        Name = "toy",
        Summary = "a toy",
        License = "none",
        Page = new("https://toys.example/page"),
        Address = _server.Address,
        Paths = ["tables/t.csv"],
    };

    private Task GetAsync(PublishedFile file) => Folder.GetAsync(file, null, _client, Impatient, null, TestContext.Current.CancellationToken);

    private async Task BeginAsync(PublishedFile file)
    {
        _server.CutAfter = 50_000;
        await Assert.ThrowsAsync<InputException>(() => GetAsync(file));
        _server.CutAfter = null;
    }

    private sealed class Listener(Action<(long Bytes, long? Total, long Resumed)> hear) : IProgress<(long Bytes, long? Total, long Resumed)>
    {
        public void Report((long Bytes, long? Total, long Resumed) value) => hear(value);
    }
}
