using SwapScore.Engine;
using SwapScore.Networks;

namespace SwapScore.Tests.Engine;

public sealed class ActivationTests
{
    [Fact]
    public void Sample_EitherLayout_HasTheSameValues()
    {
        // Two neurons of five samples in blocks of four lanes: value = 10·neuron + sample, what lies past the last sample is no value.
        float[] blocks = [0, 1, 2, 3, 10, 11, 12, 13, 4, float.NaN, float.NaN, float.NaN, 14, float.NaN, float.NaN, float.NaN];
        float[] rows = [0, 10, 1, 11, 2, 12, 3, 13, 4, 14];
        var ofBlocks = Activation.FromBlocks(Node(), blocks, 5, 4);
        var ofRows = Activation.FromRows(Node(), rows, 5);
        for (var sample = 0; sample < 5; sample++)
        {
            Assert.Equal([sample, 10 + sample], ofBlocks.Sample(sample).ToArray());
            Assert.Equal([sample, 10 + sample], ofRows.Sample(sample).ToArray());
            Assert.Equal(10 + sample, ofBlocks.Sample(sample).Slice(1, 1)[0]);
        }

        Assert.True(ofRows.IsWhole && ofBlocks.IsWhole);
        Assert.False(Activation.FromRows(Node(), rows.AsSpan(1), 5, firstNeuron: 1, stride: 2).IsWhole);
        Assert.Equal(12, Activation.FromRows(Node(), rows.AsSpan(1), 5, firstNeuron: 1, stride: 2).Sample(2)[0]);
    }

    [Fact]
    public void Factories_WhatDoesNotFit_IsRefused()
    {
        var values = new float[10];
        Assert.Contains("12 values are needed", Fault(() => Activation.FromRows(Node(), values, 6)), StringComparison.Ordinal);
        Assert.Contains("16 values are needed", Fault(() => Activation.FromBlocks(Node(), values, 5, 4)), StringComparison.Ordinal);
        Assert.Contains("not 5", Fault(() => Activation.FromBlocks(Node(), values, 5, 5)), StringComparison.Ordinal);
        Assert.Contains("not all among them", Fault(() => Activation.FromRows(Node(), values, 1, firstNeuron: 1, neurons: 2)), StringComparison.Ordinal);
        Assert.Contains("cannot begin after 1", Fault(() => Activation.FromRows(Node(), values, 2, stride: 1)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.FromRows(Node(), values, 5).Sample(5).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.FromRows(Node(), values, 5).Sample(0)[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.FromRows(Node(), values, 5).Sample(0).Slice(1, 2).Length);

        static string Fault(Make make) => Assert.ThrowsAny<ArgumentException>(() => make().Samples).Message;
    }

    private delegate Activation Make();

    private static Node Node()
    {
        var builder = new NetworkBuilder("two");
        return builder.Build(builder.Relu(builder.Input(new Shape(2, 1, 1)))).Activations.Single();
    }
}
