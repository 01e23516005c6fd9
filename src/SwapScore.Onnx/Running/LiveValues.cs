using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;

namespace SwapScore.Onnx.Running;

/// <summary>The values that lead from one part of a model to later ones, for every group of samples; the inputs among them.</summary>
internal sealed class LiveValues(ModelSamples samples, int groupSize, int groups) : IDisposable
{
    private readonly Dictionary<string, OrtValue>[] _values = [.. Enumerable.Range(0, groups).Select(_ => new Dictionary<string, OrtValue>())];

    /// <summary>A value as an input of a part.</summary>
    public ValueInfoProto Describe(string name)
    {
        if (Input(name) is { } tensor) return PartialModel.Input(name, tensor.ElementType, tensor.Shape(groupSize));
        var value = _values[0][name];
        if (!value.IsTensor) throw new InputException($"{name} is no tensor and cannot lead from one part of the model to another");
        var information = value.GetTensorTypeAndShape();
        return PartialModel.Input(name, (int)information.ElementDataType, information.Shape);
    }

    /// <summary>What a part is fed for a group of samples.</summary>
    public Fed Feed(IReadOnlyList<string> names, int group)
    {
        var (values, own) = (new List<OrtValue>(), new List<OrtValue>());
        foreach (var name in names)
        {
            if (_values[group].TryGetValue(name, out var value))
            {
                values.Add(value);
                continue;
            }

            own.Add(Input(name)!.Feed(group * groupSize, groupSize, samples.Size));
            values.Add(own[^1]);
        }

        return new Fed(values, own);
    }

    /// <summary>Takes over what a part gave.</summary>
    public void Add(int group, IReadOnlyDictionary<string, OrtValue> values)
    {
        foreach (var (name, value) in values) _values[group][name] = value;
    }

    /// <summary>Gives back what no later part reads.</summary>
    public void KeepOnly(IEnumerable<string> names)
    {
        var kept = names.ToHashSet();
        foreach (var values in _values)
            foreach (var name in values.Keys.Where(name => !kept.Contains(name)).ToList())
            {
                values[name].Dispose();
                values.Remove(name);
            }
    }

    /// <summary>Copies all values out of the memory of runs, so that it can be given back.</summary>
    public void MoveOut()
    {
        foreach (var values in _values)
            foreach (var (name, value) in values.ToList())
            {
                var information = value.GetTensorTypeAndShape();
                if (information.ElementDataType == TensorElementType.String) continue;
                var copy = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, information.ElementDataType, information.Shape);
                value.GetTensorMutableRawData().CopyTo(copy.GetTensorMutableRawData());
                values[name] = copy;
                value.Dispose();
            }
    }

    public void Dispose() => KeepOnly([]);

    private SampleTensor? Input(string name) => samples.Tensors.FirstOrDefault(tensor => tensor.Name == name);

    /// <summary>Values for a run, and those among them that are given back after it.</summary>
    public sealed record Fed(IReadOnlyList<OrtValue> Values, IReadOnlyList<OrtValue> Own) : IDisposable
    {
        public void Dispose()
        {
            foreach (var value in Own) value.Dispose();
        }
    }
}
