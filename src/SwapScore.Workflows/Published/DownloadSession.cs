using SwapScore.Data.Published;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Sessions;

namespace SwapScore.Workflows.Published;

/// <summary>Downloads published data, one file after the other.</summary>
internal static class DownloadSession
{
    public static async Task<Outcome> RunAsync(
        DataDownloadOptions options, IProgress<WorkProgress>? progress, IProgress<Note>? notes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var files = options.Files();
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"swapscore/{WorkflowContext.Version}");
        var found = new List<(PublishedFile File, bool IsNew)>();
        foreach (var file in files)
        {
            var isNew = options.Replaces || !options.Folder.Has(file);
            if (isNew)
            {
                Announce(file, options, notes);
                await options.Folder.GetAsync(
                    file, options.Address, client, options.Patience, new InKibibytes(progress, file.Bytes, notes), cancellation).ConfigureAwait(false);
            }
            else
            {
                options.Folder.RequireUndamaged(file);
                notes.Inform($"{file.Name} is there already: {options.Folder.PathOf(file)}");
            }

            found.Add((file, isNew));
        }

        return PublishedListing.Downloads(options.Folder, found);
    }

    /// <summary>Never silently: what comes, from where, and under which terms is said before the first byte.</summary>
    private static void Announce(PublishedFile file, DataDownloadOptions options, IProgress<Note>? notes)
    {
        notes.Announce($"{file.Name}: {file.Summary}");
        notes.Announce($"  from {options.Address ?? file.Address}");
        notes.Announce($"  {PublishedWords.Size(file.Bytes)}; licence: {file.License}; checksum: {PublishedWords.Checksum(file)}");
        notes.Announce($"  to {options.Folder.PathOf(file)}");
    }

    /// <summary>Counts as other work is counted; says once how large a file is whose size was unknown, and where one is gone on with.</summary>
    private sealed class InKibibytes(IProgress<WorkProgress>? next, long? known, IProgress<Note>? notes) : IProgress<(long Bytes, long? Total, long Resumed)>
    {
        private bool _isTold;

        public void Report((long Bytes, long? Total, long Resumed) value)
        {
            if (!_isTold)
            {
                _isTold = true;
                if (known is null && value.Total is { } size) notes.Announce($"  {PublishedWords.Size(size)}, the publisher says");
                if (value.Resumed > 0) notes.Announce($"  going on after {PublishedWords.Size(value.Resumed)}");
            }

            if (value.Total is { } total) next?.Report(new WorkProgress((int)(value.Bytes >> 10), (int)(total >> 10)));
        }
    }
}
