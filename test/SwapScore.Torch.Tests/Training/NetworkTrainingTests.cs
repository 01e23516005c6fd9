using System.Text.Json.Nodes;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Spaces;
using SwapScore.Storage;
using SwapScore.Torch.Training;

namespace SwapScore.Torch.Tests.Training;

public sealed class NetworkTrainingTests : IDisposable
{
    private static readonly ISearchSpace Space = SearchSpaces.Find("nasbench201");

    // Directions of stripes change when an image is mirrored.
    private static readonly TrainingProtocol Tiny = TrainingProtocol.Quick with { Epochs = 4, BatchSize = 32, Channels = 4, Cells = 1, IsFlipped = false, CropPadding = 1 };

    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore-training-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Chance is 25 %; the margin is half of all images.</summary>
    [Fact]
    public void ANetworkLearnsWhatImagesShow()
    {
        var outcome = NetworkTraining.Run(Request(Tiny), TrainingData.Create(Stripes.Create(100, seed: 1), Stripes.Create(50, seed: 2)));
        Assert.Equal(4, outcome.Epochs.Count);
        Assert.Equal(200, outcome.Result.Count);
        Assert.InRange(outcome.Result.Accuracy, 75, 100);
        Assert.Equal(outcome.Result.Accuracy, outcome.Epochs[^1].ValidationAccuracy);
        Assert.True(outcome.Epochs[^1].TrainingLoss < outcome.Epochs[0].TrainingLoss);
    }

    /// <summary>Of 400 images whose classes are drawn at random, 25 % ± 4 standard deviations (2.2 %) are right by chance.</summary>
    [Fact]
    public void ANetworkCannotLearnWhatImagesDoNotShow()
    {
        var outcome = NetworkTraining.Run(
            Request(Tiny), TrainingData.Create(Stripes.Create(100, seed: 1, isShuffled: true), Stripes.Create(100, seed: 2, isShuffled: true)));
        Assert.InRange(outcome.Result.Accuracy, 16.3, 33.7);
    }

    [Fact]
    public void AResumedTrainingHasTheBitsOfAnUninterruptedOne()
    {
        var protocol = Tiny with { Epochs = 3, Cutout = 2, Clipping = 1, LabelSmoothing = 0.1 };
        var data = TrainingData.Create(Stripes.Create(20, seed: 1), Stripes.Create(10, seed: 2));
        var whole = NetworkTraining.Run(Request(protocol), data, At("whole"));

        // Stopped in the middle of the second epoch.
        using var stopping = new CancellationTokenSource();
        var progress = new Watch(step =>
        {
            if (step is { Epochs: 1, Steps: 2 }) stopping.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => NetworkTraining.Run(Request(protocol), data, At("parts"), progress: progress, cancellation: stopping.Token));
        Assert.False(File.Exists(Path.Combine(At("parts"), "weights.safetensors")));
        var resumed = NetworkTraining.Run(Request(protocol), data, At("parts"), RunStart.Resume);

        foreach (var name in (string[])["weights.safetensors", "best.safetensors", "last.safetensors", "config.json"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(At("whole"), name)), File.ReadAllBytes(Path.Combine(At("parts"), name)));
        Assert.Equal(whole.Epochs.Select(WithoutTime), resumed.Epochs.Select(WithoutTime));
        Assert.Equal(whole.Result, resumed.Result);

        // A training that is done is resumed by reading it.
        Assert.Equal(whole.Result, NetworkTraining.Run(Request(protocol), data, At("whole"), RunStart.Resume).Result);

        static TrainingEpoch WithoutTime(TrainingEpoch epoch) => epoch with { Seconds = 0, ImagesPerSecond = 0 };
    }

    [Fact]
    public void ATrainingOfDartsHasDropPathAndAnAuxiliaryHead()
    {
        var darts = SearchSpaces.Find("darts");
        var protocol = TrainingProtocol.DartsCifar10 with { Epochs = 2, BatchSize = 4, Channels = 4, Cells = 3 };
        var images = Larger(Stripes.Create(2, seed: 1));
        var request = new TrainingRequest(darts, darts.Parse("DARTS_V2"), protocol);
        var outcome = NetworkTraining.Run(request, TrainingData.Create(images, images));
        Assert.Equal(2, outcome.Network.Outputs.Length);
        Assert.All(outcome.Epochs, epoch => Assert.True(double.IsFinite(epoch.TrainingLoss)));

        // Without both the networks are the same but for the head.
        var plain = (request with { Protocol = protocol with { DropPath = 0, AuxiliaryWeight = 0 } }).Build(TrainingData.Create(images, images));
        Assert.Equal(plain.Parameters, outcome.Network.Parameters);
    }

    [Fact]
    public void AFolderOfAnotherTrainingIsRefused()
    {
        var data = TrainingData.Create(Stripes.Create(8, seed: 1), Stripes.Create(8, seed: 2));
        var request = Request(Tiny with { Epochs = 1 });
        NetworkTraining.Run(request, data, At("run"));
        Assert.Contains("holds a training already", Assert.Throws<UsageException>(() => NetworkTraining.Run(request, data, At("run"))).Message);
        var other = Assert.Throws<UsageException>(() => NetworkTraining.Run(request with { Seed = 7 }, data, At("run"), RunStart.Resume));
        Assert.Contains("seed was 0 and is 7", other.Message);
        NetworkTraining.Run(request with { Seed = 7 }, data, At("run"), RunStart.Replace);
        Assert.Equal(7, JsonNode.Parse(File.ReadAllText(Path.Combine(At("run"), "config.json")))!["seed"]!.GetValue<int>());
    }

    [Fact]
    public void ADamagedCheckpointOrLogIsRefused()
    {
        var data = TrainingData.Create(Stripes.Create(8, seed: 1), Stripes.Create(8, seed: 2));
        var request = Request(Tiny with { Epochs = 1 });
        NetworkTraining.Run(request, data, At("run"));
        var (checkpoint, log) = (Path.Combine(At("run"), "last.safetensors"), Path.Combine(At("run"), "log.csv"));
        var (bytes, rows) = (File.ReadAllBytes(checkpoint), File.ReadAllBytes(log));
        foreach (var place in (int[])[0, 12, bytes.Length / 2, bytes.Length - 1])
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place] ^= 0x10;
            File.WriteAllBytes(checkpoint, damaged);
            Refused("last.safetensors");
        }

        File.WriteAllBytes(checkpoint, bytes[..(bytes.Length / 3)]);
        Refused("last.safetensors");
        File.WriteAllBytes(checkpoint, bytes);
        File.WriteAllBytes(log, rows[..(rows.Length / 2)]);
        Refused("log.csv");

        // Repaired, it begins again and ends the same.
        var weights = File.ReadAllBytes(Path.Combine(At("run"), "weights.safetensors"));
        NetworkTraining.Run(request, data, At("run"), RunStart.Repair);
        Assert.Equal(weights, File.ReadAllBytes(Path.Combine(At("run"), "weights.safetensors")));

        void Refused(string name) => Assert.Contains(name, Assert.Throws<InputException>(() => NetworkTraining.Run(request, data, At("run"), RunStart.Resume)).Message);
    }

    [Fact]
    public void ATrainedNetworkClassifiesAsAtTheEndOfItsTraining()
    {
        var (images, judged) = (Stripes.Create(8, seed: 1), Stripes.Create(8, seed: 2));
        var outcome = NetworkTraining.Run(Request(Tiny with { Epochs = 1 }), TrainingData.Create(images, judged), At("run"));
        var trained = TrainedNetwork.Read(At("run"), SearchSpaces.All);
        Assert.Equal(outcome.Network, trained.Network);
        Assert.Equal(outcome.Result, trained.Evaluate(judged));
        Assert.Contains("the network was trained on 3×8×8", Assert.Throws<UsageException>(() => trained.Evaluate(judged.Resize(16))).Message);
        var unknown = new ImageSet(judged.Shape, judged.Image(0).ToArray(), "other", Normalization.None, [7]);
        Assert.Contains("has images of class 7, which", Assert.Throws<UsageException>(() => trained.Evaluate(unknown)).Message);
        Assert.Contains("it has no config.json", Assert.Throws<InputException>(() => TrainedNetwork.Read(_folder, SearchSpaces.All)).Message);
        File.WriteAllText(Path.Combine(At("run"), "config.json"), "{}");
        Assert.Contains("is not the configuration of a training", Assert.Throws<InputException>(() => TrainedNetwork.Read(At("run"), SearchSpaces.All)).Message);
    }

    [Fact]
    public void ALossThatIsNotFiniteStopsTheTraining()
    {
        var images = Stripes.Create(8, seed: 1).With(new Normalization("endless", new(0, 0, 0), new(1e-42, 1e-42, 1e-42)));
        var fault = Assert.ThrowsAny<SwapScoreException>(() => NetworkTraining.Run(Request(Tiny), TrainingData.Create(images, images)));
        Assert.Equal(FaultKind.Numeric, fault.Kind);
        Assert.Contains("in step 1 of epoch 1", fault.Message);
    }

    [Fact]
    public void AMissingDeviceIsOneLine()
    {
        var data = TrainingData.Create(Stripes.Create(8, seed: 1), Stripes.Create(8, seed: 2));
        var request = Request(Tiny) with { Device = ComputeDevice.OfCuda(63) };
        Assert.Contains("cuda:63 is not available", Assert.Throws<UnavailableException>(() => NetworkTraining.Run(request, data)).Message);
    }

    private static TrainingRequest Request(TrainingProtocol protocol) => new(Space, Space.Parse("RESNET"), protocol);

    private static ImageSet Larger(ImageSet images) => images.Resize(32);

    private string At(string name) => Path.Combine(_folder, name);

    private sealed class Watch(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value);
    }
}
