using SwapScore.Storage;

namespace SwapScore.Data.Published;

/// <summary>
/// A folder of published data, laid out as <see cref="PublishedFile.Paths"/> says: tables in <c>tables</c>, texts in <c>text</c>, every set of
/// images in a folder of its own.
/// </summary>
/// <param name="path">The folder.</param>
public sealed class DataFolder(string path)
{
    private readonly ChecksumList _checksums = new(path);

    /// <summary>
    /// Where data lie when nobody says otherwise: <c>SWAPSCORE_DATA</c>, else <c>swapscore</c> in the user's folder for caches (<c>XDG_CACHE_HOME</c>,
    /// <c>~/.cache</c>).
    /// </summary>
    public static string StandardPath =>
        Environment.GetEnvironmentVariable("SWAPSCORE_DATA") is { Length: > 0 } chosen ? chosen
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? System.IO.Path.Combine(cache, "swapscore")
        : OperatingSystem.IsWindows() ? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "swapscore")
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "swapscore");

    /// <summary>The folder.</summary>
    public string Path => path;

    /// <summary>Path of the file that commands read, whether it exists or not.</summary>
    /// <param name="file">A published file.</param>
    public string PathOf(PublishedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Full(file.Paths[0]);
    }

    /// <summary>Whether the file that commands read exists.</summary>
    /// <param name="file">A published file.</param>
    public bool Has(PublishedFile file) => File.Exists(PathOf(file));

    /// <summary>Compares a file with its published checksum, or with that of its first download.</summary>
    /// <param name="file">A published file.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public DataState StateOf(PublishedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!Has(file)) return DataState.Missing;
        var states = file.Paths.Select(one => (Path: one, Expected: Expected(file, one))).ToList();
        if (states.Exists(one => one.Expected is { } expected && (!File.Exists(Full(one.Path)) || !expected.Fits(Full(one.Path))))) return DataState.Damaged;
        return states.Exists(one => one.Expected is null) ? DataState.Unrecorded : DataState.Intact;
    }

    /// <summary>Refuses a file that differs from what was published or first downloaded.</summary>
    /// <param name="file">A published file that is there.</param>
    /// <exception cref="InputException">It differs, or cannot be read.</exception>
    public void RequireUndamaged(PublishedFile file)
    {
        if (StateOf(file) == DataState.Damaged)
            throw new InputException($"{PathOf(file)} is not what was published or first downloaded", Remedy.DownloadAgain(file.Name));
    }

    /// <summary>Refuses a file that its publisher gives to registered people only.</summary>
    /// <param name="file">A published file.</param>
    /// <exception cref="UsageException">It has no address that a program could download it from.</exception>
    public void RequireAddress(PublishedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Address is null)
            throw new UsageException($"{file.Name} is given to registered people only ({file.License})", $"download it from {file.Page} and put it at {PathOf(file)}");
    }

    /// <summary>Downloads a file, or the rest of one, checks it and puts it in its place.</summary>
    /// <param name="file">A published file.</param>
    /// <param name="address">Where from; null for the publisher's address.</param>
    /// <param name="client">Sends requests; follows redirections.</param>
    /// <param name="patience">Time without a byte after which a connection counts as broken; null for 60 seconds.</param>
    /// <param name="progress">
    /// Receives, before the first byte and then as they come, the bytes that have come, those in all (null while unknown), and those that came in earlier
    /// runs or connections.
    /// </param>
    /// <param name="cancellation">Stops; what has come stays, and the next call goes on.</param>
    /// <exception cref="UsageException">The publisher wants a person to download it, or the folder cannot be written.</exception>
    /// <exception cref="InputException">The publisher does not give the file, the connection broke, or the file is not the published one.</exception>
    /// <exception cref="OutputException">The disk is full.</exception>
    public Task GetAsync(
        PublishedFile file,
        Uri? address,
        HttpClient client,
        TimeSpan? patience = null,
        IProgress<(long Bytes, long? Total, long Resumed)>? progress = null,
        CancellationToken cancellation = default) =>
        GetAsync(file, address, client, patience is { } time ? new DownloadOptions { Patience = time } : new DownloadOptions(), progress, cancellation);

    /// <summary>The same, with a number of attempts.</summary>
    internal async Task GetAsync(
        PublishedFile file, Uri? address, HttpClient client, DownloadOptions options, IProgress<(long Bytes, long? Total, long Resumed)>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(client);
        if (address is null) RequireAddress(file);
        address ??= file.Address!;
        RunFolder.RequireWritable(path);
        var part = new PartialFile(Directory.CreateDirectory(System.IO.Path.Combine(path, ".downloads")).FullName + $"/{file.Name}.part");
        await new Downloader(client, options).FetchAsync(file, address, part, progress, cancellation).ConfigureAwait(false);
        if (file.Expected is { } published && Checksum.OfFile(part.Path, published.Algorithm) is var found && found != published)
        {
            part.Delete();
            throw new InputException($"{address}: what came has {found}, published is {published}; it was thrown away", $"see {file.Page}");
        }

        Install(file, part);
    }

    private void Install(PublishedFile file, PartialFile part)
    {
        if (file.ArchiveFolder is { } inner)
        {
            ArchiveFiles.Unpack(part.Path, file.Paths.ToDictionary(one => inner + System.IO.Path.GetFileName(one), Full));
            part.Delete();
        }
        else
        {
            part.MoveTo(PathOf(file));
        }

        foreach (var one in file.Paths)
            _checksums.Note(one, Checksum.OfFile(Full(one)));
    }

    /// <summary>What a file should be: as published where that says it, else as first downloaded.</summary>
    private Checksum? Expected(PublishedFile file, string one) => file.ArchiveFolder is null && file.Expected is { } published ? published : _checksums.Find(one);

    private string Full(string one) => System.IO.Path.Combine(path, one);
}
