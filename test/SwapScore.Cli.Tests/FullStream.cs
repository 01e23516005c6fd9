namespace SwapScore.Cli.Tests;

/// <summary>A stream on a full disk.</summary>
internal sealed class FullStream : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count) => Fail();

    public override void Write(ReadOnlySpan<byte> buffer) => Fail();

    private static void Fail() => throw new IOException("No space left on device");
}
