namespace SwapScore.Torch.Training;

/// <summary>The learning rate of every step of a training.</summary>
/// <param name="Kind">How the rate falls.</param>
/// <param name="Initial">Rate at the start; the highest rate of <see cref="ScheduleKind.OneCycle"/>.</param>
internal sealed record LearningRateSchedule(ScheduleKind Kind, double Initial)
{
    /// <summary>Factor per epoch of <see cref="ScheduleKind.Exponential"/>. Default: 0.97.</summary>
    public double Factor { get; init; } = 0.97;

    /// <summary>Share of the training in which <see cref="ScheduleKind.OneCycle"/> rises. Default: 0.3.</summary>
    public double Rise { get; init; } = 0.3;

    /// <summary>The rate of a step.</summary>
    /// <param name="epoch">Epochs that are done, from 0.</param>
    /// <param name="step">Steps of this epoch that are done, from 0.</param>
    /// <param name="epochs">Epochs of the training.</param>
    /// <param name="steps">Steps of an epoch.</param>
    public double Rate(int epoch, int step, int epochs, int steps)
    {
        // Cosine and exponential rates stay the same within an epoch, as in the published trainings.
        var done = (epoch + (double)step / steps) / epochs;
        return Kind switch
        {
            ScheduleKind.Cosine => Initial * Half((double)epoch / epochs),
            ScheduleKind.CosineByStep => Initial * Half(done),
            ScheduleKind.Exponential => Initial * Math.Pow(Factor, epoch),
            _ => done < Rise ? Initial * (1 - Half(done / Rise)) : Initial * Half((done - Rise) / (1 - Rise)),
        };
    }

    /// <summary>From 1 to 0 along half a cosine.</summary>
    private static double Half(double share) => (1 + Math.Cos(Math.PI * share)) / 2;
}
