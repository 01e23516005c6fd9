using SwapScore.Evaluation;

namespace SwapScore.Store.Tests;

/// <summary>What every store promises, wherever it lies.</summary>
internal static class StoreChecks
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What was added is found, equal to the last bit but for its seconds.</summary>
    public static async Task FindsWhatWasAddedAsync(IStorePlace place)
    {
        var key = StoreFolder.Key(1);
        var result = StoreFolder.Result(key, -0.0);
        using (var store = place.Open())
            await store.AddAsync(key, result, Stop);
        using var again = place.Open();
        var found = await again.FindAsync([StoreFolder.Key(2), key, StoreFolder.Key(1, code: "engine 2, swap 1")], Stop);
        Assert.Equal([null, result with { Seconds = new EvaluationSeconds() }, null], found);
    }

    /// <summary>Of two results of one key the first stays.</summary>
    public static async Task KeepsTheFirstOfEqualKeysAsync(IStorePlace place)
    {
        var key = StoreFolder.Key(1);
        using var store = place.Open();
        await store.AddAsync(key, StoreFolder.Result(key, 1), Stop);
        await store.AddAsync(key, StoreFolder.Result(key, 2), Stop);
        Assert.Equal(1, (await store.FindAsync([key], Stop))[0]!.Metrics["swap"].Values[0]);
        Assert.Equal(1, store.Summarize().Single().Count);
    }

    /// <summary>Several writers at a time lose nothing and double nothing.</summary>
    public static async Task LosesNothingOfManyWritersAsync(IStorePlace place)
    {
        const int Writers = 4, Each = 40;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                using var store = place.Open();
                for (var i = 0; i < Each; i++)
                {
                    // Every second result is written by all of them.
                    var key = StoreFolder.Key(i % 2 == 0 ? i : (1000 * writer) + i);
                    await store.AddAsync(key, StoreFolder.Result(key, i), Stop);
                }
            },
            Stop)));
        using var read = place.Open();
        Assert.Equal((Each / 2) + (Writers * Each / 2), read.Read(new ScoreFilter()).Count(one => one.Result is not null));
        Assert.Empty(read.Verify().Damaged);
    }

    /// <summary>More than a page is read in the order of the keys, each once.</summary>
    public static async Task ReadsPageAfterPageAsync(IStorePlace place)
    {
        using var store = place.Open();
        var keys = Enumerable.Range(0, StoreTable.Page + 3).Select(i => StoreFolder.Key(i)).ToList();
        foreach (var key in keys)
            await store.AddAsync(key, StoreFolder.Result(key, 0), Stop);
        Assert.Equal(keys.Select(key => key.Hash).Order(StringComparer.Ordinal), store.Read(new ScoreFilter()).Select(one => one.Key));
    }

    /// <summary>Each filter chooses what it says.</summary>
    public static async Task FiltersAsync(IStorePlace place)
    {
        var clock = new Day { Today = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        using var store = place.Open(clock: clock);
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

    /// <summary>A damaged row is found and never given out.</summary>
    public static async Task FindsDamagedRowsAsync(IStorePlace place, string column, string change)
    {
        var (damaged, intact) = (StoreFolder.Key(1), StoreFolder.Key(2));
        using (var store = place.Open())
        {
            await store.AddAsync(damaged, StoreFolder.Result(damaged, 1), Stop);
            await store.AddAsync(intact, StoreFolder.Result(intact, 1), Stop);
        }

        place.Execute($"UPDATE {place.Table} SET {column} = {change} WHERE key = '{damaged.Hash}'");
        using var again = place.Open();
        var fault = await Assert.ThrowsAsync<InputException>(() => again.FindAsync([damaged], Stop));
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
        Assert.NotNull((await again.FindAsync([intact], Stop))[0]);
        Assert.Equal([damaged.Hash], again.Read(new ScoreFilter()).Where(one => one.Result is null).Select(one => one.Key));

        using var merged = place.Open("merged");
        Assert.Equal((1, 0, 1), merged.Merge(again));
        Assert.Equal((0, 1, 1), merged.Merge(again));
        Assert.Equal(1, again.RemoveDamaged());
        Assert.Null((await again.FindAsync([damaged], Stop))[0]);
    }

    private sealed class Day : TimeProvider
    {
        public DateTimeOffset Today { get; set; }

        public override DateTimeOffset GetUtcNow() => Today;
    }
}
