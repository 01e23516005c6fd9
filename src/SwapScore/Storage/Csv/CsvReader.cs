using System.Text;

namespace SwapScore.Storage.Csv;

/// <summary>
/// Reads CSV as RFC 4180 describes it, record by record: fields in quotes may hold commas, line breaks and doubled quotes; lines end
/// with LF or CRLF. Empty lines are skipped but numbered.
/// </summary>
internal static class CsvReader
{
    /// <summary>The longest record, in characters: a file without line breaks is not a table.</summary>
    public const int MaximumRecord = 1 << 20;

    /// <summary>The records of a file of UTF-8 text, with or without a byte order mark.</summary>
    /// <param name="bytes">The content of the file.</param>
    /// <param name="path">The file, for errors.</param>
    /// <exception cref="InputException">It is not UTF-8, a quoted field does not end, or a record is too long.</exception>
    public static IEnumerable<CsvRecord> Read(byte[] bytes, string path)
    {
        string text;
        try
        {
            text = Utf8Text.Decode(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new InputException($"{path} is not UTF-8 text", "expected a CSV file", fault);
        }

        return Read(new StringReader(text), Path.GetFileName(path));
    }

    /// <summary>The records of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name in errors.</param>
    /// <param name="separator">What stands between two fields. Default: a comma.</param>
    /// <exception cref="InputException">A quoted field does not end, or a record is too long.</exception>
    public static IEnumerable<CsvRecord> Read(TextReader text, string name, char separator = ',')
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (row, length, isQuoted) = (1, 0, false);
        for (var character = text.Read(); character >= 0; character = text.Read())
        {
            if (++length > MaximumRecord)
                throw new InputException($"{name}: row {row} is longer than {MaximumRecord} characters", "is it a CSV file, and are its quotes closed?");
            switch ((char)character)
            {
                case '"' when isQuoted && text.Peek() == '"':
                    field.Append((char)text.Read());
                    break;
                case '"' when isQuoted || field.Length == 0:
                    isQuoted = !isQuoted;
                    break;
                case var one when one == separator && !isQuoted:
                    Finish();
                    break;
                case '\r' when !isQuoted && text.Peek() == '\n':
                    break;
                case '\n' when !isQuoted:
                    if (fields.Count > 0 || field.Length > 0)
                    {
                        Finish();
                        yield return new CsvRecord(row, [.. fields]);
                        fields.Clear();
                    }

                    (row, length) = (row + 1, 0);
                    break;
                default:
                    field.Append((char)character);
                    break;
            }
        }

        if (isQuoted) throw new InputException($"{name}: row {row}: a quoted field does not end");
        if (fields.Count == 0 && field.Length == 0) yield break;
        Finish();
        yield return new CsvRecord(row, fields);

        void Finish()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
