using SwapScore.Engine;

namespace SwapScore.Workflows.Export;

/// <summary>The modes meant.</summary>
internal static class NormalizationChoices
{
    public static NormalizationMode Resolve(this NormalizationChoice choice, NetworkSize size) =>
        choice == NormalizationChoice.Batch || (choice == NormalizationChoice.ByNetwork && size == NetworkSize.Scoring)
            ? NormalizationMode.Batch
            : NormalizationMode.Running;
}
