namespace SwapScore.Data.Pickle;

/// <summary>A numpy element type of a pickle.</summary>
internal sealed class PickleElementType(PickleText code)
{
    /// <summary>Whether elements are unsigned bytes.</summary>
    public bool IsByte => code.Is("u1");

    public override string ToString() => code.ToString();
}
