using System.Buffers.Binary;
using System.Text;

namespace SwapScore.Torch.Loading;

/// <summary>
/// Makes a library's need for a version of symbols weak, so that a system without that version loads it all the same. That is safe where
/// nothing of the version is used: TorchSharp's library asks for GLIBCXX_3.4.32 because of a marker alone, a symbol no code refers to.
/// </summary>
/// <remarks>The layout of ELF-64, little endian: section headers, and the section of version needs (System V ABI; Drepper: Symbol Versioning).</remarks>
internal static class SymbolVersions
{
    private const uint VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>The library with the need for a version made weak.</summary>
    /// <param name="library">The whole file; left as it is.</param>
    /// <param name="version">For example <c>GLIBCXX_3.4.32</c>.</param>
    /// <returns>A changed copy; null when the library is of another format or does not need the version.</returns>
    public static byte[]? WithWeakNeed(ReadOnlySpan<byte> library, string version)
    {
        if (!library.StartsWith("\u007fELF\u0002\u0001"u8)) return null;
        try
        {
            var copy = library.ToArray();
            return Weaken(copy, Encoding.ASCII.GetBytes(version)) ? copy : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // An offset led outside the file.
            return null;
        }
    }

    private static bool Weaken(Span<byte> file, ReadOnlySpan<byte> version)
    {
        var sections = (int)Long(file, 40);
        var (size, count) = (Short(file, 58), Short(file, 60));
        for (var i = 0; i < count; i++)
        {
            var header = file.Slice(sections + i * size, size);
            if (Int(header, 4) != VersionNeeds) continue;
            var names = file.Slice(sections + (int)Int(header, 40) * size, size);
            var text = file.Slice((int)Long(names, 24), (int)Long(names, 32));
            return WeakenIn(file.Slice((int)Long(header, 24), (int)Long(header, 32)), text, version);
        }

        return false;
    }

    private static bool WeakenIn(Span<byte> needs, ReadOnlySpan<byte> text, ReadOnlySpan<byte> version)
    {
        var found = false;
        for (int library = 0, step = -1; step != 0; library += step)
        {
            var entry = library + (int)Int(needs, library + 8);
            for (int i = 0, count = Short(needs, library + 2); i < count; i++)
            {
                var name = text[(int)Int(needs, entry + 8)..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(version))
                {
                    var flags = needs.Slice(entry + 4, 2);
                    BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(Short(flags, 0) | Weak));
                    found = true;
                }

                entry += (int)Int(needs, entry + 12);
            }

            step = (int)Int(needs, library + 12);
        }

        return found;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
