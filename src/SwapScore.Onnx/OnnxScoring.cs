using SwapScore.Data;
using SwapScore.Data.Text;
using SwapScore.Evaluation;
using SwapScore.Onnx.Samples;

namespace SwapScore.Onnx;

/// <summary>Lets a <see cref="Scorer"/> score ONNX files.</summary>
public static class OnnxScoring
{
    /// <summary>Scores ONNX files with built-in images or passages of the size each takes.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="paths">The files.</param>
    /// <param name="cancellation">Stops inside the evaluations in progress.</param>
    /// <returns>The scores, in the order of the files. One that cannot be scored has a <see cref="NetworkScore.Failure"/>.</returns>
    /// <exception cref="UsageException">A metric cannot be computed of ONNX models.</exception>
    public static async Task<IReadOnlyList<NetworkScore>> ScoreOnnxAsync(this Scorer scorer, IEnumerable<string> paths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(paths);
        var files = paths.ToList();
        var scores = new List<NetworkScore>(files.Count);
        await foreach (var result in scorer.Part(Create).EvaluateFilesAsync(files, scorer.Options.Evaluation, cancellation: cancellation).ConfigureAwait(false))
            scores.Add(new NetworkScore(Path.GetFileName(files[scores.Count]), result));
        return scores;
    }

    /// <summary>Scores an ONNX file with built-in images or passages of the size it takes.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops inside the evaluation.</param>
    /// <exception cref="UsageException">A metric cannot be computed of ONNX models.</exception>
    public static async Task<NetworkScore> ScoreOnnxAsync(this Scorer scorer, string path, CancellationToken cancellation = default) =>
        (await ScoreOnnxAsync(scorer, [path], cancellation).ConfigureAwait(false))[0];

    private static OnnxEvaluator Create(ScorerOptions options)
    {
        var samples = new RealSamples(
            DataSource.BuiltIn,
            side => DataSource.LoadImages(DataSource.BuiltIn, options.BatchSize, side),
            length => TokenBatch.BuiltIn(length, options.BatchSize),
            new SampleOptions { Count = options.BatchSize });
        return new OnnxEvaluator(samples, options.Threads, catalog: options.Catalog);
    }
}
