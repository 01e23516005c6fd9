using System.Collections.Immutable;
using SwapScore.Values;

namespace SwapScore.Data;

/// <summary>Photographs of any size in classes, each decoded when it is wanted: data sets that need not fit into memory.</summary>
public sealed class PhotographSet
{
    private readonly Func<int, ImageSet> _read;

    /// <summary>Describes photographs.</summary>
    /// <param name="source">Where they come from, for people and result files.</param>
    /// <param name="labels">The number of the class of each.</param>
    /// <param name="classes">Names of the classes, by their numbers.</param>
    /// <param name="normalization">How pixels become network inputs.</param>
    /// <param name="fingerprint">A digest of all photographs.</param>
    /// <param name="read">Decodes one photograph as a set of one image; called from several threads at once.</param>
    public PhotographSet(
        string source, ImmutableArray<int> labels, ValueList<string> classes, Normalization normalization, string fingerprint, Func<int, ImageSet> read) =>
        (Source, Labels, Classes, Normalization, Fingerprint, _read) = (source, labels, classes, normalization, fingerprint, read);

    /// <summary>Name of the source, for people and result files.</summary>
    public string Source { get; }

    /// <summary>The number of the class of each photograph.</summary>
    public ImmutableArray<int> Labels { get; }

    /// <summary>Names of the classes, by their numbers.</summary>
    public ValueList<string> Classes { get; }

    /// <summary>Mean and deviation that turn pixels into network inputs.</summary>
    public Normalization Normalization { get; }

    /// <summary>A digest of all photographs: equal ones mean equal photographs in an equal order.</summary>
    public string Fingerprint { get; }

    /// <summary>Files that could not be read and are left out, each with its reason. Default: none.</summary>
    public ValueList<string> Skipped { get; init; } = [];

    /// <summary>Decodes a photograph.</summary>
    /// <param name="index">0 … number of labels − 1.</param>
    /// <returns>A set of this one image, in its own size.</returns>
    /// <exception cref="InputException">It cannot be read any more.</exception>
    public ImageSet Read(int index) => _read(index);
}
