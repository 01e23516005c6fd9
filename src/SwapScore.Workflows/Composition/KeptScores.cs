using System.Runtime.InteropServices;
using SwapScore.Evaluation;

namespace SwapScore.Workflows.Composition;

/// <summary>Where the results of sessions are kept and looked up.</summary>
/// <param name="Store">The store.</param>
/// <param name="Use">Which requests it serves, and what it has answered.</param>
public sealed record KeptScores(IScoreStore Store, ScoreStoreUse Use)
{
    /// <summary>
    /// What computes beside the engine. The last digits of ONNX Runtime and libtorch depend on their versions, which are those of a version of the product,
    /// and on the processor.
    /// </summary>
    private static string BackEnd { get; } =
        $"back ends of {ProductVersion.Text} on {RuntimeInformation.ProcessArchitecture} ({string.Join(' ', MachineFacts.Instructions())})";

    /// <summary>An evaluator that asks the store first.</summary>
    /// <param name="evaluator">What evaluates the rest.</param>
    internal IEvaluator Before(IEvaluator evaluator) => new StoringEvaluator(evaluator, Store, BackEnd, Use);
}
