using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using SwapScore.Evaluation;
using SwapScore.Onnx.Graphs;
using SwapScore.Onnx.Samples;
using SwapScore.Onnx.Schema;
using SwapScore.Onnx.Tests.Models;
using SwapScore.Onnx.Tests.Schema;
using SwapScore.Onnx.Weights;

namespace SwapScore.Onnx.Tests.Sweep;

/// <summary>Calls an operation with two sets of trained numbers, and compares the scores.</summary>
internal static class OperationSweep
{
    /// <summary>Versions of the standard, the first that takes a call is used.</summary>
    private static readonly int[] Opsets = [26, 21, 17, 12, 9, 7];

    private static readonly NoiseSamples Source = new(new SampleOptions { Count = 8 });

    /// <summary>How a call ended.</summary>
    public enum Outcome
    {
        /// <summary>Both sets of numbers have one score.</summary>
        OneScore,

        /// <summary>There is a score, which says that trained numbers remain in it.</summary>
        Warned,

        /// <summary>There is no score.</summary>
        Refused,

        /// <summary>ONNX Runtime does not run the call.</summary>
        NotRun,

        /// <summary>The scores differ.</summary>
        Different,
    }

    /// <summary>Calls an operation in all ways known.</summary>
    /// <param name="operation">The operation.</param>
    public static async Task<IReadOnlyList<(Outcome Outcome, string Detail)>> Run(InstalledOperation operation)
    {
        var results = new List<(Outcome, string)>();
        foreach (var call in OperationCalls.Of(operation.Domain, operation.Name))
            foreach (var isComputed in call.IsFed ? new[] { false, true } : [true])
            {
                var (outcome, detail) = await Run(operation.Domain, operation.Name, call, isComputed);
                results.Add((outcome, $"{(isComputed ? "constants alone, " : "")}{call.Text}: {detail}"));
            }

        return results;
    }

    private static async Task<(Outcome, string)> Run(string domain, string name, OperationCall call, bool isComputed)
    {
        if (NodeCheck.IsQuantized(name) || WeightOperands.InSettings.Contains(name))
        {
            // Refused by their names, whatever they read.
            var refused = await Score(call.Model(domain, Opsets[0], 1, isComputed, isCast: false));
            if (refused.Failure is { } failure && (failure.Contains("quantised", StringComparison.Ordinal) || failure.Contains("among its settings", StringComparison.Ordinal))) return (Outcome.Refused, failure);
        }

        var reasons = new List<string>();
        foreach (var opset in Opsets)
            foreach (var isCast in new[] { false, true })
            {
                if (WhyNotRun(call.Model(domain, opset, 1, isComputed, isCast)) is { } reason)
                {
                    reasons.Add(reason);
                    continue;
                }

                var one = await Score(call.Model(domain, opset, 1, isComputed, isCast));
                var other = await Score(call.Model(domain, opset, 2, isComputed, isCast));
                if (one.Failure is not null || other.Failure is not null) return (Outcome.Refused, one.Failure ?? other.Failure!);
                if (one.KeepsTrainedNumbers || other.KeepsTrainedNumbers) return (Outcome.Warned, "trained numbers remain");
                return Text(one) == Text(other) ? (Outcome.OneScore, Text(one)) : (Outcome.Different, $"{Text(one)} or {Text(other)}");
            }

        // What the newest version says is most to the point, unless it no longer has the operation.
        return (Outcome.NotRun, reasons.Find(reason => reason.Contains("find an implementation", StringComparison.Ordinal)) ?? reasons[0]);
    }

    private static Task<EvaluationResult> Score(ModelProto model) => Scored.Of(model.ToByteArray(), Source, null, 1, "swap", "nwot");

    private static string Text(EvaluationResult result) => $"{result.Metrics["swap"].Mean} {result.Metrics["nwot"].Mean}";

    /// <summary>What ONNX Runtime says against a model; null when it runs it.</summary>
    private static string? WhyNotRun(ModelProto model)
    {
        try
        {
            using var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL, IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            using var session = new InferenceSession(model.ToByteArray(), options);
            var inputs = session.InputMetadata.ToDictionary(input => input.Key, input => OrtValue.CreateAllocatedTensorValue(
                OrtAllocator.DefaultInstance, input.Value.ElementDataType, [.. input.Value.Dimensions.Select(dimension => dimension < 0 ? 3L : dimension)]));
            foreach (var input in inputs.Values) input.GetTensorMutableRawData().Clear();
            using var run = new RunOptions();
            session.Run(run, inputs, session.OutputNames).Dispose();
            return null;
        }
        catch (OnnxRuntimeException fault)
        {
            return fault.Message.ReplaceLineEndings(" ");
        }
    }
}
