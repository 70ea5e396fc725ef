using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>Checks what a push is signed with. Pure.</summary>
/// <remarks>Source: W3C WebSub, 7.1. SHA-1 is accepted: most hubs sign with it, and what is known against it does not touch
/// its use with a key.</remarks>
internal static class HubSignature
{
    /// <summary>Whether a signature, <c>method=hexadecimal digits</c>, is that of a body under a secret.</summary>
    public static bool IsOf(string? signature, ReadOnlySpan<byte> body, string secret)
    {
        if (signature is null || signature.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals)) return false;
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var key = Encoding.UTF8.GetBytes(secret);
        var count = signature[..equals].Trim().ToLowerInvariant() switch
        {
#pragma warning disable CA5350 // The hub chooses the method, and most know only this one.
            "sha1" => HMACSHA1.HashData(key, body, hash),
#pragma warning restore CA5350
            "sha256" => HMACSHA256.HashData(key, body, hash),
            "sha384" => HMACSHA384.HashData(key, body, hash),
            "sha512" => HMACSHA512.HashData(key, body, hash),
            _ => 0,
        };
        var digits = signature.AsSpan(equals + 1).Trim();
        if (count == 0 || digits.Length != count * 2) return false;
        Span<byte> shown = stackalloc byte[count];
        return Convert.FromHexString(digits, shown, out _, out _) is System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(shown, hash[..count]);
    }
}
