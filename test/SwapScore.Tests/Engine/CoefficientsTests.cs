using System.ComponentModel;
using System.Diagnostics;

namespace SwapScore.Tests.Engine;

/// <summary>The script in scripts/coefficients makes exactly the polynomials of the source.</summary>
public sealed class CoefficientsTests
{
    [Fact]
    public void Script_Check_FindsTheCoefficientsOfTheSource()
    {
        var script = Path.Combine(SourceTree.Root, "scripts", "coefficients", "coefficients.py");
        using var python = Start("python3", "-B", script, "--check");
        Assert.SkipWhen(python is null, "python3 is not installed");
        var output = python!.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.Equal((0, ""), (python.ExitCode, output));
    }

    private static Process? Start(string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
