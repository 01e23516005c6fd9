namespace SwapScore.Torch.Training;

/// <summary>How a learning rate changes over a training.</summary>
public enum ScheduleKind
{
    /// <summary>From the initial rate to 0 along half a cosine, one rate per epoch.</summary>
    Cosine,

    /// <summary>From the initial rate to 0 along half a cosine, one rate per step.</summary>
    CosineByStep,

    /// <summary>Multiplied by a factor after every epoch.</summary>
    Exponential,

    /// <summary>Up from 0 and down to 0 along two half cosines, one rate per step.</summary>
    OneCycle,
}
