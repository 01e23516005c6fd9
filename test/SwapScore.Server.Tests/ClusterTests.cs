using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using SwapScore.Evaluation;
using SwapScore.Search;
using SwapScore.Server.Cluster;
using SwapScore.Storage;
using SwapScore.Store;
using SwapScore.Workflows;
using SwapScore.Workflows.Composition;
using SwapScore.Workflows.Search;

namespace SwapScore.Server.Tests;

/// <summary>Servers that share their jobs through PostgreSQL.</summary>
public sealed class ClusterTests
{
    private const string Space = "nasbench201";
    private const int Evaluations = 12;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Members_TwoChangesOfOneVersion_OneFails()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var source = NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(postgres.Address));
        var members = new PostgresMembers(source, "one");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => members.PrepareAsync(Stop)));
        var (first, second) = (Member(1), Member(2));
        var empty = await members.ReadAll();
        Assert.True(await members.InsertRow(first, empty.Version.Next()));
        Assert.False(await members.InsertRow(second, empty.Version.Next()));
        var one = await members.ReadAll();
        Assert.False(await members.InsertRow(first, one.Version.Next()));
        Assert.Equal(one.Version, (await members.ReadAll()).Version);
        Assert.True(await members.InsertRow(second, one.Version.Next()));

        var both = await members.ReadAll();
        var (row, tag) = (await members.ReadRow(first.SiloAddress)).Members.Single();
        row.Status = SiloStatus.Dead;
        row.AddOrUpdateSuspector(second.SiloAddress, new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), 2);
        Assert.True(await members.UpdateRow(row, tag, both.Version.Next()));
        Assert.False(await members.UpdateRow(row, tag, (await members.ReadAll()).Version.Next()));
        var read = (await members.ReadRow(first.SiloAddress)).Members.Single().Item1;
        Assert.Equal((SiloStatus.Dead, second.SiloAddress), (read.Status, read.SuspectTimes!.Single().Item1));

        second.IAmAliveTime = new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        await members.UpdateIAmAlive(second);
        Assert.Equal(second.IAmAliveTime, (await members.ReadRow(second.SiloAddress)).Members.Single().Item1.IAmAliveTime);
        await members.CleanupDefunctSiloEntries(new DateTimeOffset(2030, 6, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal([second.SiloAddress], (await members.ReadAll()).Members.Select(member => member.Item1.SiloAddress));
        Assert.Empty((await new PostgresMembers(source, "other").ReadAll()).Members);
        await members.DeleteMembershipTableEntries("one");
        Assert.Empty((await members.ReadAll()).Members);
    }

    [Fact(Explicit = true)]
    public async Task Jobs_OfTwoServers_AreSeenByBothAndGoOnWhereOneEnds()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var first = await RunningServer.StartAsync(options => options with { Cluster = postgres.Address });
        await using var second = await RunningServer.StartAsync(options => options with { Cluster = postgres.Address, Folder = first.Options.Folder, Silo = null });
        List<string> ids = [];
        for (var i = 0; i < 2; i++)
            ids.Add(await (i == 0 ? first : second).SubmitAsync(Search()));
        var canceled = await first.SubmitAsync(Search());
        using (await second.PostAsync($"/api/v1/jobs/{canceled}/cancel"))
            await first.UntilAsync(canceled, "canceled");
        Assert.Equal([canceled, .. ids.AsEnumerable().Reverse()], JsonNode.Parse(await second.GetAsync("/api/v1/jobs"))!["jobs"]!.AsArray().Select(job => (string)job!["id"]!));

        await first.EndAsync();
        var expected = await WorkflowContext.Standard.SearchAsync(
            SearchSessionOptions.Create(Space) with
            {
                Search = new SearchOptions { Evaluations = Evaluations, Population = 6 },
                Evaluation = new EvaluationOptions { Metrics = ["swap-plus"], Repeats = 1 },
            },
            cancellation: Stop);
        foreach (var id in ids)
        {
            await second.UntilAsync(id, "done");
            Assert.Equal(JsonText.Document(expected.Document), await second.GetAsync($"/api/v1/jobs/{id}/result"));
        }

        using var unknown = await second.Client.GetAsync(new Uri("/api/v1/jobs/job-99", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Serve_DatabaseThatIsNotThere_IsAFaultOfOneLine()
    {
        var options = new ServerOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Cluster = "postgres://nobody@127.0.0.1:1/none", Folder = Directory.CreateTempSubdirectory("swapscore-cluster").FullName };
        await using var server = Hosting.ScoringServer.Create(WorkflowContext.Standard, options);
        var fault = await Assert.ThrowsAsync<UnavailableException>(() => server.StartAsync(Stop));
        Assert.DoesNotContain('\n', fault.Message);
    }

    private static JsonObject Search() => new()
    {
        ["kind"] = "search",
        ["space"] = Space,
        ["evaluations"] = Evaluations,
        ["population"] = 6,
        ["options"] = new JsonObject { ["repeats"] = 1 },
    };

    private static MembershipEntry Member(int number) => new()
    {
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 1_000 + number), number),
        Status = SiloStatus.Active,
        HostName = "host",
        SiloName = $"silo {number}",
        StartTime = DateTime.UnixEpoch,
        IAmAliveTime = DateTime.UnixEpoch,
    };
}
