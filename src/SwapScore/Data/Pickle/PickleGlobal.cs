namespace SwapScore.Data.Pickle;

/// <summary>The only names a pickle may refer to. None is ever looked up or run: each stands for a case of the reader.</summary>
internal enum PickleGlobal
{
    /// <summary><c>numpy.core.multiarray._reconstruct</c>: an array to be filled.</summary>
    Reconstruct,

    /// <summary><c>numpy.ndarray</c>, the first argument of the above.</summary>
    Array,

    /// <summary><c>numpy.dtype</c>: the type of an array's elements.</summary>
    ElementType,

    /// <summary><c>_codecs.encode</c>: how Python 3 writes bytes into protocols 0 to 2.</summary>
    Encode,
}
