using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AlertBot.Watchlists;

/// <summary>A fast hash of short words. Whoever looks up by it compares the word too: it does not resist crafted
/// words.</summary>
internal static class WordHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>64 bits that depend on every code unit and on the length.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        ref var first = ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(word));
        var hash = (ulong)word.Length * Prime;
        var i = 0;
        for (; i + 4 <= word.Length; i += 4)
        {
            var four = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i * 2));
            hash = BitOperations.RotateLeft((hash ^ four) * Prime, 29);
        }

        ulong rest = 0;
        for (; i < word.Length; i++) rest = (rest << 16) | word[i];
        hash = (hash ^ rest) * Prime;
        return hash ^ (hash >> 32);
    }
}
