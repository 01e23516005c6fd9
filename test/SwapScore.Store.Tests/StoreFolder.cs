using System.Globalization;
using Microsoft.Data.Sqlite;
using SwapScore.Evaluation;
using SwapScore.Metrics;

namespace SwapScore.Store.Tests;

/// <summary>A folder of stores, and results to keep in them.</summary>
internal sealed class StoreFolder : IStorePlace, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-store").FullName;

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Table => "scores";

    public ScoreStore Open(string name = "scores", TimeProvider? clock = null) => ScoreStore.Create(PathOf($"{name}.db"), "1.2.3", clock ?? TimeProvider.System);

    public void Execute(string text, string name = "scores")
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={PathOf($"{name}.db")};Pooling=False"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    public static ScoreKey Key(int number, string space = "darts", string code = "engine 1, swap 1") => new(
        new EvaluationRequest(space, $"architecture {number}", new EvaluationOptions { Repeats = 2 }, "0123456789abcdef") { Task = "cifar10" }, code);

    public static EvaluationResult Result(ScoreKey key, double value) => new()
    {
        Request = key.Request,
        Parameters = 12,
        Flops = 34,
        Metrics = new Dictionary<string, MetricScore> { ["swap"] = new([value, double.NegativeInfinity, 1 / 3d], 0.1) },
        Notes = ["a note with 'quotes', \"others\" and é"],
        Seconds = new EvaluationSeconds { Forward = 5 },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
