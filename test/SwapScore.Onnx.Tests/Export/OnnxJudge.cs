using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Data;
using SwapScore.Engine;
using SwapScore.Networks;
using SwapScore.Networks.Operations;
using SwapScore.Onnx.Export;
using SwapScore.Onnx.Schema;
using SwapScore.Randomness;
using SwapScore.Spaces;
using SwapScore.Spaces.FlexiBert;
using SwapScore.Tests.Engine;
using SwapScore.Weights;

namespace SwapScore.Onnx.Tests.Export;

/// <summary>Runs a network in our engine and, exported, in ONNX Runtime, and compares every node.</summary>
internal static class OnnxJudge
{
    private const string Given = "/given";

    public static RandomKey Key { get; } = RandomKey.FromSeed(3).Derive(RandomPurpose.Repeat, 0);

    public static Judgement Compare(
        Network network, Batch batch, IInitializer initializer, NormalizationMode mode = NormalizationMode.Batch) =>
        Compare(network, batch, initializer, mode, RunEngine(network, batch, initializer, mode));

    /// <param name="ours">Values of our engine, by canonical node.</param>
    public static Judgement Compare(Network network, Batch batch, IInitializer initializer, NormalizationMode mode, Dictionary<int, float[]> ours)
    {
        var theirs = RunOnnxRuntime(network, batch, initializer, mode, Key);
        Assert.Equal(network.Nodes.Length - 1, theirs.Count);
        var activations = network.Activations.ToList();
        var judgement = new Judgement
        {
            Patterns = (SignPatterns.Count(activations.Select(Ours), batch.Size), SignPatterns.Count(activations.Select(node => theirs[node]), batch.Size)),
            Flips = activations.Sum(node => SignPatterns.Flips(Ours(node), theirs[node])),
            Signs = network.Neurons * batch.Size,
        };
        foreach (var (node, expected) in theirs)
        {
            Assert.Equal(expected.Length, Ours(node).Length);
            judgement.Compare(node, Ours(node), expected);
        }

        return judgement;

        float[] Ours(Node node) => ours[network.Canonical[node.Index]];
    }

    /// <summary>
    /// Every node by itself: ONNX Runtime computes each from the values our engine gave its inputs, so that what is compared is one operation, and
    /// no rounding of earlier ones.
    /// </summary>
    /// <param name="ours">Values of our engine, by canonical node.</param>
    public static Judgement CompareFromEqualInputs(Network network, Batch batch, IInitializer initializer, NormalizationMode mode, Dictionary<int, float[]> ours)
    {
        var options = new OnnxExportOptions { Initializer = initializer, Key = Key, Normalization = mode, IsExposed = _ => true };
        var model = OnnxExport.Build(network, options, new EmbeddedTensors());
        var made = model.Graph.Output.ToDictionary(output => output.Name);
        foreach (var node in model.Graph.Node)
            for (var i = 0; i < node.Input.Count; i++)
                if (made.ContainsKey(node.Input[i])) node.Input[i] += Given;
        model.Graph.Input.Add(made.Values.Select(output => new ValueInfoProto { Name = output.Name + Given, Type = output.Type }));

        using var session = Load(model.ToByteArray());
        var nodes = network.Nodes.ToDictionary(node => node.Name);
        var fed = new Dictionary<string, OrtValue> { [network.Inputs.Single().Name] = InputOf(network, batch) };
        foreach (var (name, output) in made)
        {
            long[] shape = [batch.Size, .. output.Type.TensorType.Shape.Dim.Skip(1).Select(dimension => dimension.DimValue)];
            fed[name + Given] = OrtValue.CreateTensorValueFromMemory(SamplesFirst(ours[network.Canonical[nodes[name].Index]], batch.Size), shape);
        }

        using var run = new RunOptions();
        using var outputs = session.Run(run, fed, session.OutputNames);
        var judgement = new Judgement();
        foreach (var (name, value) in session.OutputNames.Zip(outputs))
            judgement.Compare(nodes[name], ours[network.Canonical[nodes[name].Index]], NeuronsFirst(value.GetTensorDataAsSpan<float>(), batch.Size));
        foreach (var value in fed.Values) value.Dispose();
        return judgement;
    }

    /// <summary>
    /// What rounding alone does: our engine on the batch, and on the batch with the last bit of every value changed. Nothing that computes in
    /// single precision can be expected to agree better than an engine with itself.
    /// </summary>
    /// <param name="ours">Values of our engine on the batch, by canonical node.</param>
    public static Judgement CompareWithRoundedInput(Network network, Batch batch, IInitializer initializer, Dictionary<int, float[]> ours)
    {
        var rounded = new Batch(batch.Shape, [.. batch.Values.ToArray().Select(MathF.BitIncrement)], "rounded");
        var judgement = new Judgement();
        foreach (var (index, values) in RunEngine(network, rounded, initializer)) judgement.Compare(network.Nodes[index], values, ours[index]);
        return judgement;
    }

    /// <summary>Dropout decides by sample and repeat, and does nothing in ONNX.</summary>
    public static Network WithoutDropout(ISearchSpace space, IArchitecture architecture, SpaceTask task, Shape input) =>
        space.Name == "flexibert-faithful"
            ? FlexiBertNetworks.Build((FlexiBertArchitecture)architecture, FlexiBertOptions.AsPublished with { DropoutRate = 0 }, input)
            : space.BuildScoringNetwork(architecture, task, input);

    /// <summary>A session that checks the model and changes nothing in it.</summary>
    public static InferenceSession Load(byte[] model)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            IntraOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        return new InferenceSession(model, options);
    }

    /// <summary>The samples as the model takes them: token numbers as whole numbers.</summary>
    public static OrtValue InputOf(Network network, Batch batch)
    {
        var (shape, size) = (batch.Shape, batch.Size);
        return network.Nodes.Any(node => node.Operation is TokenEmbedding)
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(batch.Values.ToArray(), value => (long)value), [size, shape.Columns])
            : OrtValue.CreateTensorValueFromMemory(batch.Values.ToArray(), [size, shape.Channels, shape.Rows, shape.Columns]);
    }

    /// <summary>Values by canonical node, <c>[neuron][sample]</c>.</summary>
    public static Dictionary<int, float[]> RunEngine(
        Network network, Batch batch, IInitializer initializer, NormalizationMode mode = NormalizationMode.Batch)
    {
        var plan = Plan.Compile(network, batch.Size, new PlanOptions { Observed = _ => true, Normalization = mode });
        using var executor = new Executor();
        executor.Load(plan, batch);
        executor.Initialize(initializer, Key);
        var observer = new CollectingObserver();
        executor.Run(observer);
        return observer.Values;
    }

    /// <summary>Values of every node but the input, <c>[neuron][sample]</c>.</summary>
    public static Dictionary<Node, float[]> RunOnnxRuntime(Network network, Batch batch, IInitializer initializer, NormalizationMode mode, RandomKey key)
    {
        var options = new OnnxExportOptions { Initializer = initializer, Key = key, Normalization = mode, IsExposed = _ => true };
        using var session = Load(OnnxExport.ToBytes(network, options));
        using var input = InputOf(network, batch);
        using var run = new RunOptions();
        var nodes = network.Nodes.ToDictionary(node => node.Name);
        using var outputs = session.Run(run, [network.Inputs.Single().Name], [input], session.OutputNames);
        return session.OutputNames.Zip(outputs).ToDictionary(pair => nodes[pair.First], pair => NeuronsFirst(pair.Second.GetTensorDataAsSpan<float>(), batch.Size));
    }

    private static float[] NeuronsFirst(ReadOnlySpan<float> values, int samples)
    {
        var neurons = values.Length / samples;
        var turned = new float[values.Length];
        for (var sample = 0; sample < samples; sample++)
            for (var neuron = 0; neuron < neurons; neuron++)
                turned[neuron * samples + sample] = values[sample * neurons + neuron];
        return turned;
    }

    private static float[] SamplesFirst(ReadOnlySpan<float> values, int samples)
    {
        var neurons = values.Length / samples;
        var turned = new float[values.Length];
        for (var neuron = 0; neuron < neurons; neuron++)
            for (var sample = 0; sample < samples; sample++)
                turned[sample * neurons + neuron] = values[neuron * samples + sample];
        return turned;
    }
}
