using SwapScore.Data;
using SwapScore.Networks;
using SwapScore.Torch.Training;

namespace SwapScore.Torch.Tests.Training;

public class TrainingDataTests
{
    private static readonly Shape Shape = new(3, 4, 4);

    [Fact]
    public void ClassesAreThoseThatOccur()
    {
        var data = TrainingData.Create(Images([1, 1, 5, 3]), Images([5, 1]), ["zero", "one", "two", "three"]);
        Assert.Equal(["one", "three", "5"], data.Classes);
        Assert.Equal(4, data.TrainingCount);
        Assert.Equal([0, 0, 2, 1], data.Training.Labels);
        Assert.Equal([2, 0], data.Validation.Labels);
    }

    [Fact]
    public void ADivisionHasEveryImageOnce()
    {
        var images = Images([.. Enumerable.Range(0, 40).Select(i => i % 2)]);
        var data = TrainingData.Divide(images, 0.25);
        Assert.Equal((30, 10), (data.TrainingCount, data.ValidationCount));
        Assert.Equal(Enumerable.Range(0, 40), data.Training.Indices.Concat(data.Validation.Indices).Order());
        Assert.NotEqual(data.Fingerprint, TrainingData.Divide(images, 0.25, seed: 1).Fingerprint);
    }

    [Fact]
    public void FewerImagesHaveTheSameShareOfEachClass()
    {
        var images = Images([.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 0 : 1)]);
        var data = TrainingData.Create(images, Images([0, 1]));
        var fewer = data.WithFewer(20);
        Assert.Equal((20, 2), (fewer.TrainingCount, fewer.ValidationCount));
        Assert.Equal(5, fewer.Training.Labels.Count(label => label == 0));
        Assert.Equal(fewer.Training.Indices.Select(image => images.Labels!.Value[image]), fewer.Training.Labels);
        Assert.Contains("there are 40 of 2 classes", Assert.Throws<UsageException>(() => data.WithFewer(40)).Message);
        Assert.Contains("there are 40 of 2 classes", Assert.Throws<UsageException>(() => data.WithFewer(1)).Message);
    }

    [Fact]
    public void WhatCannotBeLearnedIsRefused()
    {
        Assert.Contains("have no classes", Fault(() => TrainingData.Create(Images(null), Images([0]))));
        Assert.Contains("have no classes", Fault(() => TrainingData.Create(Images([0, 1]), Images(null))));
        Assert.Contains("are of one class", Fault(() => TrainingData.Create(Images([2, 2]), Images([2]))));
        Assert.Contains("has images of class bird, but", Fault(() => TrainingData.Create(Images([0, 1]), Images([0, 2]), ["cat", "dog", "bird"])));
        Assert.Contains("are 3×4×4, those of test resized to 8×8 3×8×8", Fault(() => TrainingData.Create(Images([0, 1]), Images([0, 1]).Resize(8))));
        Assert.Contains("must be above 0 and below 1, not 1", Fault(() => TrainingData.Divide(Images([0, 1]), 1)));

        static string Fault(Action action) => Assert.Throws<UsageException>(action).Message;
    }

    [Fact]
    public void PhotographsAreReadWhenTheyAreSeen()
    {
        var reads = 0;
        var photographs = new PhotographSet("photos", [0, 1, 0, 1], ["cat", "dog"], Normalization.None, "abc", index =>
        {
            reads++;
            return new ImageSet(new Shape(3, 5 + index, 9), new byte[3 * (5 + index) * 9], "photos", Normalization.None);
        });
        var data = TrainingData.Divide(photographs, 4, 0.5);
        Assert.Equal((2, 2, Shape, 0), (data.TrainingCount, data.ValidationCount, data.Shape, reads));
        Assert.Equal(["cat", "dog"], data.Classes);
        Assert.Equal(new Shape(3, 5 + data.Training.Indices[1], 9), data.Training.Read(1).Shape);
        Assert.Equal(1, reads);
        Assert.Equal(data.Fingerprint, TrainingData.Divide(photographs, 4, 0.5).Fingerprint);
        Assert.NotEqual(data.Fingerprint, TrainingData.Divide(photographs, 5, 0.5).Fingerprint);
        Assert.Contains("side must be", Assert.Throws<UsageException>(() => TrainingData.Create(photographs, photographs, 2)).Message);
    }

    private static ImageSet Images(int[]? labels) =>
        new(Shape, new byte[(labels?.Length ?? 1) * Shape.Count], "test", Normalization.None, labels is null ? null : [.. labels]);
}
