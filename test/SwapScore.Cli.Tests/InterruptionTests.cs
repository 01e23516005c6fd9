using System.Diagnostics;
using SwapScore.Cli.Shell;
using SwapScore.Onnx.Tests.Models;
using DataType = SwapScore.Onnx.Schema.TensorProto.Types.DataType;

namespace SwapScore.Cli.Tests;

/// <summary>The command as a process of its own, interrupted while a native library is in the middle of one long operation that nothing stops.</summary>
public sealed class InterruptionTests
{
    // Far more than two seconds, for a busy machine; without an end the operation would go on for longer.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneSignal_EndsTheProcess_WhateverNativeCodeIsDoing(bool isWorkHeeded)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs signals");
        var folder = Directory.CreateTempSubdirectory("swapscore");
        try
        {
            var (quick, endless) = (Path.Combine(folder.FullName, "quick.onnx"), Path.Combine(folder.FullName, "endless.onnx"));
            await File.WriteAllBytesAsync(quick, Model(sketch => sketch.Input("x", DataType.Float, -1, 4)), TestContext.Current.CancellationToken);

            // One pooling that takes many minutes.
            await File.WriteAllBytesAsync(
                endless,
                Model(sketch => sketch.Node("LpPool", [sketch.Input("x", DataType.Float, -1, 1, 1 << 20)], Sketch.Ints("kernel_shape", 60_001))),
                TestContext.Current.CancellationToken);

            // After the first score the command heeds an interruption: it asks the work to stop, which does not hear it.
            string[] models = isWorkHeeded ? [quick, endless] : [endless];
            using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "score", .. models, "--data", "noise", "--batch-size", "4", "--repeats", "1"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            while (!process.HasExited && process.TotalProcessorTime < TimeSpan.FromSeconds(5)) await Task.Delay(100, TestContext.Current.CancellationToken);

            // What Ctrl-C sends is ignored by processes that a shell runs in the background.
            using (var signal = Process.Start("kill", ["-TERM", $"{process.Id}"])) await signal.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Bound, TestContext.Current.CancellationToken);

            Assert.Equal((int)ExitCode.Terminated, process.ExitCode);
            Assert.Contains("interrupted", await error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Model(Func<Sketch, string> value)
    {
        var sketch = new Sketch();
        return sketch.Output(sketch.Node("Relu", [value(sketch)])).Bytes;
    }
}
