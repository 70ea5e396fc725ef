using AlertBot.Watchlists;

namespace AlertBot.Incidents.Clustering;

/// <summary>What some articles of an incident say together. Adding an article gives another profile.</summary>
internal sealed record Profile
{
    private const int MaxTerms = 120;
    private const int MaxEntities = 60;
    private const int MaxRecent = 8;
    private const int MaxValues = 8;

    public static Profile Empty { get; } = new();

    public int Count { get; private init; }

    public DateTimeOffset FirstUtc { get; private init; } = DateTimeOffset.MaxValue;

    public DateTimeOffset LatestUtc { get; private init; } = DateTimeOffset.MinValue;

    public IReadOnlyList<TongueProfile> Tongues { get; private init; } = [];

    public TermVector Entities { get; private init; } = TermVector.Empty;

    public Tally<PlaceFact> Places { get; private init; } = Tally<PlaceFact>.Empty;

    public Tally<EventKind> Kinds { get; private init; } = Tally<EventKind>.Empty;

    /// <summary>Some say that there was an attack and not by what.</summary>
    public bool HasVagueAttack { get; private init; }

    public Tally<DateOnly> Days { get; private init; } = Tally<DateOnly>.Empty;

    public Tally<Figure> Munitions { get; private init; } = Tally<Figure>.Empty;

    public Tally<Figure> Attackers { get; private init; } = Tally<Figure>.Empty;

    public Tally<Figure> Sites { get; private init; } = Tally<Figure>.Empty;

    public Tally<Figure> Killed { get; private init; } = Tally<Figure>.Empty;

    public Tally<Figure> Wounded { get; private init; } = Tally<Figure>.Empty;

    public Tally<(string Actor, ActorRole Role)> Roles { get; private init; } = Tally<(string, ActorRole)>.Empty;

    public Tally<string> Victims { get; private init; } = Tally<string>.Empty;

    public bool HasSignature { get; private init; }

    /// <summary>Everything by which the incident can be found; some of it more than once.</summary>
    public IEnumerable<ulong> Keys =>
        Tongues.SelectMany(t => t.Text.Terms).Concat(Tongues.Select(t => TermHash.Tongue(t.Tongue)))
            .Concat(Entities.Terms)
            .Concat(Places.Entries.SelectMany(p => ArticleFeatures.KeysOf(p.Value)))
            .Concat(Kinds.Entries.SelectMany(k => Days.Entries.Select(d => TermHash.KindOnDay(k.Value, d.Value))));

    public TongueProfile? In(string tongue)
    {
        foreach (var known in Tongues)
            if (known.Tongue == tongue) return known;
        return null;
    }

    public Profile Plus(ArticleFeatures article)
    {
        var facts = article.Facts;
        var isReaction = facts.Kind is { } told && KindFamilies.IsReaction(told);
        var tongue = (In(article.Tongue) ?? new TongueProfile(article.Tongue, TermVector.Empty, [], [])).Plus(article);
        return this with
        {
            Count = Count + 1,
            FirstUtc = article.EffectiveUtc < FirstUtc ? article.EffectiveUtc : FirstUtc,
            LatestUtc = article.EffectiveUtc > LatestUtc ? article.EffectiveUtc : LatestUtc,
            Tongues = [.. Tongues.Where(t => t.Tongue != tongue.Tongue), tongue],
            Entities = Entities.Plus(article.Entities, MaxEntities),
            Places = facts.Places.Take(MaxValues).Aggregate(Places, (tally, place) =>
                tally.Plus(place, (a, b) => a.PlaceId == b.PlaceId, MaxValues)),
            Kinds = EventOf(facts) is { } kind && !facts.IsKindVague ? Kinds.Plus(kind, MaxValues) : Kinds,
            HasVagueAttack = HasVagueAttack
                || (facts.IsKindVague && EventOf(facts) is { } attack && KindFamilies.IsAttack(attack)),
            Days = facts.EventDay is { } day && !isReaction ? Days.Plus(day, MaxValues) : Days,
            Munitions = Add(Munitions, facts.Munitions?.Count),
            Attackers = Add(Attackers, facts.Attackers),
            Sites = Add(Sites, facts.Sites),
            Killed = Add(Killed, facts.Killed),
            Wounded = Add(Wounded, facts.Wounded),
            Roles = facts.Actors.Where(IsPart).Aggregate(Roles, (tally, actor) => tally.Plus(KeyOf(actor), MaxValues)),
            Victims = facts.Actors.Where(IsVictim)
                .Aggregate(Victims, (tally, actor) => tally.Plus(actor.ActorId!, MaxValues)),
            HasSignature = HasSignature || article.HasSignature,
        };
    }

    /// <summary>
    /// The kind of event that the article is about; null for words of which it is not told what they answer to.
    /// </summary>
    public static EventKind? EventOf(ArticleFacts facts) =>
        facts.Kind is { } kind && KindFamilies.IsReaction(kind) ? facts.ReactsTo : facts.Kind;

    /// <summary>Roles that say who did it or is said to have done it.</summary>
    public static bool IsPart(ActorFact actor) =>
        actor.Role is ActorRole.Claimed or ActorRole.Denied or ActorRole.Accused or ActorRole.Suspected
            or ActorRole.Confirmed;

    /// <summary>Watched people and forces that were hit.</summary>
    public static bool IsVictim(ActorFact actor) => actor is { Role: ActorRole.Victim, ActorId: not null };

    public static (string Actor, ActorRole Role) KeyOf(ActorFact actor) => (actor.ActorId ?? actor.Name, actor.Role);

    private static Tally<Figure> Add(Tally<Figure> tally, Figure? figure) =>
        figure is null ? tally : tally.Plus(figure, (a, b) => a.Min == b.Min && a.Max == b.Max, MaxValues);

    /// <summary>
    /// The words of an incident in one language: all together, and of its newest articles one by one.
    /// </summary>
    internal sealed record TongueProfile(
        string Tongue, TermVector Text, IReadOnlyList<TermVector> Titles, IReadOnlyList<TermVector> Texts)
    {
        public TongueProfile Plus(ArticleFeatures article) => this with
        {
            Text = Text.Plus(article.Text, MaxTerms),
            Titles = [.. Titles.Skip(Math.Max(0, Titles.Count + 1 - MaxRecent)), article.Title],
            Texts = [.. Texts.Skip(Math.Max(0, Texts.Count + 1 - MaxRecent)), article.Text],
        };
    }
}
