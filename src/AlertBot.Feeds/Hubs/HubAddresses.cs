using System.Buffers.Text;
using System.Security.Cryptography;

namespace AlertBot.Feeds;

/// <summary>The addresses that hubs push to: nobody can guess one, and each is of one feed at one hub.</summary>
internal static class HubAddresses
{
    private const string Segment = "/hub/";
    private const int MaxAddressChars = 200;
    private const int KeyBytes = 32;
    private const int SecretBytes = 48; // 64 characters; the specification allows less than 200 bytes

    /// <summary>Characters of a key.</summary>
    public const int KeyChars = 43;

    /// <summary>The secret part of an address, new and random.</summary>
    public static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What pushes are signed with, new and random.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The address under <paramref name="publicAddress"/> that belongs to a key.</summary>
    public static Uri CallbackOf(string publicAddress, string key) =>
        new(publicAddress.Trim().TrimEnd('/') + Segment + key);

    /// <summary>Whether an address is one of those under <paramref name="publicAddress"/>.</summary>
    public static bool IsUnder(Uri callback, string publicAddress) =>
        callback.OriginalString.StartsWith(publicAddress.Trim().TrimEnd('/') + Segment, StringComparison.Ordinal);

    /// <summary>The key in a request's path; null when the path is none of ours. A proxy may have taken the public
    /// address's own path away.</summary>
    public static string? KeyOf(string path, string publicAddress)
    {
        // The server has undone the escapes of what it was asked for.
        var own = Uri.UnescapeDataString(new Uri(publicAddress.Trim()).AbsolutePath).TrimEnd('/');
        var rest = own.Length > 0 && path.StartsWith(own + Segment, StringComparison.Ordinal) ? path[own.Length..] : path;
        if (!rest.StartsWith(Segment, StringComparison.Ordinal)) return null;
        var key = rest[Segment.Length..];
        return key.Length == KeyChars && key.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : null;
    }

    /// <summary>What is wrong with the two settings.</summary>
    public static IEnumerable<string> FaultsOf(FeedOptions options)
    {
        var text = options.PublicAddress.Trim();
        if (text.Length > MaxAddressChars || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            yield return "Feeds:PublicAddress must be an http or https address of at most 200 characters, for example "
                + "https://alerts.example.org or https://example.org/alerts, or empty.";
        else if (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
            yield return "Feeds:PublicAddress must have neither a query nor a fragment nor a name and password.";
        else if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
            yield return "Feeds:PublicAddress must be plain ASCII: write a name of other letters as xn--…, and escape "
                + "those of its path.";
        if (!Uri.TryCreate(options.HubListen, UriKind.Absolute, out var listen) || listen.Scheme != Uri.UriSchemeHttp
            || listen.AbsolutePath != "/" || listen.Query.Length > 0 || listen.UserInfo.Length > 0)
            yield return "Feeds:HubListen must be an http address without a path, such as http://127.0.0.1:8082: what "
                + "ends TLS stands before it.";
    }
}
