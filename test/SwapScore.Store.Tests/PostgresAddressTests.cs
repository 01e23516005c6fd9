namespace SwapScore.Store.Tests;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("postgres://")]
    [InlineData("postgres://a@b/c?colour=red")]
    [InlineData("postgres://a@b/c?sslmode=maybe")]
    public void ToConnectionString_NoAddressOfPostgres_IsRefused(string address) =>
        Assert.Contains("postgres://user:password@host:5432/database", Assert.Throws<UsageException>(() => PostgresAddress.ToConnectionString(address)).Hint, StringComparison.Ordinal);

    [Fact]
    public void ToConnectionString_Address_IsReadWhole()
    {
        const string Address = "postgres://some%40one:a%2Fb@db.example:5433/scores?sslmode=require";
        var text = PostgresAddress.ToConnectionString(Address);
        Assert.Contains("Host=db.example;Port=5433;Database=scores;Username=some@one;Password=a/b", text, StringComparison.Ordinal);
        Assert.Contains("SSL Mode=Require", text, StringComparison.Ordinal);
        Assert.Equal("postgres://some@one@db.example:5433/scores", PostgresAddress.WithoutPassword(Address));
    }

    [Fact]
    public void ToConnectionString_ShortAddress_HasDefaults() =>
        Assert.Equal("postgres://swapscore@db.example:5432/swapscore", PostgresAddress.WithoutPassword("postgresql://db.example"));

    [Fact]
    public void Store_DatabaseThatDoesNotAnswer_IsAFaultOfOneLineWithoutPassword()
    {
        using var store = ScoreStore.Create("postgres://nobody:secret@127.0.0.1:1/none", "1", TimeProvider.System);
        var fault = Assert.Throws<UnavailableException>(store.Summarize);
        Assert.StartsWith("the store postgres://nobody@127.0.0.1:1/none does not answer: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }
}
