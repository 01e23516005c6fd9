using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SwapScore.Tests.Data.Published;

/// <summary>A publisher on this machine, with the faults a real one has.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
#pragma warning disable CA2213 // Requests may still look at it.
    private readonly CancellationTokenSource _stop = new();
#pragma warning restore CA2213
    private readonly Task _serving;

    public LocalServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>What is published.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>Its entity tag; null for none.</summary>
    public string? Tag { get; set; } = "\"v1\"";

    /// <summary>Whether a part of the file can be asked for.</summary>
    public bool HasRanges { get; set; } = true;

    /// <summary>Bytes of the content after which the connection is cut; null for never.</summary>
    public int? CutAfter { get; set; }

    /// <summary>Bytes of the content after which nothing more comes, though the connection stays; null for never.</summary>
    public int? StallAfter { get; set; }

    /// <summary>What it answers instead of the file, for example <c>404 Not Found</c>; null for the file.</summary>
    public string? Refusal { get; set; }

    /// <summary>Length it announces; null for the true one.</summary>
    public long? AnnouncedLength { get; set; }

    public string ContentType { get; set; } = "application/octet-stream";

    /// <summary>Ranges asked for, one a request; empty for the whole file.</summary>
    public List<string> Ranges { get; } = [];

    /// <summary>The address of the file; <c>/moved</c> leads to it.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/file");

    public Uri Moved => new(Address, "/moved");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
                // The client or the server has gone.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var path = (await reader.ReadLineAsync(_stop.Token))!.Split(' ')[1];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            headers[line.Split(": ")[0]] = line.Split(": ")[1];
        if (path == "/moved")
        {
            await SendAsync(stream, $"302 Found\r\nLocation: {Address}\r\nContent-Length: 0", []);
            return;
        }

        var range = headers.GetValueOrDefault("Range", "");
        Ranges.Add(range);
        if (Refusal is { } refusal)
        {
            await SendAsync(stream, $"{refusal}\r\nContent-Length: 0", []);
            return;
        }

        var fits = !headers.TryGetValue("If-Range", out var mark) || mark == Tag;
        var start = HasRanges && range.Length > 0 && fits ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;
        var tag = Tag is { } value ? $"\r\nETag: {value}" : "";
        if (start >= Content.Length && start > 0)
            await SendAsync(stream, $"416 Range Not Satisfiable\r\nContent-Range: bytes */{Content.Length}\r\nContent-Length: 0", []);
        else if (start > 0)
            await SendAsync(stream, $"206 Partial Content\r\nContent-Range: bytes {start}-{Content.Length - 1}/{Content.Length}\r\nContent-Length: {Content.Length - start}{tag}", Content[start..]);
        else
            await SendAsync(stream, $"200 OK\r\nContent-Type: {ContentType}\r\nContent-Length: {AnnouncedLength ?? Content.Length}{tag}", Content);
    }

    private async Task SendAsync(NetworkStream stream, string head, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"), _stop.Token);
        var sent = Math.Min(body.Length, Math.Min(CutAfter ?? int.MaxValue, StallAfter ?? int.MaxValue));
        await stream.WriteAsync(body.AsMemory(0, sent), _stop.Token);
        await stream.FlushAsync(_stop.Token);
        if (body.Length > 0 && StallAfter is not null) await Task.Delay(Timeout.Infinite, _stop.Token);
    }
}
