using System.Text;

namespace SwapScore.Tests.Data;

/// <summary>Assembles pickles opcode by opcode, valid and hostile ones.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [];

    public PickleBytes Op(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Op(string ascii) => Op(Encoding.ASCII.GetBytes(ascii));

    /// <summary>BINUNICODE.</summary>
    public PickleBytes Text(string text) => Sized((byte)'X', Encoding.UTF8.GetBytes(text));

    /// <summary>BINBYTES.</summary>
    public PickleBytes Bytes(byte[] content) => Sized((byte)'B', content);

    /// <summary>BININT.</summary>
    public PickleBytes Number(int number) => Op((byte)'J').Op(BitConverter.GetBytes(number));

    /// <summary>GLOBAL.</summary>
    public PickleBytes Global(string module, string name) => Op($"c{module}\n{name}\n");

    public byte[] Finish() => Op(".").ToArray();

    public byte[] ToArray() => [.. _bytes];

    /// <summary>A batch as Python 3 writes it: an array of bytes and a list of labels.</summary>
    public static byte[] Batch(int images, int length, byte[] pixels, string labels = "labels", bool hasMean = false)
    {
        var pickle = new PickleBytes().Op(0x80, 3).Op("}(").Text("data");
        pickle.Global("numpy.core.multiarray", "_reconstruct").Global("numpy", "ndarray").Op("K\0").Op(0x85).Bytes([98]).Op(0x87).Op("R");
        pickle.Op("(K").Op(1).Number(images).Number(length).Op(0x86);
        pickle.Global("numpy", "dtype").Text("u1").Op("K\0K").Op(1).Op(0x87).Op("R").Op("(K").Op(3).Text("|").Op("NNN").Number(-1).Number(-1).Op("K\0tb");
        pickle.Op(0x89).Bytes(pixels).Op("tb");
        pickle.Text(labels).Op("](");
        for (var image = 0; image < images; image++)
            pickle.Number(image % 10);
        pickle.Op("e");
        if (hasMean) pickle.Text("mean").Op("N");
        return pickle.Op("u").Finish();
    }

    private PickleBytes Sized(byte opcode, byte[] content) => Op(opcode).Op(BitConverter.GetBytes(content.Length)).Op(content);
}
