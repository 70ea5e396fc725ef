namespace AlertBot.Incidents.Clustering;

/// <summary>
/// What speaks for and against that an article is about an incident. Fits run from -1, against, to 1, for.
/// </summary>
internal readonly record struct Evidence
{
    /// <summary>How <see cref="Day"/> says that the days are one apart.</summary>
    public const float NextDay = -0.5f;

    /// <summary>Cosine of the words, 0 to 1; null when there are none in the article's language.</summary>
    public float? Text { get; init; }

    /// <summary>
    /// Cosine of the words to the nearest article, 0 to 1; null when there is none in the article's language.
    /// </summary>
    public float? Nearest { get; init; }

    /// <summary>Cosine to the nearest headline, 0 to 1; null when there is none in the article's language.</summary>
    public float? Title { get; init; }

    /// <summary>Cosine of the names, 0 to 1.</summary>
    public float Entities { get; init; }

    public float Place { get; init; }

    public float Kind { get; init; }

    public float Day { get; init; }

    public float Munitions { get; init; }

    public float Killed { get; init; }

    public float Wounded { get; init; }

    public float Roles { get; init; }

    /// <summary>
    /// Hours between the article and the span of the incident, 0 when it falls within; half for events that last.
    /// </summary>
    public float Hours { get; init; }

    /// <summary>Both say what and where.</summary>
    public bool HasSignature { get; init; }

    /// <summary>How many of place, kind, day, counts and roles speak for it.</summary>
    public int Agreements =>
        (Place >= 0.5f ? 1 : 0) + (Kind >= 0.5f ? 1 : 0) + (Day >= 1 ? 1 : 0) + (Munitions >= 1 ? 1 : 0)
        + (Killed >= 1 ? 1 : 0) + (Wounded >= 1 ? 1 : 0) + (Roles > 0 ? 1 : 0);

    public static Evidence Of(Query query, Profile incident)
    {
        var article = query.Article;
        var facts = article.Facts;
        var place = PlaceOf(facts, incident);
        // Nothing else counts then, and comparing words costs most.
        if (place <= PlaceFit.Veto) return new Evidence { Place = place };
        var tongue = incident.In(article.Tongue);
        var lasts = KindFamilies.Lasts(Profile.EventOf(facts));
        return new Evidence
        {
            Text = tongue is null ? null : query.Text.Cosine(tongue.Text),
            Nearest = tongue is null ? null : BestOf(query.Text, tongue.Texts),
            Title = tongue is null ? null : BestOf(query.Title, tongue.Titles),
            Entities = query.Entities.Cosine(incident.Entities),
            Place = place,
            Kind = KindOf(facts, incident),
            Day = DayOf(facts, incident),
            Munitions = Counts(facts, incident),
            Killed = TollOf(facts.Killed, incident.Killed, lasts),
            Wounded = TollOf(facts.Wounded, incident.Wounded, lasts),
            Roles = RolesOf(facts, incident),
            Hours = HoursBetween(article.EffectiveUtc, incident) / (lasts ? 2 : 1),
            HasSignature = article.HasSignature && incident.HasSignature,
        };
    }

    private static float BestOf(QueryVector words, IReadOnlyList<TermVector> known)
    {
        float best = 0;
        foreach (var one in known) best = Math.Max(best, words.Cosine(one));
        return best;
    }

    private static float PlaceOf(ArticleFacts facts, Profile incident)
    {
        if (facts.Places.Count == 0 || incident.Places.Total == 0) return 0;
        return incident.Places.Best(known => facts.Places.Max(place => PlaceFit.Between(known, place))) ?? 0;
    }

    // What most say counts: one source that calls mortars rockets does not open the incident to rockets.
    private static float KindOf(ArticleFacts facts, Profile incident)
    {
        if (Profile.EventOf(facts) is not { } kind) return 0;
        var fit = incident.Kinds.Mean(known => KindFamilies.Affinity(known, kind));
        // What a third say is no slip: first it is rockets, then it turns out to have been a drone.
        var backers = incident.Kinds.Entries.Where(k => KindFamilies.Affinity(k.Value, kind) > 0).Sum(k => k.Count);
        if (backers * 3 >= incident.Kinds.Total) fit = incident.Kinds.Best(k => KindFamilies.Affinity(k, kind));
        // "An attack" may be any attack.
        if (facts.IsKindVague) return incident.Kinds.Entries.Any(k => KindFamilies.IsAttack(k.Value)) ? 0.5f : 0;
        if (incident.Kinds.Total == 0) return incident.HasVagueAttack && KindFamilies.IsAttack(kind) ? 0.5f : 0;
        return fit ?? 0;
    }

    // Rockets and attackers, whichever both count. Of the sites hit each source counts its own part: they never
    // contradict.
    private static float Counts(ArticleFacts facts, Profile incident)
    {
        var rockets = Fit(facts.Munitions?.Count, incident.Munitions);
        var attackers = Fit(facts.Attackers, incident.Attackers);
        var worst = Math.Min(rockets, attackers);
        return worst < 0 ? worst : Math.Max(Math.Max(rockets, attackers), Fit(facts.Sites, incident.Sites));

        static float Fit(Figure? count, Tally<Figure> known) =>
            count is null ? 0 : known.Best(k => FigureFit.Fixed(k, count)) ?? 0;
    }

    private static float DayOf(ArticleFacts facts, Profile incident)
    {
        if (facts.EventDay is not { } day) return 0;
        var lasts = KindFamilies.Lasts(Profile.EventOf(facts));
        var fit = incident.Days.Best(known => Math.Abs(known.DayNumber - day.DayNumber) switch
        {
            0 => 1,
            1 => lasts ? 1 : NextDay,
            _ => -1,
        }) ?? 0;
        // Words about an event have a day of their own.
        return facts.Kind is { } kind && KindFamilies.IsReaction(kind) ? Math.Max(0, fit) : fit;
    }

    // While it lasts it claims more: only a toll that falls speaks against.
    private static float TollOf(Figure? toll, Tally<Figure> known, bool lasts)
    {
        if (toll is null) return 0;
        return known.Best(Fit) ?? 0;

        float Fit(Figure before)
        {
            var fit = FigureFit.Growing(before, toll);
            return lasts && toll.Min > before.Min ? Math.Max(0, fit) : fit;
        }
    }

    // Several actors have parts in one event; that two claim it is rare, that each article names another is not.
    private static float RolesOf(ArticleFacts facts, Profile incident)
    {
        // One whom both name as a victim: attacks on other people have other names.
        var fit = facts.Actors.Any(a =>
            Profile.IsVictim(a) && incident.Victims.Entries.Any(v => v.Value == a.ActorId)) ? 0.7f : 0;
        if (incident.Roles.Total == 0) return fit;
        foreach (var actor in facts.Actors)
        {
            if (!Profile.IsPart(actor)) continue;
            var key = Profile.KeyOf(actor);
            if (incident.Roles.Entries.Any(known => known.Value == key)) return 1;
            if (incident.Roles.Entries.Any(known => known.Value.Actor == key.Actor)) fit = Math.Max(fit, 0.4f);
            else if (fit <= 0) fit = Math.Min(fit, OtherDoer(key.Role, incident));
        }

        return fit;
    }

    private static float OtherDoer(ActorRole role, Profile incident) =>
        role == ActorRole.Claimed && incident.Roles.Entries.Any(known => known.Value.Role == ActorRole.Claimed) ? -1
            : -0.5f;

    private static float HoursBetween(DateTimeOffset at, Profile incident) =>
        at > incident.LatestUtc ? (float)(at - incident.LatestUtc).TotalHours
        : at < incident.FirstUtc ? (float)(incident.FirstUtc - at).TotalHours
        : 0;
}
