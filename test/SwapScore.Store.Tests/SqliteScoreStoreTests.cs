namespace SwapScore.Store.Tests;

public sealed class SqliteScoreStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task FindAsync_WhatWasAdded_IsEqualToTheLastBitWithoutItsSeconds() => StoreChecks.FindsWhatWasAddedAsync(_folder);

    [Fact]
    public Task AddAsync_TheSameKeyTwice_KeepsTheFirst() => StoreChecks.KeepsTheFirstOfEqualKeysAsync(_folder);

    [Fact]
    public Task Stores_ManyWritersAtATime_LoseNothing() => StoreChecks.LosesNothingOfManyWritersAsync(_folder);

    [Fact]
    public Task Read_MoreThanAPage_HasEachOnceInOrder() => StoreChecks.ReadsPageAfterPageAsync(_folder);

    [Fact]
    public Task Filters_EachOfThem_ChoosesWhatItSays() => StoreChecks.FiltersAsync(_folder);

    [Theory]
    [InlineData("result", "replace(result, '34', '35')")]
    [InlineData("result", "'{'")]
    [InlineData("code", "'engine 2, swap 1'")]
    [InlineData("added", "added + 1")]
    public Task DamagedRow_IsFoundAndNeverGivenOut(string column, string change) => StoreChecks.FindsDamagedRowsAsync(_folder, column, change);

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
        using var text = _folder.Open("text");
        Assert.Contains("no store", Assert.Throws<InputException>(text.Summarize).Message, StringComparison.Ordinal);

        _folder.Execute("CREATE TABLE others (id)", "other");
        using var other = _folder.Open("other");
        Assert.Contains("something else", Assert.Throws<InputException>(other.Summarize).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => ScoreStore.Open(_folder.PathOf("missing.db"), "1", TimeProvider.System));

        using var folder = ScoreStore.Create(Path.GetDirectoryName(_folder.PathOf("x"))!, "1", TimeProvider.System);
        Assert.Throws<UsageException>(folder.Summarize);
    }
}
