using System.Net;
using System.Net.Http.Headers;
using static System.FormattableString;

namespace SwapScore.Data.Published;

/// <summary>
/// Downloads over HTTP. What has come stays in a partial file; the next attempt asks for the rest of the same version, and starts again
/// where the publisher has another one or sends whole files only.
/// </summary>
/// <param name="client">Sends requests; follows redirections.</param>
/// <param name="options">How patient it is.</param>
internal sealed class Downloader(HttpClient client, DownloadOptions options)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Brings a file, or the rest of one.</summary>
    /// <param name="file">What is downloaded.</param>
    /// <param name="address">Where from.</param>
    /// <param name="part">Path of the file to write.</param>
    /// <param name="progress">Told before the first byte and then as they come.</param>
    /// <param name="cancellation">Stops; what has come stays.</param>
    /// <exception cref="InputException">The publisher does not give the file, or the connection broke too often.</exception>
    /// <exception cref="OutputException">The disk is full.</exception>
    public async Task FetchAsync(PublishedFile file, Uri address, PartialFile part, IProgress<(long Bytes, long? Total, long Resumed)>? progress, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ReceiveAsync(file, address, part, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (BrokenTransferException fault) when (attempt >= options.Attempts)
            {
                throw new InputException(
                    $"{address}: {fault.Message}" + (part.Length > 0 ? $"; {part.Length} bytes are kept" : ""),
                    part.Length > 0 ? "the next attempt goes on where this one stopped" : $"try again later, or see {file.Page}",
                    fault);
            }
            catch (BrokenTransferException)
            {
                await Task.Delay(options.Pause, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task ReceiveAsync(PublishedFile file, Uri address, PartialFile part, IProgress<(long Bytes, long? Total, long Resumed)>? progress, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var start = 0L;
        if (part.CanResume(address, out var mark))
        {
            start = part.Length;
            request.Headers.Range = new RangeHeaderValue(start, null);
            if (mark is not null) request.Headers.TryAddWithoutValidation("If-Range", mark);
        }

        using var response = await PatientlyAsync(
            patience => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience), cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && start > 0)
        {
            // All of it is here already, or what is here is of another version.
            if (response.Content.Headers.ContentRange?.Length == start) return;
            part.Delete();
            throw new BrokenTransferException("the publisher has another version than the one begun");
        }

        RequireFile(file, address, response);
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != start) start = 0;
        var total = response.StatusCode == HttpStatusCode.PartialContent
            ? response.Content.Headers.ContentRange?.Length
            : response.Content.Headers.ContentLength;
        if (response.StatusCode == HttpStatusCode.PartialContent && start == 0)
        {
            part.Delete();
            throw new BrokenTransferException("the publisher sent another part than the one asked for");
        }

        RequireSpace(part.Path, (total ?? file.Bytes ?? 0) - start);
        progress?.Report((start, total ?? file.Bytes, start));
        await AppendAsync(response, part, start, total, () => part.Note(address, MarkOf(response), file.Checksum is not null), progress, cancellation).ConfigureAwait(false);
        if (!WebPage.IsBegunBy(part.Path)) return;
        part.Delete();
        throw SentWebPage(file, address);
    }

    private async Task AppendAsync(
        HttpResponseMessage response,
        PartialFile part,
        long start,
        long? total,
        Action note,
        IProgress<(long Bytes, long? Total, long Resumed)>? progress,
        CancellationToken cancellation)
    {
        using var target = Open(part.Path, start);
        note();
        var length = start;
        using var source = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        var buffer = new byte[BufferBytes];
        while (await PatientlyAsync(async patience => await source.ReadAsync(buffer, patience).ConfigureAwait(false), cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            try
            {
                target.Write(buffer.AsSpan(0, count));
            }
            catch (Exception fault) when (SystemReason.IsOfWriting(fault))
            {
                throw OutputException.At(part.Path, fault, "free some space; the next attempt goes on where this one stopped");
            }

            length += count;
            progress?.Report((length, total, start));
        }

        if (total is { } expected && length != expected)
            throw new BrokenTransferException($"the connection ended after {length} of {expected} bytes");
    }

    /// <summary>Waits for the network, but not for ever.</summary>
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        try
        {
            return await work(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new BrokenTransferException(Invariant($"nothing came for {options.Patience.TotalSeconds:0.#} seconds"), fault);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.NameResolutionError)
        {
            throw new BrokenTransferException($"there is no network, or no such host ({fault.Message.TrimEnd('.')})", fault);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new BrokenTransferException($"there is no network, or the host does not answer ({fault.Message.TrimEnd('.')})", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new BrokenTransferException($"the connection broke ({fault.Message.TrimEnd('.')})", fault);
        }
    }

    private static void RequireFile(PublishedFile file, Uri address, HttpResponseMessage response)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests)
            throw new BrokenTransferException($"the publisher answers {status}");
        if (!response.IsSuccessStatusCode)
            throw new InputException($"{address}: the publisher answers {status}", Remedy.UseAnotherAddress(file.Page));
        if (response.Content.Headers.ContentType?.MediaType == "text/html")
            throw SentWebPage(file, address);
    }

    private static InputException SentWebPage(PublishedFile file, Uri address) => new(
        $"{address}: the publisher sends a web page instead of the file", $"open {file.Page} in a browser, and put the file at {file.Paths[0]}");

    private static FileStream Open(string path, long start)
    {
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(start);
            stream.Position = start;
            return stream;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw OutputException.At(path, fault, "is another download of it running?");
        }
    }

    private static void RequireSpace(string path, long bytes)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (bytes > free)
            throw new OutputException($"{bytes} bytes are to come, but only {free} are free at {folder}", Remedy.FreeSpaceOrMoveData());
    }

    /// <summary>What identifies this version of the file: a strong entity tag, else its date.</summary>
    private static string? MarkOf(HttpResponseMessage response) =>
        response.Headers.ETag is { IsWeak: false } tag ? tag.ToString() : response.Content.Headers.LastModified?.ToString("R");
}
