using CsCheck;
using SwapScore.Data;
using SwapScore.Networks;

namespace SwapScore.Tests.Data;

/// <summary>Batches as bytes.</summary>
public sealed class BatchBytesTests
{
    private static readonly Gen<Batch> Batches = Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5], Gen.String[0, 10], Gen.Bool, Gen.Int[0, 99])
        .Select((channels, rows, columns, size, source, hasLabels, seed) => new Batch(
            new Shape(channels, rows, columns),
            [.. Enumerable.Range(0, channels * rows * columns * size).Select(i => BitConverter.Int32BitsToSingle(unchecked(i * 1_000_003 + seed)))],
            source,
            hasLabels ? [.. Enumerable.Range(0, size)] : null));

    [Fact]
    public void Read_WhatWasWritten_IsTheSameBatch() => Batches.ForAll(batch =>
    {
        var read = BatchBytes.Read(BatchBytes.Write(batch));
        return read.Fingerprint == batch.Fingerprint && read.Shape == batch.Shape && read.Labels.HasValue == batch.Labels.HasValue;
    });

    [Fact]
    public void Read_AnythingElse_IsRefused() => Gen.Select(Batches, Gen.Int[0, 40], Gen.Byte, Gen.Int[-1, 1]).ForAll((batch, at, value, longer) =>
    {
        var bytes = BatchBytes.Write(batch).ToList();
        bytes[at % Math.Min(bytes.Count, 28)] = value;
        if (longer > 0) bytes.Add(0);
        if (longer < 0) bytes.RemoveAt(bytes.Count - 1);
        try
        {
            var read = BatchBytes.Read(bytes.ToArray());
            Assert.Equal(bytes.Count, BatchBytes.Write(read).Length);
        }
        catch (InputException)
        {
        }
    });
}
