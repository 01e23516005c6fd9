namespace SwapScore.Readers.Text;

/// <summary>
/// Takes accents off the letters of European languages, as BERT does before it cuts words. The general decomposition of Unicode needs
/// tables of the operating system, which not every machine has; marks of other scripts stay.
/// </summary>
internal static class Accents
{
    private const char FirstAccented = 'À';

    private const string Accented =
        "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜ"
        + "ĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽž";

    private const string Plain =
        "AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeG"
        + "gGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZz";

    /// <summary>The text without accents.</summary>
    public static string Remove(string text) =>
        string.Create(text.Length, text, (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = source[i] >= FirstAccented && Accented.IndexOf(source[i], StringComparison.Ordinal) is >= 0 and var found ? Plain[found] : source[i];
        });
}
