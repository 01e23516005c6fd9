using System.Security.Cryptography;
using SwapScore.Storage;

namespace SwapScore.Server.Requests;

/// <summary>Files that clients have sent. A file is named by the SHA-256 of its content, so that it is kept once and nothing of it is a path.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="maximumBytes">Most bytes of one.</param>
internal sealed class SentFiles(string folder, long maximumBytes)
{
    private const int NameLength = 64;

    /// <summary>Keeps a file.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellation">Stops; nothing is kept.</param>
    /// <returns>Its name and size in bytes.</returns>
    /// <exception cref="UsageException">It is empty or too large.</exception>
    /// <exception cref="OutputException">The disk is full.</exception>
    public async Task<SentFile> KeepAsync(Stream content, CancellationToken cancellation)
    {
        RunFolder.RequireWritable(folder);
        var part = Path.Combine(folder, $".{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");
        try
        {
            var (name, bytes) = await CopyAsync(content, part, cancellation);
            File.Move(part, Path.Combine(folder, name), overwrite: true);
            return new SentFile(name, bytes);
        }
        catch (IOException fault) when (fault is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            throw OutputException.At(folder, fault, "free some space");
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Path of a file.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="UsageException">No such file was sent.</exception>
    public string Find(string name)
    {
        var isName = name.Length == NameLength && name.All(char.IsAsciiHexDigitLower);
        return isName && Path.Combine(folder, name) is var path && File.Exists(path)
            ? path
            : throw new UsageException($"no file {PrintableText.Escape(name)} was sent", "send it to /api/v1/files, which answers with its name");
    }

    private async Task<(string Name, long Bytes)> CopyAsync(Stream content, string part, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        var buffer = new byte[1 << 16];
        var bytes = 0L;
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            bytes += read;
            if (bytes > maximumBytes) throw new UsageException($"the file has more than {maximumBytes} bytes", "send a smaller one");
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return bytes > 0 ? (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes) : throw new UsageException("the file is empty");
    }
}
