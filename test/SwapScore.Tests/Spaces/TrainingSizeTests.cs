using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.Darts;

namespace SwapScore.Tests.Spaces;

public sealed class TrainingSizeTests
{
    private static readonly TrainingSize Cifar = new(new Shape(3, 32, 32), 10);

    /// <summary>Published: 3.3 and 4.7 million (DARTS, Tables 1 and 3); auxiliary heads do not count.</summary>
    [Theory]
    [InlineData("darts", "DARTS_V2", 32, 10, 3_349_342)]
    [InlineData("darts", "DARTS_V2", 224, 1000, 4_718_752)]
    public void TrainedNetworksAreThePublishedOnes(string space, string name, int side, int classes, long parameters) =>
        Assert.Equal(parameters, Build(space, name, new TrainingSize(new Shape(3, side, side), classes)).Parameters);

    [Fact]
    public void SpacesThatScoreTheirNetworkTrainTheSame()
    {
        foreach (var space in SearchSpaces.All.Where(space => space.Name is "nasbench101" or "nasbench201" or "nasbench301" or "nasbench-macro" or "transnas-micro" or "transnas-macro"))
        {
            var (architecture, task) = (space.Sample(RandomKey.FromSeed(0)), space.Tasks.First(task => task.Loss == TaskLoss.CrossEntropy));
            Assert.Equal(space.BuildScoringNetwork(architecture, task, task.Input), space.BuildTrainingNetwork(architecture, new TrainingSize(task.Input, task.Outputs)));
        }
    }

    [Fact]
    public void ChannelsAndCellsAreAsChosen()
    {
        Assert.Equal(
            1 + 3 * 2 * 2 + 2 * 3,
            Build("nasbench201", "RESNET", Cifar with { Channels = 8, Cells = 2 }).Nodes.Count(node => node.Operation is Convolution));
        Assert.Equal(12, Build("nasbench101", "RESNET", Cifar with { Channels = 12, Cells = 1 }).Nodes.First(node => node.Operation is Convolution).Shape.Channels);
        Assert.Equal(16 * 3, Build("darts", "DARTS_V2", Cifar with { Channels = 16, Cells = 8 }).Nodes.First(node => node.Operation is Convolution).Shape.Channels);
    }

    [Fact]
    public void DropPathMarksEachOperationButPlainSkipConnections()
    {
        var plain = Build("darts", "DARTS_V2", Cifar);
        var marked = Build("darts", "DARTS_V2", Cifar with { HasDropPath = true, HasAuxiliaryHead = true });

        // A skip connection of stride 1 is no operation.
        var genotype = (DartsGenotype)SearchSpaces.Find("darts").Parse("DARTS_V2");
        int PlainSkips(DartsCell cell, bool isReduction) =>
            cell.Edges.Count(edge => edge.Operation == DartsOperation.SkipConnect && !(isReduction && edge.Input < 2));
        Assert.Equal(
            18 * (8 - PlainSkips(genotype.Normal, false)) + 2 * (8 - PlainSkips(genotype.Reduce, true)),
            marked.Nodes.Count(node => node.Operation is DropPath));
        Assert.Equal(plain.Parameters, marked.Parameters);
        Assert.Equal(2, marked.Outputs.Length);
        Assert.Equal(marked.Nodes.Count(node => node.Operation is DropPath), marked.Nodes.Where(node => node.Operation is DropPath).Select(node => marked.Canonical[node.Index]).Distinct().Count());
    }

    [Fact]
    public void WhatASpaceDoesNotHaveIsRefused()
    {
        Assert.Equal(
            "networks of the space nasbench201: channels must be 1 … 4096, not 0; they have no auxiliary head; they have no drop path",
            Fault("nasbench201", "RESNET", Cifar with { Channels = 0, HasAuxiliaryHead = true, HasDropPath = true }));
        Assert.Contains("cannot be chosen", Fault("transnas-micro", null, Cifar with { Cells = 3 }));
        Assert.Contains("are not trained on images of 3 channels", Fault("flexibert", null, Cifar));

        static string Fault(string space, string? name, TrainingSize size) => Assert.Throws<UsageException>(() => Build(space, name, size)).Message;
    }

    private static Network Build(string name, string? architecture, TrainingSize size)
    {
        var space = SearchSpaces.Find(name);
        return space.BuildTrainingNetwork(architecture is null ? space.Sample(RandomKey.FromSeed(0)) : space.Parse(architecture), size);
    }
}
