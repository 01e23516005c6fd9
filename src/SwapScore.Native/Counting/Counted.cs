namespace SwapScore.Native.Counting;

/// <summary>What a counter counts; the numbers stand in <c>swapscore.h</c>.</summary>
[Flags]
internal enum Counted
{
    /// <summary>Distinct sample-wise patterns, Ψ.</summary>
    Patterns = 1,

    /// <summary>Distinct patterns of whole samples.</summary>
    StandardPatterns = 2,

    /// <summary>On how many neurons every two samples agree: the kernel of NWOT.</summary>
    Agreement = 4,
}
