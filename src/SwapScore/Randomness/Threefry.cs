using System.Numerics;

namespace SwapScore.Randomness;

/// <summary>
/// Threefry-2x32-20: maps a 64-bit key and a 64-bit counter to 64 random bits. No state, so any word of any stream can be computed
/// alone, in any order, on any thread.
/// </summary>
/// <remarks>Salmon, Moraes, Dror, Shaw: Parallel Random Numbers: As Easy as 1, 2, 3 (SC 2011); also the generator of JAX.</remarks>
internal static class Threefry
{
    public const int Rounds = 20;

    /// <summary>Constant of the key schedule (from Skein).</summary>
    public const uint Parity = 0x1BD11BDA;

    /// <summary>Rotation of each round, repeating.</summary>
    public static ReadOnlySpan<byte> Rotations => [13, 15, 26, 6, 17, 29, 16, 24];

    public static (uint, uint) Hash(uint key0, uint key1, uint counter0, uint counter1)
    {
        Span<uint> schedule = [key0, key1, Parity ^ key0 ^ key1];
        var x0 = counter0 + key0;
        var x1 = counter1 + key1;
        for (var round = 0; round < Rounds; round++)
        {
            x0 += x1;
            x1 = BitOperations.RotateLeft(x1, Rotations[round % 8]) ^ x0;
            if (round % 4 != 3) continue;

            // Every four rounds the next pair of key words is injected, with a running number.
            var injection = (uint)(round / 4 + 1);
            x0 += schedule[(int)(injection % 3)];
            x1 += schedule[(int)((injection + 1) % 3)] + injection;
        }

        return (x0, x1);
    }
}
