using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>One RSS, Atom, RDF or JSON Feed that is polled: what people decided about it, not how it fares.</summary>
/// <param name="Id">Stable identity, 1 to 64 characters; see <see cref="MakeId"/>.</param>
/// <param name="Scope">Whose articles it brings: shared (the operator's) or one community's.</param>
/// <param name="Url">Absolute http or https address as it was configured.</param>
/// <param name="Name">The outlet's name as people know it, 1 to 200 characters.</param>
/// <param name="OutletGroup">Outlets of one owner share it; the outlet's own name when it stands alone.</param>
/// <param name="Language">BCP 47 tag that counts where the document says nothing; null when unknown.</param>
/// <param name="Urgent">Polled as often as is polite: shorter minimum, ceiling of an hour, skipHours set aside.</param>
public sealed record Feed(
    string Id, Scope Scope, Uri Url, string Name, string OutletGroup, string? Language, bool Urgent)
{
    /// <summary>Its entries are short: the page of each new one is asked for, once, and read in its place.</summary>
    public bool FullText { get; init; }

    /// <summary>Where its server says that it moved for good, and people do not want it polled; null when there is no such
    /// address.</summary>
    public Uri? RefusedMove { get; init; }

    /// <summary>The id of a feed that was given none: 24 hexadecimal digits made of whose it is and its
    /// address.</summary>
    public static string MakeId(Scope scope, Uri url)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{scope}\n{url.AbsoluteUri}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, 12));
    }

    /// <summary>The host of an address as politeness counts it: lower-case host and port, always with the
    /// port.</summary>
    public static string HostOf(Uri url) => $"{url.IdnHost.ToLowerInvariant()}:{url.Port}";
}
