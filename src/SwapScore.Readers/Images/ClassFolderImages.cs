using SwapScore.Data;
using SwapScore.Values;

namespace SwapScore.Readers.Images;

/// <summary>The images of a folder with a folder per class.</summary>
/// <param name="Images">The images; the label of each is the number of its class.</param>
/// <param name="Classes">The names of the classes, by their numbers.</param>
/// <param name="Skipped">Files that could not be read, each with its reason.</param>
public sealed record ClassFolderImages(ImageSet Images, ValueList<string> Classes, ValueList<string> Skipped);
