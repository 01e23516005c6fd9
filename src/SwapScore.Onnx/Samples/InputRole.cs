namespace SwapScore.Onnx.Samples;

/// <summary>What an input takes, judged by its type, dimensions and name.</summary>
internal enum InputRole
{
    /// <summary>Images: real numbers or bytes of four dimensions.</summary>
    Image,

    /// <summary>Numbers of tokens, <c>[sample][token]</c>.</summary>
    Tokens,

    /// <summary>Which tokens count, 1 or 0.</summary>
    Mask,

    /// <summary>To which of two texts a token belongs; 0.</summary>
    TokenTypes,

    /// <summary>The place of a token.</summary>
    Positions,

    /// <summary>An input of any other kind: numbers.</summary>
    Numbers,
}
