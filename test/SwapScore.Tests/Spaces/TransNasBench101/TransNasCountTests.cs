using SwapScore.Networks;
using SwapScore.Spaces;
using SwapScore.Spaces.TransNasBench101;

namespace SwapScore.Tests.Spaces.TransNasBench101;

/// <summary>Parameters and table-convention FLOPs against the published tables.</summary>
public sealed class TransNasCountTests
{
    private static readonly TransNasMicroSpace Micro = new();
    private static readonly TransNasMacroSpace Macro = new();

    public static TheoryData<string> Tasks => [.. Micro.Tasks.Select(task => task.Name)];

    [Theory]
    [InlineData("class_scene", 910_687, 263_299_072)]
    [InlineData("class_object", 929_668, 263_318_016)]
    [InlineData("room_layout", 882_985, 263_271_424)]
    [InlineData("jigsaw", 5_487_368, 21_101_056)]
    [InlineData("autoencoder", 23_750_227, 1_885_700_096)]
    [InlineData("normal", 23_750_227, 1_885_700_096)]
    [InlineData("segmentsemantic", 11_902_545, 1_198_817_280)]
    public void Build_MicroKey_HasItsPublishedCounts(string task, long parameters, long flops) =>
        AssertCounts(Micro, "(1, 0, 0, 2, 1, 0)", task, parameters, flops);

    [Theory]
    [InlineData("class_scene", 11_218_783, 13_602_455_552)]
    [InlineData("class_object", 11_237_764, null)]
    [InlineData("room_layout", 11_191_081, null)]
    [InlineData("jigsaw", 15_795_464, 855_097_856L)]
    [InlineData("autoencoder", 34_058_323, 37_131_714_560)]
    [InlineData("segmentsemantic", 22_210_641, 25_113_985_024)]
    public void Build_MacroKey_HasItsPublishedCounts(string task, long parameters, long? flops) =>
        AssertCounts(Macro, "(1, 2, 4, 2, 0, 0)", task, parameters, flops);

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Build_EveryRowOfTheMicroTable_HasItsCounts(string task) => PublishedTable.AssertCounts(Micro, "zc_transbench101_micro.json", task);

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Build_EveryRowOfTheMacroTable_HasItsCounts(string task) => PublishedTable.AssertCounts(Macro, "zc_transbench101_macro.json", task);

    private static void AssertCounts(ISearchSpace space, string key, string task, long parameters, long? flops)
    {
        var spaceTask = SearchSpaces.FindTask(space, task);
        var network = space.BuildScoringNetwork(space.Parse(key), spaceTask, spaceTask.Input);
        Assert.Equal(parameters, network.Parameters);
        if (flops is { } known) Assert.Equal(known, network.Flops(FlopConvention.Table));
    }
}
