namespace SwapScore.Readers.Images;

/// <summary>The scans of a progressive JPEG. Every scan may touch every pixel again, so a small file with thousands of them takes minutes.</summary>
internal static class JpegScans
{
    /// <summary>The most scans that are read. Encoders write about ten.</summary>
    public const int Maximum = 100;

    private const byte Marker = 0xFF;
    private const byte StartOfScan = 0xDA;

    /// <summary>Counts the scans of a file; 0 for one that is no JPEG.</summary>
    /// <param name="file">The bytes of the file.</param>
    public static int Count(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[Marker, 0xD8])) return 0;

        // Inside the data of a scan, 0xFF is always followed by 0 or a restart: the marker of a scan cannot occur there.
        return file.Count((ReadOnlySpan<byte>)[Marker, StartOfScan]);
    }
}
