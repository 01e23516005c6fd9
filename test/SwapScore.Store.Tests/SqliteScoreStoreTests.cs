using System.Globalization;
using Microsoft.Data.Sqlite;
using SwapScore.Evaluation;

namespace SwapScore.Store.Tests;

public sealed class SqliteScoreStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FindAsync_WhatWasAdded_IsEqualToTheLastBitWithoutItsSeconds()
    {
        var key = StoreFolder.Key(1);
        var result = StoreFolder.Result(key, -0.0);
        using (var store = _folder.Open())
            await store.AddAsync(key, result, Stop);
        using var again = _folder.Open();
        var found = await again.FindAsync([StoreFolder.Key(2), key, StoreFolder.Key(1, code: "engine 2, swap 1")], Stop);
        Assert.Equal([null, result with { Seconds = new EvaluationSeconds() }, null], found);
    }

    [Fact]
    public async Task AddAsync_TheSameKeyTwice_KeepsTheFirst()
    {
        var key = StoreFolder.Key(1);
        using var store = _folder.Open();
        await store.AddAsync(key, StoreFolder.Result(key, 1), Stop);
        await store.AddAsync(key, StoreFolder.Result(key, 2), Stop);
        Assert.Equal(1, (await store.FindAsync([key], Stop))[0]!.Metrics["swap"].Values[0]);
        Assert.Equal(1, store.Summarize().Single().Count);
    }

    [Fact]
    public async Task Stores_ManyWritersAtATime_LoseNothing()
    {
        const int Writers = 4, Each = 40;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                using var store = _folder.Open();
                for (var i = 0; i < Each; i++)
                {
                    // Every second result is written by all of them.
                    var key = StoreFolder.Key(i % 2 == 0 ? i : (1000 * writer) + i);
                    await store.AddAsync(key, StoreFolder.Result(key, i), Stop);
                }
            },
            Stop)));
        using var read = _folder.Open();
        Assert.Equal((Each / 2) + (Writers * Each / 2), read.Read(new ScoreFilter()).Count(one => one.Result is not null));
        Assert.Empty(read.Verify().Damaged);
    }

    [Fact]
    public async Task Read_MoreThanAPage_HasEachOnceInOrder()
    {
        using var store = _folder.Open();
        var keys = Enumerable.Range(0, StoreCommands.Page + 3).Select(i => StoreFolder.Key(i)).ToList();
        foreach (var key in keys)
            await store.AddAsync(key, StoreFolder.Result(key, 0), Stop);
        Assert.Equal(keys.Select(key => key.Hash).Order(StringComparer.Ordinal), store.Read(new ScoreFilter()).Select(one => one.Key));
    }

    [Fact]
    public async Task Filters_EachOfThem_ChoosesWhatItSays()
    {
        var clock = new Day { Today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        using var store = _folder.Open(clock: clock);
        var (early, late) = (StoreFolder.Key(1), StoreFolder.Key(2, "nasbench201"));
        await store.AddAsync(early, StoreFolder.Result(early, 1), Stop);
        clock.Today = clock.Today.AddDays(10);
        await store.AddAsync(late, StoreFolder.Result(late, 2), Stop);

        Assert.Equal([early.Hash], Keys(new ScoreFilter { Space = "darts" }));
        Assert.Equal([late.Hash], Keys(new ScoreFilter { Since = clock.Today }));
        Assert.Equal([early.Hash], Keys(new ScoreFilter { Until = clock.Today }));
        Assert.Equal([late.Hash], Keys(new ScoreFilter { Key = late.Hash[..8] }));
        Assert.Equal([late.Hash], Keys(new ScoreFilter { Architecture = "architecture 2" }));
        Assert.Equal(2, Keys(new ScoreFilter { Metric = "swap", Data = "0123" }).Count);
        Assert.Empty(Keys(new ScoreFilter { Metric = "swa" }));
        Assert.Equal(1, store.Remove(new ScoreFilter { Until = clock.Today }));
        Assert.Equal([late.Hash], Keys(new ScoreFilter()));

        List<string> Keys(ScoreFilter filter) => [.. store.Read(filter).Select(one => one.Key)];
    }

    [Theory]
    [InlineData("result", "replace(result, '34', '35')")]
    [InlineData("result", "'{'")]
    [InlineData("code", "'engine 2, swap 1'")]
    [InlineData("added", "added + 1")]
    public async Task DamagedRow_IsFoundAndNeverGivenOut(string column, string change)
    {
        var (damaged, intact) = (StoreFolder.Key(1), StoreFolder.Key(2));
        using (var store = _folder.Open())
        {
            await store.AddAsync(damaged, StoreFolder.Result(damaged, 1), Stop);
            await store.AddAsync(intact, StoreFolder.Result(intact, 1), Stop);
        }

        Execute($"UPDATE scores SET {column} = {change} WHERE key = '{damaged.Hash}'");
        using var again = _folder.Open();
        var fault = await Assert.ThrowsAsync<InputException>(() => again.FindAsync([damaged], Stop));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.NotNull((await again.FindAsync([intact], Stop))[0]);
        Assert.Equal([damaged.Hash], again.Read(new ScoreFilter()).Where(one => one.Result is null).Select(one => one.Key));

        using var merged = _folder.Open("merged.db");
        Assert.Equal((1, 0, 1), merged.Merge(again));
        Assert.Equal((0, 1, 1), merged.Merge(again));
        Assert.Equal(1, again.RemoveDamaged());
        Assert.Null((await again.FindAsync([damaged], Stop))[0]);
    }

    [Fact]
    public async Task DamagedFile_IsAFaultOfTheInput()
    {
        using (var store = _folder.Open())
        {
            for (var i = 0; i < 200; i++)
                await store.AddAsync(StoreFolder.Key(i), StoreFolder.Result(StoreFolder.Key(i), i), Stop);
        }

        var path = _folder.PathOf("scores.db");
        var bytes = await File.ReadAllBytesAsync(path, Stop);
        for (var i = 5000; i < bytes.Length; i += 97)
            bytes[i] ^= 0x55;
        await File.WriteAllBytesAsync(path, bytes, Stop);
        using var damaged = _folder.Open();
        Assert.ThrowsAny<SwapScoreException>(() => damaged.Verify());
    }

    [Fact]
    public async Task OtherFiles_AreRefused()
    {
        await File.WriteAllTextAsync(_folder.PathOf("text.db"), new string('x', 5000), Stop);
        using var text = _folder.Open("text.db");
        Assert.Contains("no store", Assert.Throws<InputException>(text.Summarize).Message, StringComparison.Ordinal);

        Execute("CREATE TABLE others (id)", "other.db");
        using var other = _folder.Open("other.db");
        Assert.Contains("something else", Assert.Throws<InputException>(other.Summarize).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => SqliteScoreStore.Open(_folder.PathOf("missing.db"), "1", TimeProvider.System));

        using var folder = new SqliteScoreStore(Path.GetDirectoryName(_folder.PathOf("x"))!, "1", TimeProvider.System);
        Assert.Throws<UsageException>(folder.Summarize);
    }

    private void Execute(string text, string name = "scores.db")
    {
        using var connection = new SqliteConnection(string.Create(CultureInfo.InvariantCulture, $"Data Source={_folder.PathOf(name)};Pooling=False"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    private sealed class Day : TimeProvider
    {
        public DateTimeOffset Today { get; set; }

        public override DateTimeOffset GetUtcNow() => Today;
    }
}
