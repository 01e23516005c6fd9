using System.Globalization;
using SwapScore.Memory;

namespace SwapScore.Tests.Memory;

[Collection(nameof(MemoryPolicyCollection))]
public sealed class HugePagesTests : IDisposable
{
    private readonly MemoryPolicy _before = MemoryPolicy.Current;

    public HugePagesTests() => MemoryPolicy.Current = MemoryPolicy.Dedicated;

    public void Dispose() => MemoryPolicy.Current = _before;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData(5_000_001)]
    public void Allocate_OfAnyLength_GivesAnArrayToWriteTo(int length)
    {
        var array = HugePages.Allocate<int>(length);

        Array.Fill(array, 7);
        Assert.Equal(length, array.Length);
        Assert.Equal(7L * length, array.Sum(value => (long)value));
    }

    [Fact]
    public unsafe void Allocate_OfALargeArray_AsksLinuxForHugePages()
    {
        Assert.SkipUnless(File.Exists("/sys/kernel/mm/transparent_hugepage/enabled") && File.Exists("/proc/self/smaps"), "no huge pages here");
        var array = HugePages.Allocate<byte>(64 << 20);

        fixed (byte* start = array)
        {
            // The system's own list of regions marks those it was asked for with hg.
            var middle = (ulong)start + (32 << 20);
            Assert.Contains("hg", FlagsAt(middle).Split(' '));
        }
    }

    private static string FlagsAt(ulong address)
    {
        var isInside = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.StartsWith("VmFlags:", StringComparison.Ordinal) && isInside) return line;
            var range = line.Split(' ')[0].Split('-');
            if (range.Length == 2 && ulong.TryParse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var from))
                isInside = address >= from && address < ulong.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        return "";
    }
}
