using SwapScore.Data.Formats;

namespace SwapScore.Tests.Data;

public sealed class PickleReaderTests
{
    private static readonly byte[] Pixels = [.. Enumerable.Range(0, 2 * 3 * 16).Select(i => (byte)i)];

    private static byte[] Valid => PickleBytes.Batch(2, 3 * 16, Pixels, hasMean: true);

    [Fact]
    public void Read_Batch_HasItsPixelsAndLabels()
    {
        var images = PickledImages.Read(Valid, "batch");
        Assert.Equal(2, images.Count);
        Assert.Equal([0, 1], images.Labels!.Value);
        Assert.Equal(Pixels[48..], images.Image(1).ToArray());
        Assert.Equal("imagenet4 batch", images.Source);
    }

    [Fact]
    public void Read_CifarBatches_AreToldApartByTheirLabels()
    {
        var pixels = new byte[3072];
        Assert.Equal("cifar10 b", PickledImages.Read(PickleBytes.Batch(1, 3072, pixels), "b").Source);
        Assert.Equal("cifar100 b", PickledImages.Read(PickleBytes.Batch(1, 3072, pixels, "fine_labels"), "b").Source);
        Assert.Equal("imagenet32 b", PickledImages.Read(PickleBytes.Batch(1, 3072, pixels, hasMean: true), "b").Source);
    }

    [Fact]
    public void Read_PythonTwoStrings_AreRead()
    {
        // Protocol 2 of Python 2: strings of bytes, and the array's content among them.
        var pickle = new PickleBytes().Op(0x80, 2).Op("}(U").Op(4).Op("data");
        pickle.Global("numpy.core.multiarray", "_reconstruct").Global("numpy", "ndarray").Op("K\0").Op(0x85).Op("U").Op(1).Op("b").Op(0x87).Op("R");
        pickle.Op("(K").Op(1).Number(1).Number(27).Op(0x86).Global("numpy", "dtype").Op("U").Op(2).Op("u1").Op("K\0K").Op(1).Op(0x87).Op("R");
        pickle.Op(0x89).Op("U").Op(27).Op(new byte[27]).Op("tbu");
        Assert.Equal(1, PickledImages.Read(pickle.Finish(), "b").Count);
    }

    [Fact]
    public void Read_ForeignGlobal_IsRefusedAndNeverRun()
    {
        var marker = Path.Combine(Path.GetTempPath(), $"swapscore-{Environment.ProcessId}-pwned");
        var hostile = new PickleBytes().Op(0x80, 2).Global("os", "system").Text($"touch {marker}").Op(0x85).Op("R").Finish();
        var fault = Assert.Throws<InputException>(() => PickledImages.Read(hostile, "evil"));
        Assert.Contains("opcode GlobalLine (0x63) at byte 2 refers to 'os.system'", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(marker));
    }

    [Fact]
    public void Read_HostilePickles_AreRefusedInLittleMemory()
    {
        (string Name, byte[] Pickle)[] hostile =
        [
            ("builtins by stack", new PickleBytes().Op(0x80, 4).Text("builtins").Text("eval").Op(0x93).Finish()),
            ("call of a text", new PickleBytes().Op(0x80, 2).Text("x").Op(")R").Finish()),
            ("two gigabytes claimed", new PickleBytes().Op(0x80, 2).Op("B").Op(0xff, 0xff, 0xff, 0x7f).Finish()),
            ("endless bytes claimed", new PickleBytes().Op(0x80, 4).Op(0x8e).Op(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).Finish()),
            ("negative length", new PickleBytes().Op(0x80, 2).Op("T").Op(0xff, 0xff, 0xff, 0xff).Finish()),
            ("huge number", new PickleBytes().Op(0x80, 2).Op(0x8b).Op(0xff, 0xff, 0xff, 0x7f).Finish()),
            ("deep marks", new PickleBytes().Op(0x80, 2).Op(new string('(', 100_000)).Finish()),
            ("deep lists", new PickleBytes().Op(0x80, 2).Op(string.Concat(Enumerable.Repeat("]", 1_000_000))).Finish()),
            ("memo bomb", new PickleBytes().Op(0x80, 4).Op("]").Op([.. Enumerable.Repeat((byte)0x94, 1_000_000)]).Finish()),
            ("memo never stored", new PickleBytes().Op(0x80, 2).Op("h").Op(7).Finish()),
            ("doubling", new PickleBytes().Op(0x80, 2).Op("]q\0").Op(string.Concat(Enumerable.Repeat("(h\0h\0t", 200_000))).Finish()),
            ("self-containing list", new PickleBytes().Op(0x80, 2).Op("]q\0h\0a").Finish()),
            ("newer protocol", new PickleBytes().Op(0x80, 9).Op("N").Finish()),
            ("instance", new PickleBytes().Op(0x80, 2).Op("(ios\nsystem\n").Finish()),
            ("nothing", []),
            ("text after the end", [.. Valid, 1]),
        ];
        foreach (var (name, pickle) in hostile)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => PickledImages.Read(pickle, "evil"));
            Assert.True(fault is InputException, $"{name}: {fault}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
        }
    }

    [Fact]
    public void Read_TruncatedAnywhere_IsAClearError()
    {
        var valid = Valid;
        for (var length = 0; length < valid.Length; length++)
            Assert.Throws<InputException>(() => PickledImages.Read(valid.AsMemory(0, length), "short"));
    }

    [Fact]
    public void Read_AnyByteChanged_NeverFailsOtherwise()
    {
        var valid = Valid;
        for (var i = 0; i < valid.Length; i++)
            foreach (var flip in new byte[] { 1, 0x10, 0x80, 0xff })
            {
                var changed = (byte[])valid.Clone();
                changed[i] ^= flip;
                var fault = Record.Exception(() => PickledImages.Read(changed, "changed"));
                Assert.True(fault is null or InputException, $"byte {i} xor {flip}: {fault}");
            }
    }

    [Theory]
    [InlineData(2, 47)]
    [InlineData(3, 48)]
    [InlineData(0, 48)]
    public void Read_ShapeThatDoesNotFit_IsRefused(int images, int length) =>
        Assert.Throws<InputException>(() => PickledImages.Read(PickleBytes.Batch(images, length, Pixels), "odd"));
}
