using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Alerts;

/// <summary>
/// Short stable identities made from what they identify, so that a repeated step makes the same ones.
/// </summary>
public static class Keys
{
    // 16 bytes are 22 characters, within the 25 that Discord allows for a nonce.
    private const int Bytes = 16;

    /// <summary>22 characters of A-Z, a-z, 0-9, - and _; the same parts give the same key.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part.Length).Append(':').Append(part);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return Base64Url.EncodeToString(hash.AsSpan(0, Bytes));
    }
}
