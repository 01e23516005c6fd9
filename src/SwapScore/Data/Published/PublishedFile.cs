using SwapScore.Values;

namespace SwapScore.Data.Published;

/// <summary>A data set or table others publish: what it is, where it comes from and where it lies in a folder of data.</summary>
public sealed record PublishedFile
{
    /// <summary>Every published file the product knows, data sets first.</summary>
    public static IReadOnlyList<PublishedFile> All => PublishedFiles.All;

    /// <summary>The file of a name.</summary>
    /// <param name="name">Name as in <see cref="Name"/>.</param>
    /// <exception cref="UsageException">There is none; the hint names the nearest or all.</exception>
    public static PublishedFile Find(string name) => PublishedFiles.Find(name);

    /// <summary>Name on the command line, for example <c>cifar10</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Content of the file, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Terms it is published under, as far as they are known.</summary>
    public required string License { get; init; }

    /// <summary>The publisher's page about it, for people.</summary>
    public required Uri Page { get; init; }

    /// <summary>Address for the download; null if the publisher asks for an account, so that only a person can get the file.</summary>
    public Uri? Address { get; init; }

    /// <summary>Size of the download in bytes; null where it is not known before.</summary>
    public long? Bytes { get; init; }

    /// <summary>
    /// Checksum of the download as published: <c>md5</c> or <c>sha256</c>, a space, and the value in lower case. MD5 is what some publishers give; it
    /// detects damage, not malice. Null where none is known: then the checksum of the first download is kept, and compared with
    /// ever after.
    /// </summary>
    public string? Checksum { get; init; }

    /// <summary>The same as a value.</summary>
    internal Checksum? Expected => Checksum is { } text ? Published.Checksum.Parse(text) : null;

    /// <summary>
    /// Paths of its files in the folder of data, with <c>/</c>. The first is the one commands read. A download that is no archive is the
    /// first and only one.
    /// </summary>
    public required ValueList<string> Paths { get; init; }

    /// <summary>
    /// Folder of the files inside the downloaded archive (tar, compressed with gzip), with <c>/</c> at its end; null where the download is the
    /// file itself.
    /// </summary>
    public string? ArchiveFolder { get; init; }
}
