using SwapScore.Data.Published;
using SwapScore.Values;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Published;

/// <summary>Which published data are downloaded, and where to.</summary>
public sealed record DataDownloadOptions
{
    /// <summary>Names of the data, as <see cref="PublishedFile.All"/> has them. What is named twice comes once.</summary>
    public required ValueList<string> Names { get; init; }

    /// <summary>The folder they go to.</summary>
    public required DataFolder Folder { get; init; }

    /// <summary>Another address of the file, which must then be one; the publisher's checksum still applies. Null for the publisher's. Default: null.</summary>
    public Uri? Address { get; init; }

    /// <summary>Whether data that are there are downloaded again. Default: false.</summary>
    public bool Replaces { get; init; }

    /// <summary>Time without a byte after which a connection counts as broken. Default: 60 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The data that are named.</summary>
    /// <exception cref="UsageException">One of them is unknown, or cannot be downloaded by a program.</exception>
    internal IReadOnlyList<PublishedFile> Files()
    {
        PublishedFile[] files = [.. Names.Distinct().Select(PublishedFile.Find)];
        OptionsCheck.Require(
            (Address is null || files.Length <= 1, "an address is of one file, but several are named"),
            (Patience > TimeSpan.Zero, $"the time without a byte must be above 0, not {Patience}"));
        if (Address is null) Array.ForEach(files, Folder.RequireAddress);
        return files;
    }
}
