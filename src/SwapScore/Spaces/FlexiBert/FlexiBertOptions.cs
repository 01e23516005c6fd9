namespace SwapScore.Spaces.FlexiBert;

/// <summary>Options for building the network of an encoder.</summary>
internal sealed record FlexiBertOptions
{
    /// <summary>Every encoder as described: its own width and feed-forward sizes, no dropout.</summary>
    public static FlexiBertOptions AsDescribed { get; } = new();

    /// <summary>
    /// As the published metrics were computed: width 256 and feed-forward 1024 for all encoders, dropout active as in training.
    /// </summary>
    public static FlexiBertOptions AsPublished { get; } = new() { Hidden = 256, FeedForward = 1024, DropoutRate = 0.1f };

    /// <summary>Width of all encoders; null for their own. Default: null.</summary>
    public int? Hidden { get; init; }

    /// <summary>Feed-forward width of all layers; null for their own. Default: null.</summary>
    public int? FeedForward { get; init; }

    /// <summary>Rate of dropout. Default: 0, none.</summary>
    public float DropoutRate { get; init; }

    /// <summary>Number of different tokens. Default: 30,522, that of the BERT vocabulary.</summary>
    public int Vocabulary { get; init; } = 30_522;

    /// <summary>Width of embeddings. Default: 128.</summary>
    public int EmbeddingWidth { get; init; } = 128;
}
