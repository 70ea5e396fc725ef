using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Rendering;

/// <summary>
/// The key of a delivery inside its message, where no reader sees it. Discord forgets the nonce of a message within
/// minutes and never gives it back; a message with its mark can still be told from all others after a long outage. Pure.
/// </summary>
internal static class KeyMark
{
    // An embed without a title shows no address. The name can never be anybody's (RFC 2606).
    private const string Prefix = "https://alertbot.invalid/";

    /// <summary>What stands as address of an embed without a title.</summary>
    public static string AddressOf(string key) => Prefix + key;

    /// <summary>Numbers of the frame or row and of what stands first in it: 62 bits of the key, both 1 or more and not alike.</summary>
    public static (int Container, int Text) NumbersOf(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        // Numbers below a thousand are what Discord gives to components without one.
        var container = Number(hash) | 0x4000_0000;
        var text = (Number(hash.AsSpan(4)) & 0x3FFF_FFFF) | 0x1000;
        return (container, text);
    }

    /// <summary>Whether a message bears the mark of a key.</summary>
    public static bool IsOn(ReceivedMessage message, string key)
    {
        var address = AddressOf(key);
        if (message.Embeds?.Any(e => string.Equals(e.Url, address, StringComparison.Ordinal)) == true) return true;
        var (container, text) = NumbersOf(key);
        return message.Components?.Any(
            c => c.Type is ComponentType.Container or ComponentType.ActionRow && c.Id == container
            && c.Components?.Any(inner => inner.Id == text) == true) == true;
    }

    private static int Number(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadInt32BigEndian(hash) & 0x3FFF_FFFF;
}
