using System.Text;

namespace SwapScore.Data.Published;

/// <summary>Recognises pages of HTML, which hosts send in place of files, not always under their name.</summary>
internal static class WebPage
{
    private const int Begin = 512;

    /// <summary>Whether a file begins as a page does.</summary>
    public static bool IsBegunBy(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Begin];
        var text = Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, Begin, throwOnEndOfStream: false)).TrimStart('\uFEFF').TrimStart();
        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
