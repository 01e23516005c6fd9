namespace SwapScore.Randomness;

/// <summary>The purpose of a derived key; keys of different purposes are independent even for the same index.</summary>
public enum RandomPurpose
{
    /// <summary>One of several initialisations of a network.</summary>
    Repeat = 1,

    /// <summary>One parameter tensor of a network.</summary>
    Parameter = 2,

    /// <summary>One sampled architecture.</summary>
    Architecture = 3,

    /// <summary>One image or token sequence of noise.</summary>
    Noise = 4,

    /// <summary>One resample of a bootstrap.</summary>
    Bootstrap = 5,

    /// <summary>One step of a search.</summary>
    Search = 6,

    /// <summary>One layer of dropout.</summary>
    Dropout = 7,

    /// <summary>Anything else, told apart by the index.</summary>
    Other = 8,

    /// <summary>One epoch of a training.</summary>
    Epoch = 9,

    /// <summary>One step of a training, a batch.</summary>
    Step = 10,

    /// <summary>The random changes of one image.</summary>
    Image = 11,

    /// <summary>The division of samples into parts.</summary>
    Split = 12,
}
