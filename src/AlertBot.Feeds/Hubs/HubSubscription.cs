namespace AlertBot.Feeds;

/// <summary>How far a subscription at a hub has come. Stored by number: the order is never changed.</summary>
public enum HubStage
{
    /// <summary>To be asked for, or asked for and not verified by the hub yet.</summary>
    Wanted,

    /// <summary>The hub verified it: it pushes until the lease ends, and is asked again before.</summary>
    Active,

    /// <summary>No longer wanted: to be ended at the hub.</summary>
    Leaving,

    /// <summary>The hub would not have it; after a while it is tried again.</summary>
    Resting,
}

/// <summary>One feed at one hub: what was agreed, and how well the hub keeps to it.</summary>
public sealed record HubSubscription
{
    /// <summary>The secret part of its callback address, 43 characters of A-Z, a-z, 0-9, - and _.</summary>
    public required string Key { get; init; }

    /// <summary>The feed.</summary>
    public required string FeedId { get; init; }

    /// <summary>Whose feed it is.</summary>
    public Scope Scope { get; init; }

    /// <summary>Who is asked to push.</summary>
    public required Uri Hub { get; init; }

    /// <summary>By which address the hub knows the feed (<c>hub.topic</c>).</summary>
    public required Uri Self { get; init; }

    /// <summary>Where the hub pushes to (<c>hub.callback</c>).</summary>
    public required Uri Callback { get; init; }

    /// <summary>What pushes are signed with, 64 characters made of 48 random bytes; never shown to anybody.</summary>
    public required string Secret { get; init; }

    /// <summary>How far it has come.</summary>
    public HubStage Stage { get; init; }

    /// <summary>When something is to be done about it next; for one that rests, when it may be tried again.</summary>
    public required DateTimeOffset DueUtc { get; init; }

    /// <summary>How often the hub was asked since it last verified.</summary>
    public int Tries { get; init; }

    /// <summary>How often it had to rest before.</summary>
    public int Rests { get; init; }

    /// <summary>Since when the hub owes a verification; null when it owes none.</summary>
    public DateTimeOffset? AskedUtc { get; init; }

    /// <summary>Since when it has been active without a gap; null when it is not.</summary>
    public DateTimeOffset? ActiveSinceUtc { get; init; }

    /// <summary>When the hub last verified it; null when it never did.</summary>
    public DateTimeOffset? VerifiedUtc { get; init; }

    /// <summary>Until when the hub pushes; null when it never verified.</summary>
    public DateTimeOffset? LeaseUntilUtc { get; init; }

    /// <summary>When the last push came that was rightly signed; null when none did.</summary>
    public DateTimeOffset? LastPushUtc { get; init; }

    /// <summary>How many such pushes came.</summary>
    public long Pushes { get; init; }

    /// <summary>Pushes that were ignored because their signature was missing or wrong.</summary>
    public long Ignored { get; init; }

    /// <summary>Pushes that brought what no poll had brought, since the hub last missed something.</summary>
    public int Proofs { get; init; }

    /// <summary>Since when it is known that polling brings what the hub does not; null while nothing is known against
    /// it.</summary>
    public DateTimeOffset? BrokenSinceUtc { get; init; }

    /// <summary>One line for people: why the hub would not have it; null when it would.</summary>
    public Saying? Problem { get; init; }

    /// <summary>What the last pushes were, as hashes divided by blanks: one that comes again is known.</summary>
    public string Recent { get; init; } = "";

    /// <summary>Whether the hub pushes, as far as was agreed.</summary>
    public bool IsLiveAt(DateTimeOffset nowUtc) => Stage is HubStage.Active && LeaseUntilUtc > nowUtc;

    /// <summary>Whether polling may be slow: the hub pushes, has shown it, and missed nothing since.</summary>
    public bool IsTrustedAt(DateTimeOffset nowUtc) => IsLiveAt(nowUtc) && Proofs > 0 && BrokenSinceUtc is null;
}
