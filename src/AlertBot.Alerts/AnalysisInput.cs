using System.Globalization;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <summary>
/// What a command or a timer asks of the analysis. Commands leave these; nobody else changes incidents.
/// </summary>
/// <param name="Id">Unique, 1 to 64 characters; empty for the repair tick, which is not stored.</param>
public abstract record AnalysisRequest(string Id)
{
    /// <summary>Who is told when it cannot be met; null when nobody is known who asked.</summary>
    public Asker? Asker { get; init; }

    /// <summary>The numbers of the incidents that it names, in its order; none when it is for none.</summary>
    public IReadOnlyList<long> Numbers => this switch
    {
        Merge r => [r.FirstNumber, r.SecondNumber],
        Split r => [r.Number],
        Move r => [r.ToNumber],
        Retract r => [r.Number],
        Restore r => [r.Number],
        Acknowledge r => [r.Number],
        AddMute { Mute: { What: MuteWhat.Incident } mute }
            when long.TryParse(mute.Target, NumberStyles.None, CultureInfo.InvariantCulture, out var n) => [n],
        _ => [],
    };

    /// <summary>Two incidents are one event; the older number carries on.</summary>
    public sealed record Merge(string Id, long FirstNumber, long SecondNumber, string By) : AnalysisRequest(Id);

    /// <summary>Articles are taken out into an incident of their own.</summary>
    public sealed record Split(string Id, long Number, IReadOnlyList<string> ArticleIds, string By)
        : AnalysisRequest(Id);

    /// <summary>An article belongs to another incident.</summary>
    public sealed record Move(string Id, string ArticleId, long ToNumber, string By) : AnalysisRequest(Id);

    /// <summary>An incident is withdrawn.</summary>
    public sealed record Retract(string Id, long Number, string Why, string By) : AnalysisRequest(Id);

    /// <summary>Somebody took note of an incident: every alert of the community shows it.</summary>
    public sealed record Acknowledge(
        string Id, long Number, CommunityId Community, string UserId, string UserName, DateTimeOffset AtUtc)
        : AnalysisRequest(Id);

    /// <summary>A community wants to hear no more of something for a while.</summary>
    public sealed record AddMute(string Id, Mute Mute) : AnalysisRequest(Id);

    /// <summary>A mute is ended before its time.</summary>
    public sealed record EndMute(string Id, string MuteId, CommunityId Community, string By) : AnalysisRequest(Id);

    /// <summary>A watchlist was saved: the steps from this one on go by it. What was analysed before stays as it was
    /// read.</summary>
    public sealed record WatchlistChanged(string Id, string TopicId, Scope Scope, int Version) : AnalysisRequest(Id);

    /// <summary>
    /// What a channel asked for changed, or it can be written to again: what waits for it is worked out anew.
    /// </summary>
    /// <param name="Id">See <see cref="AnalysisRequest"/>.</param>
    /// <param name="Channel">Which.</param>
    /// <param name="MissedSinceUtc">Since when it could not be written to: what it missed it is owed now; null when it
    /// missed nothing.</param>
    public sealed record ChannelChanged(string Id, ChannelRef Channel, DateTimeOffset? MissedSinceUtc)
        : AnalysisRequest(Id);

    /// <summary>An incident that was withdrawn stands again.</summary>
    public sealed record Restore(string Id, long Number, string By) : AnalysisRequest(Id);

    /// <summary>Look again at what was decided lately: twins are merged, mixtures split.</summary>
    /// <param name="SinceUtc">When this was last done; null when never since the start.</param>
    public sealed record RepairTick(DateTimeOffset? SinceUtc = null) : AnalysisRequest("");
}

/// <summary>What one step works on.</summary>
/// <param name="Articles">New articles that wait, oldest first.</param>
/// <param name="Requests">Requests that wait, oldest first.</param>
/// <param name="Subscriptions">Who wants to hear of what, as of now.</param>
public sealed record AnalysisInput(
    IReadOnlyList<Article> Articles, IReadOnlyList<AnalysisRequest> Requests, IReadOnlyList<Subscription> Subscriptions)
{
    /// <summary>Articles that incidents hold already and that their publishers edited since, oldest first.</summary>
    public IReadOnlyList<Article> Edited { get; init; } = [];

    /// <summary>What communities do not want to hear of, those that have just run out among them.</summary>
    public IReadOnlyList<Mute> Mutes { get; init; } = [];

    /// <summary>
    /// The incidents that the requests name, as they are stored: one that left the window says why it did.
    /// </summary>
    public IReadOnlyList<Incident> Named { get; init; } = [];

    /// <summary>True when there is nothing to do.</summary>
    public bool IsEmpty => Articles.Count + Edited.Count + Requests.Count == 0;
}
