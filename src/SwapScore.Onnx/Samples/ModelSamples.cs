using System.Collections.Immutable;
using System.Security.Cryptography;
using SwapScore.Values;

namespace SwapScore.Onnx.Samples;

/// <summary>The samples of a run, in the form a model takes them.</summary>
/// <param name="Size">S, the number of samples.</param>
/// <param name="Tensors">A value for each input.</param>
/// <param name="Source">Where they come from, for people and result files.</param>
internal sealed record ModelSamples(int Size, ValueList<SampleTensor> Tensors, string Source)
{
    /// <summary>The class of each sample, from 0; null where unknown.</summary>
    public ImmutableArray<int>? Labels { get; init; }

    /// <summary>Whether classes are drawn at random, as many as the model has outputs. Default: false.</summary>
    public bool HasRandomLabels { get; init; }

    /// <summary>The first digits of a hash of everything fed, and of the classes: equal fingerprints mean equal inputs.</summary>
    public string Fingerprint
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var tensor in Tensors)
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{tensor.Name} {tensor.ElementType} {string.Join('×', tensor.Shape(Size))}\n"));
                hash.AppendData(tensor.Values);
            }

            if (Labels is { } labels) hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(labels.AsSpan()));
            if (HasRandomLabels) hash.AppendData("random labels"u8);
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }
}
