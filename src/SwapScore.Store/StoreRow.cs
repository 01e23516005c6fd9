using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using SwapScore.Evaluation;
using SwapScore.Json;

namespace SwapScore.Store;

/// <summary>A row of the table. Its digest covers all of it, so that a change of a single bit is found.</summary>
internal sealed record StoreRow(string Key, string Code, string Version, long Added, string Result, string Digest)
{
    public static StoreRow Create(ScoreKey key, EvaluationResult result, string version, DateTimeOffset added) =>
        new StoreRow(key.Hash, key.Code, version, added.ToUnixTimeSeconds(), EvaluationJson.Write(result with { Seconds = new EvaluationSeconds() }), "").Sealed();

    /// <summary>Reads <see cref="StoreTable.Columns"/>.</summary>
    public static StoreRow Read(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetString(4), reader.GetString(5));

    /// <summary>The result; null where the row is not what was written.</summary>
    public EvaluationResult? Open()
    {
        if (Sealed().Digest != Digest) return null;
        try
        {
            return EvaluationJson.ReadResult(Result);
        }
        catch (InputException)
        {
            return null;
        }
    }

    public StoredScore ToStored() => new(Key, Code, Version, DateTimeOffset.FromUnixTimeSeconds(Added), Open());

    private StoreRow Sealed() => this with
    {
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{Key}\n{Code}\n{Version}\n{Added}\n{Result}"))))[..32],
    };
}
