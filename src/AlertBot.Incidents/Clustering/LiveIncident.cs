using System.Collections.Immutable;
using AlertBot.Feeds;

namespace AlertBot.Incidents.Clustering;

/// <summary>
/// An incident with what clustering knows of its articles, one profile for each audience that may judge by it.
/// </summary>
internal sealed record LiveIncident
{
    private LiveIncident(Incident incident) => Incident = incident;

    public Incident Incident { get; init; }

    /// <summary>Of each member in order; null for one whose article is gone.</summary>
    public ImmutableList<ArticleFeatures?> Features { get; private init; } = [];

    /// <summary>
    /// By audience. An incident has the shared one, or the hidden one, and one for each community with articles in it.
    /// </summary>
    public ImmutableSortedDictionary<ulong, Profile> Profiles { get; private init; } =
        ImmutableSortedDictionary<ulong, Profile>.Empty;

    /// <summary>When its newest shared article was seen; of one that has none, its newest article.</summary>
    public DateTimeOffset LastSeenUtc { get; private init; }

    public bool HasShared => Profiles.ContainsKey(Audience.Everyone);

    /// <summary>
    /// Builds the incident from its members in their order: a restart gives what the running process had.
    /// </summary>
    public static LiveIncident Of(Incident incident, IEnumerable<ArticleFeatures?> features)
    {
        var live = features.Aggregate(new LiveIncident(incident), (sofar, feature) => sofar.WithFeatures(feature));
        return live with { LastSeenUtc = LastSeen(incident) };
    }

    /// <summary>One member more; null for one whose article is gone.</summary>
    public LiveIncident Plus(Incident changed, ArticleFeatures? article) => WithFeatures(article) with
    {
        Incident = changed,
        LastSeenUtc = LastSeen(changed),
    };

    /// <summary>What <paramref name="scope"/> may judge by; null when it may see none of the articles.</summary>
    public Profile? For(Scope scope) =>
        scope.Community is { } community && Profiles.TryGetValue(Audience.Of(community), out var own) ? own
        : Profiles.GetValueOrDefault(Audience.Everyone);

    public Profile? Hidden => Profiles.GetValueOrDefault(Audience.Hidden);

    /// <summary>Whether an article of this hour could be about it by anybody's account.</summary>
    public bool IsWithin(TimeSpan window, DateTimeOffset atUtc) =>
        Profiles.Values.Any(p => p.FirstUtc - atUtc <= window && atUtc - p.LatestUtc <= window);

    // What a community adds must not keep for all what would be let go without it.
    private static DateTimeOffset LastSeen(Incident incident)
    {
        var shared = DateTimeOffset.MinValue;
        var any = DateTimeOffset.MinValue;
        foreach (var member in incident.Members)
        {
            if (member.SeenUtc > any) any = member.SeenUtc;
            if (member.Scope.IsShared && member.SeenUtc > shared) shared = member.SeenUtc;
        }

        return shared > DateTimeOffset.MinValue ? shared : any;
    }

    private LiveIncident WithFeatures(ArticleFeatures? article)
    {
        var features = Features.Add(article);
        if (article is null) return this with { Features = features };
        if (article.Scope.Community is { } community) return PlusPrivate(article, community, features);

        // The first shared article ends the hidden profile; communities keep theirs, and all of them see this one.
        var profiles = Profiles.Remove(Audience.Hidden).ToBuilder();
        foreach (var audience in profiles.Keys.ToList()) profiles[audience] = profiles[audience].Plus(article);
        if (!profiles.ContainsKey(Audience.Everyone)) profiles[Audience.Everyone] = Profile.Empty.Plus(article);
        return this with { Features = features, Profiles = profiles.ToImmutable() };
    }

    private LiveIncident PlusPrivate(
        ArticleFeatures article, CommunityId community, ImmutableList<ArticleFeatures?> features)
    {
        var own = Audience.Of(community);
        var profiles = Profiles;
        if (!HasShared)
            profiles = profiles.SetItem(Audience.Hidden, (Hidden ?? Profile.Empty).Plus(article));
        var start = profiles.GetValueOrDefault(own) ?? profiles.GetValueOrDefault(Audience.Everyone) ?? Profile.Empty;
        return this with { Features = features, Profiles = profiles.SetItem(own, start.Plus(article)) };
    }
}
