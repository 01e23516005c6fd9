using System.Security.Cryptography;
using System.Text;

namespace SwapScore.Storage;

/// <summary>
/// Checksums of the lines of a file: each covers its line and, through the checksum before it, all earlier ones. A changed, missing, doubled or moved line
/// is thus found where it stands. A line is a JSON object whose last field is the checksum.
/// </summary>
internal sealed class LineChain
{
    private const string Opening = ",\"check\":\"";
    private const string Closing = "\"}";
    private const int DigestLength = 16;
    private const int SealLength = 10 + DigestLength + 2;

    private string _last = "";

    /// <summary>A chain that goes on from where this one is.</summary>
    public LineChain Copy() => new() { _last = _last };

    /// <summary>Adds its checksum to the next line.</summary>
    /// <param name="json">A JSON object on one line, with at least one field.</param>
    public string Seal(string json) => $"{json[..^1]}{Opening}{_last = Digest(Encoding.UTF8.GetBytes(json))}{Closing}";

    /// <summary>Checks the next line and takes its checksum off.</summary>
    /// <param name="line">UTF-8, without the line break.</param>
    /// <returns>The JSON that was sealed; null where the line, or one before it, is not what was written.</returns>
    public byte[]? Open(ReadOnlySpan<byte> line)
    {
        if (line.Length <= SealLength || !line[^SealLength..].StartsWith(Encoding.UTF8.GetBytes(Opening))) return null;
        byte[] json = [.. line[..^SealLength], (byte)'}'];
        var digest = Digest(json);
        if (!line.EndsWith(Encoding.UTF8.GetBytes(digest + Closing))) return null;
        _last = digest;
        return json;
    }

    private string Digest(byte[] json) => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(_last), .. json]))[..DigestLength];
}
