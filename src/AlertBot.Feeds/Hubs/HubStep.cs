using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>What a hub answered to a request.</summary>
/// <param name="Code">Short and stable: <c>http-202</c>, <c>timeout</c>, <c>private-address</c>, ….</param>
/// <param name="Message">One line for people.</param>
/// <param name="Status">The HTTP status; null when none came.</param>
/// <param name="RetryAfter">How long it wants to be left alone; null when it did not say.</param>
internal sealed record HubReply(string Code, Saying Message, int? Status, TimeSpan? RetryAfter = null)
{
    /// <summary>Its whole host does not answer, or wants to be left alone: others need not be tried now.</summary>
    public bool IsOfHost => Status is 429 or 503
        || Code is "timeout" or "connect" or "dns" or "tls" or "private-address" or "host-resting";

    /// <summary>It will verify, or did already.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Asking the same again soon would be answered the same.</summary>
    public bool IsFinal => Status is >= 400 and < 500 and not (408 or 425 or 429)
        || Code is "private-address" or "redirect-scheme" or "redirect-insecure" or "redirect-loop" or "redirect-limit"
            or "redirect-nowhere" or "redirect-method";
}

/// <summary>What a hub wants to know or says at the callback address.</summary>
/// <param name="Mode"><c>subscribe</c>, <c>unsubscribe</c> or <c>denied</c>.</param>
/// <param name="Topic">Of which feed it speaks, as sent; null when not sent.</param>
/// <param name="LeaseSeconds">As sent; null when not sent.</param>
/// <param name="Reason">Why it denies, as sent; null when not sent.</param>
internal sealed record HubQuestion(string Mode, string? Topic, string? LeaseSeconds, string? Reason);

/// <summary>What becomes of a subscription by what happens to it. Pure.</summary>
/// <remarks>Source: W3C WebSub, 5. A request leaves what was agreed as it is until the hub has verified it.</remarks>
internal static class HubStep
{
    /// <summary>How long a subscription is asked for: ten days, which the specification calls a good default.</summary>
    public static readonly TimeSpan WantedLease = TimeSpan.FromDays(10);

    // One that ends sooner is not worth the asking; one that is longer is renewed all the same, as hubs forget.
    private static readonly TimeSpan ShortestLease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(14);

    private const int MaxTries = 6;
    private const int MaxLeavingTries = 3;
    private const int ProofsOfHealth = 3;
    private const int MaxRecent = 16;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMinutes(15); // hubs verify when they get to it
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);
    private static readonly TimeSpan FirstRest = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(7);
    private static readonly TimeSpan RenewalBreak = TimeSpan.FromHours(1);

    // What polling brings that is as old as this would have been pushed by now.
    private static readonly TimeSpan PushPatience = TimeSpan.FromMinutes(10);

    /// <summary>The request that is due goes out now. One that was not verified in spite of many rests; one whose lease
    /// has ended begins anew.</summary>
    public static HubChange Asking(HubSubscription known, DateTimeOffset nowUtc)
    {
        if (known.Stage is HubStage.Leaving && known.Tries >= MaxLeavingTries) return new HubChange(null);
        var pollByUtc = (DateTimeOffset?)null;
        if (known.Stage is HubStage.Active && !known.IsLiveAt(nowUtc))
        {
            known = Lapsed(known);
            pollByUtc = nowUtc;
        }

        if (known.Stage is HubStage.Wanted && known.Tries >= MaxTries)
            return new HubChange(Resting(known, nowUtc, known.Problem ?? NeverVerified), pollByUtc);
        var wait = Grown(FirstPatience, known.Tries);
        var asked = known with { AskedUtc = nowUtc, Tries = known.Tries + 1, DueUtc = Later(known, nowUtc, wait) };
        return new HubChange(asked, pollByUtc);
    }

    /// <summary>The hub answered the request. What it verified meanwhile holds, whatever it answers.</summary>
    public static HubChange Answered(HubSubscription known, HubReply reply, DateTimeOffset nowUtc)
    {
        if (known.AskedUtc is null) return new HubChange(known);
        if (reply.IsAccepted)
        {
            // Hubs of the older protocol, WordPress among them, end a subscription without asking back and say 204.
            var isEnded = known.Stage is HubStage.Leaving && reply.Status == 204;
            return new HubChange(isEnded ? null : known with { Problem = null });
        }

        var problem = reply.Message;
        switch (known.Stage)
        {
            case HubStage.Leaving when reply.IsFinal:
                return new HubChange(null);
            case HubStage.Wanted when reply.IsFinal || known.Tries >= MaxTries:
                return new HubChange(Resting(known, nowUtc, problem));
            default:
                var first = reply.IsFinal ? RenewalBreak : FirstRetry;
                var wait = reply.RetryAfter is { } asked && asked > first ? asked : Grown(first, known.Tries - 1);
                return new HubChange(known with { Problem = problem, DueUtc = Later(known, nowUtc, wait) });
        }
    }

    /// <summary>The hub's host did not answer for another feed: nothing was asked, and it is put off as that one.</summary>
    public static HubChange PutOff(HubSubscription known, HubReply reply, DateTimeOffset nowUtc)
    {
        var wait = reply.RetryAfter is { } asked && asked > FirstRetry ? asked : Grown(FirstRetry, known.Tries);
        return new HubChange(known with { DueUtc = Later(known, nowUtc, wait) });
    }

    /// <summary>The hub verifies, or denies. Null when that was never asked for: it gets no confirmation then.</summary>
    public static HubChange? Questioned(HubSubscription known, HubQuestion question, DateTimeOffset nowUtc)
    {
        if (!IsSame(known.Self, question.Topic)) return null;
        return question.Mode switch
        {
            "subscribe" => Verified(known, question.LeaseSeconds, nowUtc),
            "unsubscribe" when known.Stage is HubStage.Leaving => new HubChange(null),
            "denied" => Denied(known, question.Reason, nowUtc),
            _ => null,
        };
    }

    /// <summary>A push came that is rightly signed.</summary>
    public static HubChange Pushed(HubSubscription known, string hash, DateTimeOffset nowUtc)
    {
        var recent = known.Recent.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(hash).TakeLast(MaxRecent);
        return new HubChange(known with
        {
            LastPushUtc = nowUtc,
            Pushes = known.Pushes + 1,
            Recent = string.Join(' ', recent),
        });
    }

    /// <summary>A push came that is not signed as it should be.</summary>
    public static HubChange Ignored(HubSubscription known) => new(known with { Ignored = known.Ignored + 1 });

    /// <summary>A push brought what no poll had brought: the hub is worth something, and after some such again.</summary>
    public static HubChange Proved(HubSubscription known)
    {
        var proofs = Math.Min(known.Proofs + 1, ProofsOfHealth);
        var isWell = proofs >= ProofsOfHealth || known.BrokenSinceUtc is null;
        return new HubChange(known with { Proofs = proofs, BrokenSinceUtc = isWell ? null : known.BrokenSinceUtc });
    }

    /// <summary>Whether a poll brought what the hub should have pushed by then.</summary>
    /// <param name="known">The subscription as it was when the feed was polled.</param>
    /// <param name="publishedUtc">The earliest time at which something new was published; null when that is not
    /// known.</param>
    /// <param name="listeningSinceUtc">Since when pushes could reach us.</param>
    /// <param name="nowUtc">When the poll was kept.</param>
    public static bool IsMiss(
        HubSubscription known, DateTimeOffset? publishedUtc, DateTimeOffset listeningSinceUtc, DateTimeOffset nowUtc) =>
        known.IsLiveAt(nowUtc) && publishedUtc is { } at && at > known.ActiveSinceUtc && at > listeningSinceUtc
        && nowUtc - at > PushPatience;

    /// <summary>The hub missed something: its feed is polled as ever, and the subscription asked for anew, in case the hub
    /// lost it.</summary>
    public static HubChange Missed(HubSubscription known, DateTimeOffset nowUtc)
    {
        var isRenewed = nowUtc - known.VerifiedUtc > RenewalBreak && known.AskedUtc is null;
        return new HubChange(
            known with
            {
                Proofs = 0,
                BrokenSinceUtc = known.BrokenSinceUtc ?? nowUtc,
                DueUtc = isRenewed && known.DueUtc > nowUtc ? nowUtc : known.DueUtc,
            },
            nowUtc);
    }

    /// <summary>Nobody wants it any more. One of which no hub knows is forgotten at once.</summary>
    public static HubChange Left(HubSubscription known, DateTimeOffset nowUtc) =>
        known.AskedUtc is null && !known.IsLiveAt(nowUtc)
            ? new HubChange(null, nowUtc)
            : new HubChange(known with { Stage = HubStage.Leaving, DueUtc = nowUtc, Tries = 0, AskedUtc = null }, nowUtc);

    private static HubChange? Verified(HubSubscription known, string? leaseSeconds, DateTimeOffset nowUtc)
    {
        var isWanted = known.Stage is HubStage.Active || (known.Stage is HubStage.Wanted && known.AskedUtc is not null);
        if (!isWanted || LeaseOf(leaseSeconds) is not { } lease) return null;
        // Renewed when three quarters and a bit have gone: feeds that began together do not renew together, and there is
        // time for more than one try.
        var renewUtc = nowUtc + (lease * (0.75 + (0.1 * Spread.Fraction(known.Key, nowUtc.ToUnixTimeMilliseconds()))));
        return new HubChange(known with
        {
            Stage = HubStage.Active,
            ActiveSinceUtc = known.IsLiveAt(nowUtc) ? known.ActiveSinceUtc : nowUtc,
            VerifiedUtc = nowUtc,
            LeaseUntilUtc = nowUtc + lease,
            DueUtc = renewUtc,
            Tries = 0,
            Rests = 0,
            AskedUtc = null,
            Problem = null,
        });
    }

    private static HubChange? Denied(HubSubscription known, string? reason, DateTimeOffset nowUtc)
    {
        switch (known.Stage)
        {
            case HubStage.Leaving:
                return new HubChange(null);
            case HubStage.Active or HubStage.Wanted when known.AskedUtc is not null || known.Stage is HubStage.Active:
                var resting = Resting(known, nowUtc, DenialOf(reason));
                return new HubChange(resting with { DueUtc = nowUtc + LongestRest }, nowUtc);
            default:
                return null;
        }
    }

    /// <summary>How long the hub pushes; null for a lease that is none.</summary>
    private static TimeSpan? LeaseOf(string? seconds)
    {
        // Hubs of the older protocol leave it out where they mean "for ever".
        if (seconds is null) return WantedLease;
        if (!ulong.TryParse(seconds.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        var lease = TimeSpan.FromSeconds(Math.Min(count, (ulong)LongestLease.TotalSeconds));
        return lease < ShortestLease ? null : lease;
    }

    private static HubSubscription Lapsed(HubSubscription known) => known with
    {
        Stage = HubStage.Wanted,
        ActiveSinceUtc = null,
        Proofs = 0,
        BrokenSinceUtc = null,
        Tries = 0,
    };

    private static HubSubscription Resting(HubSubscription known, DateTimeOffset nowUtc, Saying problem)
    {
        var rest = FirstRest * Math.Pow(2, Math.Min(known.Rests, 8));
        return Lapsed(known) with
        {
            Stage = HubStage.Resting,
            AskedUtc = null,
            LeaseUntilUtc = null,
            Problem = problem,
            DueUtc = nowUtc + (rest < LongestRest ? rest : LongestRest),
        };
    }

    // A renewal is tried until the lease ends, and once more then.
    private static DateTimeOffset Later(HubSubscription known, DateTimeOffset nowUtc, TimeSpan wait)
    {
        var jittered = wait * (1 + (0.1 * Spread.Fraction(known.Key, nowUtc.ToUnixTimeMilliseconds())));
        var atUtc = nowUtc + jittered;
        return known.IsLiveAt(nowUtc) && known.LeaseUntilUtc < atUtc ? known.LeaseUntilUtc.Value : atUtc;
    }

    private static TimeSpan Grown(TimeSpan first, int times)
    {
        var wait = first * Math.Pow(2, Math.Clamp(times, 0, 16));
        return wait < LongestRetry ? wait : LongestRetry;
    }

    private static bool IsSame(Uri self, string? topic) => topic is not null
        && (topic == self.OriginalString || (Uri.TryCreate(topic, UriKind.Absolute, out var url) && url == self));

    private static Saying NeverVerified { get; } =
        Saying.Of("hub.unverified", "it accepted the subscription and never verified it");

    private static Saying DenialOf(string? reason) => HubWords.Plain(reason) is { Length: > 0 } said
        ? Saying.Of("hub.denied.reason", $"it denied the subscription: {Saying.InEnglish(said):reason}")
        : Saying.Of("hub.denied", "it denied the subscription");
}
