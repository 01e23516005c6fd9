using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Truth;

namespace SwapScore.Tests.Spaces;

/// <summary>Compares networks with the sizes and costs a zero-cost table publishes, row by row.</summary>
internal static class PublishedTable
{
    /// <summary>Parameters and table-convention FLOPs of every row of a task, both in millions, to the last published digit.</summary>
    public static void AssertCounts(ISearchSpace space, string table, string task)
    {
        var rows = ZeroCostTruth.Read(TestData.Find($"tables/{table}"), task).Rows;
        Assert.NotEmpty(rows);
        var spaceTask = SearchSpaces.FindTask(space, task);
        Parallel.ForEach(rows, row =>
        {
            var network = space.BuildScoringNetwork(space.Parse(row.Architecture), spaceTask, spaceTask.Input);
            Assert.True(
                Math.Round(row.Published["params"] * 1e6) == network.Parameters,
                $"row {row.Row} {row.Architecture}: {network.Parameters} parameters instead of {row.Published["params"] * 1e6}");
            Assert.True(
                Math.Round(row.Published["flops"] * 1e6) == network.Flops(FlopConvention.Table),
                $"row {row.Row} {row.Architecture}: {network.Flops(FlopConvention.Table)} FLOPs instead of {row.Published["flops"] * 1e6}");
        });
    }
}
