using System.Runtime.InteropServices;

namespace SwapScore.Engine.Steps;

/// <summary>Zeros everywhere, in one unit.</summary>
internal sealed unsafe class ZeroStep(Slot output, int blocks, int lanes) : Step
{
    public override int Units => 1;

    public override long Cost => blocks * lanes * output.Shape.Count;

    public override void Run(float* workspace, int first, int end) =>
        NativeMemory.Clear(workspace + output.Offset, (nuint)(blocks * lanes * output.Shape.Count) * sizeof(float));
}
