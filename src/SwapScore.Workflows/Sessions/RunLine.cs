using System.Globalization;
using SwapScore.Data;
using SwapScore.Evaluation;
using SwapScore.Metrics;
using SwapScore.Workflows.Composition;

namespace SwapScore.Workflows.Sessions;

/// <summary>The line below every table that says what made it.</summary>
internal static class RunLine
{
    public static string Write(EvaluationOptions options, Batch batch, int threads, double seconds) => Write(options, batch.Description, threads, seconds);

    /// <param name="options">The settings, with μ and σ as resolved.</param>
    /// <param name="samples">The samples in words.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="seconds">Seconds it took.</param>
    public static string Write(EvaluationOptions options, string samples, int threads, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"swapscore {ProductVersion.Text} · seed {options.Seed} · {Count(options.Repeats, "repeat")} · {Sizes(options)}{Device(options)}{samples} · {Count(threads, "thread")} · {seconds:0.0} s");

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    private static string Device(EvaluationOptions options) => (options.Device, options.BackEnd) switch
    {
        var (device, _) when device != ComputeDevice.Cpu => $"gradients on {device} · ",
        (_, GradientBackEnd.Libtorch) => "gradients by libtorch · ",
        _ => "",
    };

    private static string Sizes(EvaluationOptions options) => options.Metrics.Contains(MetricCatalog.Regularized)
        ? string.Create(CultureInfo.InvariantCulture, $"μ {options.Mu:G5}, σ {options.Sigma:G5} · ")
        : "";
}
