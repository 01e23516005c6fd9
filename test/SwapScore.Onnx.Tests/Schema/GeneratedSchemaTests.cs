using System.Security.Cryptography;
using SwapScore.Tests;

namespace SwapScore.Onnx.Tests.Schema;

public sealed class GeneratedSchemaTests
{
    [Fact]
    public void Code_OfTheSchema_IsThatOfTheFile()
    {
        var folder = Path.Combine(SourceTree.Root, "src", "SwapScore.Onnx", "Schema");
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "onnx.proto"))));
        Assert.True(File.ReadLines(Path.Combine(folder, "Onnx.g.cs")).First().EndsWith(hash, StringComparison.Ordinal), "onnx.proto has changed: run scripts/onnx-schema");
    }
}
