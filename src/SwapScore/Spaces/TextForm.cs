namespace SwapScore.Spaces;

/// <summary>A way to write an architecture.</summary>
/// <param name="Name">Name of the form, for example <c>json</c>.</param>
/// <param name="Text">The architecture in this form; the space reads it back.</param>
public sealed record TextForm(string Name, string Text);
