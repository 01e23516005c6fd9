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

    /// <summary>The first digits of a hash of everything fed: equal fingerprints mean equal inputs.</summary>
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

            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }
}
