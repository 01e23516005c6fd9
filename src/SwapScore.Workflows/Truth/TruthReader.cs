using SwapScore.Studies.Truth;

namespace SwapScore.Workflows.Truth;

/// <summary>Reads a table of ground truth in whichever of the published formats it is.</summary>
public static class TruthReader
{
    /// <summary>Reads the table of a request.</summary>
    /// <param name="request">Which table.</param>
    /// <exception cref="InputException">It is missing or damaged.</exception>
    public static TruthTable Read(TruthRequest request) => (request.Space, Path.GetExtension(request.Path)) switch
    {
        ("darts", _) => DartsTruth.Read(request.Path),
        ("flexibert" or "flexibert-faithful", _) => FlexiBertTruth.Read(request.Path, request.Task, request.Published),
        ("nasbench201", ".csv") => NatsTruth.Read(request.Path, request.Task),
        _ => ZeroCostTruth.Read(request.Path, request.Task),
    };
}
