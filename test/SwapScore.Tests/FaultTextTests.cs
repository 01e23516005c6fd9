using System.Text.Json;
using System.Text.Json.Nodes;
using SwapScore.Storage;

namespace SwapScore.Tests;

/// <summary>Faults of the system and of JSON are said in words of the product, without the library's.</summary>
public sealed class FaultTextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swapscore").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatIsMissingOrAFolder_SaysSo()
    {
        var (file, inner) = (Path.Combine(_folder, "absent"), Path.Combine(_folder, "absent", "x"));

        Assert.Equal($"cannot read {file}: there is no such file", Reading(file).Message);
        Assert.Equal($"cannot read {inner}: there is no such folder", Reading(inner).Message);
        Assert.Equal($"cannot read {_folder}: it is a folder", Reading(_folder).Message);
    }

    [Fact]
    public void Write_FullDisk_SaysSo()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "this system has no /dev/full");
        using var stream = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        var fault = Assert.ThrowsAny<IOException>(() => stream.Write([1]));

        Assert.Equal("cannot write x: no space is left on the disk", OutputException.At("x", fault, null).Message);
    }

    /// <summary>The runtime reports a file that would grow beyond a quota as an argument out of range.</summary>
    [Fact]
    public void Write_BeyondAQuota_IsAFaultOfOutput()
    {
        var fault = Assert.Throws<OutputException>(() => AtomicFile.Write(Path.Combine(_folder, "x"), _ => throw new ArgumentOutOfRangeException("value", "Specified file length was too large for the file system.")));
        Assert.EndsWith("x: the system does not allow files of this size", fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("{\"a\": tru}", "it is malformed at line 1, byte 10")]
    [InlineData("{\"a\":\n [1, 2}", "it is malformed at line 2, byte 7")]
    [InlineData("", "it is malformed at line 1, byte 1")]
    [InlineData("{\"a\": 1, \"a\": 2}", "an object in it has two entries of one name, or its lists are nested too deeply")]
    public void Json_Malformed_IsNamedByItsPlace(string text, string expected)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }));

        Assert.Equal(expected, JsonFault.Describe(fault));
    }

    [Fact]
    public void Json_ValueOfAnotherKind_IsNamedByItsPath()
    {
        var fault = Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<int[]>("[1,\n\"\e[31m\"]"));

        Assert.Equal("what stands at [1] (line 2, byte 2) is not what is expected there", JsonFault.Describe(fault));
    }

    private static InputException Reading(string path)
    {
        try
        {
            File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return InputException.At(path, fault);
        }

        throw new InvalidOperationException($"{path} can be read");
    }
}
