using System.Text;

namespace SwapScore.Storage;

/// <summary>Files of UTF-8 text, with or without a byte order mark. Bytes that are no UTF-8 are a <see cref="DecoderFallbackException"/>, never another character.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a file for reading, after its byte order mark.</summary>
    /// <param name="path">The file.</param>
    public static StreamReader Open(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            Span<byte> start = stackalloc byte[Encoding.UTF8.Preamble.Length];
            if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(Encoding.UTF8.Preamble)) stream.Position = 0;
            return new StreamReader(stream, Strict, detectEncodingFromByteOrderMarks: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The text of some bytes, without a byte order mark.</summary>
    /// <param name="bytes">UTF-8.</param>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
}
