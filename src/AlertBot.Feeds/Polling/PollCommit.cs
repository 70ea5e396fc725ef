using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds;

/// <summary>An entry of a poll, ready to be kept, with the keys that tell whether it is new.</summary>
/// <param name="Article">What is stored when it is new.</param>
/// <param name="EntryKey">The document's own id of the entry, or a derived one: 1 to 128 characters, unique in a
/// document.</param>
/// <param name="LinkKey">The canonical link, the same in every feed, 1 to 128 characters; null when there is none that
/// tells entries apart.</param>
public sealed record PolledArticle(Article Article, string EntryKey, string? LinkKey)
{
    private const int KeyBytes = 16;

    /// <summary>When it is new, its page is to be asked for: the feed is one whose texts are too short.</summary>
    public bool WantsPage { get; init; }

    /// <summary>The key of a link in the form of <see cref="CanonicalLink"/>.</summary>
    public static string LinkKeyOf(string canonicalLink) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalLink)).AsSpan(0, KeyBytes));
}

/// <summary>The servers of a host asked to be left alone.</summary>
/// <param name="Host">As <see cref="Feed.HostOf"/> writes it.</param>
/// <param name="UntilUtc">No feed of that host is due before.</param>
public sealed record HostPause(string Host, DateTimeOffset UntilUtc);

/// <summary>What one poll found: kept whole or not at all.</summary>
/// <param name="Claim">The right under which the feed was polled.</param>
/// <param name="State">How the feed fares now.</param>
/// <param name="Articles">The document's entries in its order; empty when nothing changed or the poll failed.</param>
/// <param name="HostPause">Set when the server asked for a pause that holds for its whole host.</param>
public sealed record PollCommit(
    FeedClaim Claim, FeedState State, IReadOnlyList<PolledArticle> Articles, HostPause? HostPause)
{
    /// <summary>False when the document broke off or was too long: what it does not list may have been listed
    /// behind.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Until when the host that was asked rests, as it does after every request; null where it needs no
    /// rest.</summary>
    public HostPause? HostRest { get; init; }

    /// <summary>The push (<see cref="HubPush.Id"/>) that is read with this and waits no more; null for a poll.</summary>
    public long? PushId { get; init; }
}

/// <summary>What the store made of one <see cref="PollCommit"/>.</summary>
/// <param name="FeedId">The feed.</param>
/// <param name="ClaimLost">True when the claim had run out and another was given: nothing was kept.</param>
/// <param name="New">Articles stored and waiting for analysis, backlog included.</param>
/// <param name="Backlog">Those of <paramref name="New"/> that are kept without an alert.</param>
/// <param name="Updated">Articles known before whose content changed.</param>
/// <param name="Duplicates">Entries not seen before that turned out to be an article known already.</param>
public sealed record PollOutcome(string FeedId, bool ClaimLost, int New, int Backlog, int Updated, int Duplicates)
{
    /// <summary>The earliest time at which something of <see cref="New"/> was published, backlog left out; null when
    /// nothing says so.</summary>
    public DateTimeOffset? OldestNewsUtc { get; init; }

    /// <summary>The answer to a commit whose claim was lost.</summary>
    public static PollOutcome Lost(string feedId) => new(feedId, true, 0, 0, 0, 0);
}
