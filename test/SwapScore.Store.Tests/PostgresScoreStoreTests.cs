using SwapScore.Server.Tests;

namespace SwapScore.Store.Tests;

/// <summary>Stores in PostgreSQL, on a server of the test; skipped where it is not installed.</summary>
public sealed class PostgresScoreStoreTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Store_InPostgres_KeepsWhatEveryStorePromises()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var place = new StoreServer(postgres);
        foreach (var check in (Func<IStorePlace, Task>[])
            [
                StoreChecks.FindsWhatWasAddedAsync, StoreChecks.KeepsTheFirstOfEqualKeysAsync, StoreChecks.LosesNothingOfManyWritersAsync,
                StoreChecks.ReadsPageAfterPageAsync, StoreChecks.FiltersAsync, one => StoreChecks.FindsDamagedRowsAsync(one, "code", "'engine 2, swap 1'"),
                MergesBothWaysAsync,
            ])
        {
            await check(place);
            place.Renew();
        }
    }

    [Fact(Explicit = true)]
    public async Task Store_FaultsOfTheDatabase_AreOneClearLine()
    {
        await using var postgres = await PostgresServer.StartAsync();
        var place = new StoreServer(postgres);
        var key = StoreFolder.Key(1);
        using (var store = place.Open())
        {
            await store.AddAsync(key, StoreFolder.Result(key, 1), Stop);

            // It is started again meanwhile: the store asks again.
            await postgres.RestartAsync();
            Assert.NotNull((await store.FindAsync([key], Stop))[0]);
        }

        using (var missing = ScoreStore.Open(place.AddressOf("empty"), "1", TimeProvider.System))
            Assert.StartsWith("there is no store in postgres://postgres@127.0.0.1", Assert.Throws<InputException>(missing.Summarize).Message, StringComparison.Ordinal);
        using (var none = ScoreStore.Create(postgres.Address[..^"postgres".Length] + "nowhere", "1", TimeProvider.System))
            Assert.Contains("database \"nowhere\" does not exist", Assert.Throws<UsageException>(none.Summarize).Message, StringComparison.Ordinal);

        place.Execute("CREATE ROLE reader LOGIN");
        using (var refused = ScoreStore.Create(place.AddressOf("scores").Replace("postgres@", "reader@", StringComparison.Ordinal), "1", TimeProvider.System))
            Assert.Contains("permission denied", Assert.Throws<UsageException>(refused.Summarize).Message, StringComparison.Ordinal);

        place.Execute("UPDATE swapscore_store SET version = 2");
        using (var later = place.Open())
            Assert.Contains("a store of version 2, where this version of swapscore has 1", Assert.Throws<InputException>(later.Summarize).Message, StringComparison.Ordinal);

        place.Execute("UPDATE swapscore_store SET version = 1; ALTER TABLE swapscore_scores DROP COLUMN digest");
        using (var damaged = place.Open())
            Assert.Contains("is damaged: column \"digest\" does not exist", Assert.Throws<InputException>(() => damaged.Verify()).Message, StringComparison.Ordinal);

        place.Execute("DROP TABLE swapscore_store");
        using (var other = place.Open())
            Assert.Contains("its table swapscore_scores is of something else", Assert.Throws<InputException>(other.Summarize).Message, StringComparison.Ordinal);
    }

    private static async Task MergesBothWaysAsync(IStorePlace place)
    {
        using var folder = new StoreFolder();
        using var first = folder.Open();
        foreach (var i in Enumerable.Range(0, 20))
            await first.AddAsync(StoreFolder.Key(i), StoreFolder.Result(StoreFolder.Key(i), i), Stop);
        using var shared = place.Open();
        Assert.Equal((20, 0, 0), shared.Merge(first));
        using var back = folder.Open("back");
        Assert.Equal((20, 0, 0), back.Merge(shared));
        Assert.Equal(first.Read(new ScoreFilter()), back.Read(new ScoreFilter()));
        Assert.Equal(first.Summarize(), shared.Summarize());
    }
}
