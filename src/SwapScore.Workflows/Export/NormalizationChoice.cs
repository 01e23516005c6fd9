using SwapScore.Engine;

namespace SwapScore.Workflows.Export;

/// <summary>What batch normalisations normalise by, as typed.</summary>
internal enum NormalizationChoice
{
    /// <summary>As the network is used: <see cref="Batch"/> for the one that is scored, <see cref="Inference"/> for the others.</summary>
    ByNetwork,

    /// <summary>Mean and variance of the batch.</summary>
    Batch,

    /// <summary>Running mean and variance.</summary>
    Inference,
}

/// <summary>The modes meant.</summary>
internal static class NormalizationChoices
{
    public static NormalizationMode Of(this NormalizationChoice choice, NetworkSize size) =>
        choice == NormalizationChoice.Batch || (choice == NormalizationChoice.ByNetwork && size == NetworkSize.Scoring)
            ? NormalizationMode.Batch
            : NormalizationMode.Running;
}
