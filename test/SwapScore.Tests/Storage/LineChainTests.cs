using System.Text;
using CsCheck;
using SwapScore.Storage;

namespace SwapScore.Tests.Storage;

public sealed class LineChainTests
{
    private static readonly Gen<string[]> Files = Gen.Int[0, 999].Select(number => $$"""{"number":{{number}},"name":"ä"}""").Array[2, 8];

    [Fact]
    public void Open_WhatWasSealed_GivesItBack() => Files.ForAll(lines => Assert.Equal(lines, Read(Sealed(lines))));

    [Fact]
    public void Open_AnyByteChanged_StopsAtItsLine() => Gen.Select(Files, Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).ForAll((lines, place, change) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Sealed(lines));
        place %= bytes.Length;
        if (bytes[place] == '\n') return;
        bytes[place] ^= change;
        if (bytes[place] == '\n') return;
        Assert.Equal(bytes.Take(place).Count(value => value == '\n'), Read(bytes).Count);
    });

    [Fact]
    public void Open_LineMissingDoubledOrMoved_StopsThere() => Gen.Select(Files, Gen.Int[0, 99]).ForAll((lines, place) =>
    {
        var whole = Sealed(lines).TrimEnd('\n').Split('\n');
        place %= whole.Length - 1;
        Assert.Equal(place, Read(Joined([.. whole[..place], .. whole[(place + 1)..]])).Count);
        Assert.Equal(place + 1, Read(Joined([.. whole[..(place + 1)], .. whole[place..]])).Count);
        Assert.Equal(place, Read(Joined([.. whole[..place], whole[place + 1], whole[place], .. whole[(place + 2)..]])).Count);
    });

    private static string Sealed(IEnumerable<string> lines)
    {
        var chain = new LineChain();
        return Joined(lines.Select(chain.Seal));
    }

    private static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static List<string> Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    private static List<string> Read(byte[] file)
    {
        var (chain, read) = (new LineChain(), new List<string>());
        foreach (var range in file.AsSpan().Split((byte)'\n'))
        {
            if (chain.Open(file.AsSpan()[range]) is not { } json) break;
            read.Add(Encoding.UTF8.GetString(json));
        }

        return read;
    }
}
