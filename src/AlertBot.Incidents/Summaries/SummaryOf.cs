using AlertBot.Incidents.Clustering;

namespace AlertBot.Incidents.Summaries;

/// <summary>Two or three whole sentences of the articles that tell the event, hedges and denials among them.</summary>
internal static class SummaryOf
{
    private const int MaxSentences = 3;

    // The centroid of a few hundred sentences says no more than that of the first.
    private const int MaxMembers = 40;

    private const int MaxTerms = 400;

    private const double MostRepeated = 0.3;

    private static readonly double[] PositionWeights = [1, 0.8, 0.6, 0.5, 0.45, 0.4];

    public static IReadOnlyList<SummarySentence> Members(IncidentView view, Telling telling)
    {
        var language = LanguageOf(telling);
        var candidates = Candidates(view, telling, language);
        if (candidates.Count == 0 && language != LanguageOf(telling, "en"))
        {
            // Scraps in the language that is wanted: whole sentences in another say more.
            language = LanguageOf(telling, "en");
            candidates = Candidates(view, telling, language);
        }

        var required = Required(view, telling, language);
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Source)
            .ThenBy(c => c.Position))
        {
            if (chosen.Count == MaxSentences - (required is null ? 0 : 1)) break;
            if (required?.Text != candidate.Text && !chosen.Exists(c => Repeats(c, candidate))
                && !(required is { } last && Repeats(last, candidate))) chosen.Add(candidate);
        }

        if (required is { } kept) chosen.Add(kept);
        return [.. chosen.Select(c => new SummarySentence(
            Dateline.Without(c.Text), telling.Members[c.Source - 1].ArticleId, c.Source))];
    }

    /// <summary>
    /// The language that is wanted where any article is written in it, else English, else what most of them are written
    /// in.
    /// </summary>
    public static string? LanguageOf(Telling telling) => LanguageOf(telling, telling.Wanted);

    private static string? LanguageOf(Telling telling, string wanted)
    {
        var written = telling.Standing.Where(m => m.Sentences.Count > 0).Select(Primary).ToList();
        return written.Contains(wanted) ? wanted : written.Contains("en") ? "en"
            : written.GroupBy(l => l).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
    }

    public static string Primary(IncidentMember member) =>
        member.Language is { Length: > 0 } tag ? tag.Split('-', 2)[0] : "en";

    private static List<Candidate> Candidates(IncidentView view, Telling telling, string? language)
    {
        var sentences = telling.Standing.Where(m => Primary(m) == language && m.Facts.Status != FactStatus.Retracted)
            .Take(MaxMembers)
            .SelectMany(m => m.Sentences.Select((text, i) => (Member: m, Text: text, Position: i)))
            .DistinctBy(s => s.Text, StringComparer.Ordinal)
            .Select(s => (s.Member, s.Text, s.Position, Wordage: Wordage.Of(s.Text))).ToList();
        var sum = new TermSum(MaxTerms);
        foreach (var sentence in sentences) sum.Add(sentence.Wordage.Terms);
        var centroid = sum.ToVector();
        var norm = centroid.SquaredNorm();
        return [.. sentences.Where(s => s.Wordage.Count >= 5 && !Hedges.LeansOnOther(s.Wordage))
            .Select(s => new Candidate(
            s.Text, telling.SourceOf(s.Member), s.Position, s.Wordage, Score(
                view, s.Member, s.Text, s.Position, s.Wordage, s.Wordage.Terms.Cosine(centroid, norm))))];
    }

    private static double Score(
        IncidentView view, IncidentMember member, string text, int position, Wordage wordage, double nearness)
    {
        var score = nearness
            * PositionWeights[Math.Min(position, PositionWeights.Length - 1)]
            * (wordage.Count is >= 10 and <= 45 ? 1 : 0.6)
            * (member.Relation == Relation.FollowUp ? 0.7 : 1);
        if (HoldsFact(view, text)) score *= 1.2;
        return IsOutdated(view, member, text) ? score * 0.4 : score;
    }

    public static bool HoldsFact(IncidentView view, string text) =>
        view.Killed?.Sentence == text || view.Wounded?.Sentence == text || view.Munitions?.Count?.Sentence == text
        || view.Ledger.Any(e => e.Sentence == Dateline.Without(text));

    /// <summary>It gives a toll that is no longer the one known.</summary>
    public static bool IsOutdated(IncidentView view, IncidentMember member, string text) =>
        (member.Facts.Killed is { } killed && killed.Sentence == text && Differs(view.Killed, killed))
        || (member.Facts.Wounded is { } wounded && wounded.Sentence == text && Differs(view.Wounded, wounded));

    private static bool Differs(Figure? fused, Figure said) =>
        fused is not null && ((said.Max ?? int.MaxValue) < (fused.Min ?? 0)
            || (said.Min ?? 0) > (fused.Max ?? int.MaxValue));

    /// <summary>What must not be lost: a denial, else that nobody is known to have done it, else a claim.</summary>
    private static Candidate? Required(IncidentView view, Telling telling, string? language)
    {
        var denial = InLanguage(view, telling, language, ActorRole.Denied);
        if (denial is not null) return denial;
        if (view.PerpetratorUnknownSentence is { } unknown)
        {
            var member = telling.Standing.FirstOrDefault(m =>
                m.Facts.PerpetratorUnknownSentence is not null && Primary(m) == language)
                ?? telling.Standing.First(m => m.Facts.PerpetratorUnknownSentence == unknown);
            return Of(member.Facts.PerpetratorUnknownSentence!, telling.SourceOf(member));
        }

        return InLanguage(view, telling, language, ActorRole.Claimed);
    }

    private static Candidate? InLanguage(IncidentView view, Telling telling, string? language, ActorRole role)
    {
        var said = telling.Standing
            .SelectMany(m => m.Facts.Actors.Where(a => a.Role == role).Select(a => (a.Sentence, Member: m))).ToList();
        if (said.Count == 0) return null;
        var best = said.Find(s => Primary(s.Member) == language && s.Sentence != s.Member.Title);
        if (best.Member is null) best = said.Find(s => s.Sentence != s.Member.Title);
        // A denial that only a headline gives is in the ledger; a summary that repeats the headline says nothing.
        if (best.Member is null) best = said.Find(s => s.Sentence != view.Title);
        return best.Member is null ? null : Of(best.Sentence, telling.SourceOf(best.Member));
    }

    private static Candidate Of(string text, int source) => new(text, source, 0, Wordage.Of(text), 0);

    private static bool Repeats(Candidate a, Candidate b)
    {
        var known = a.Wordage.Trigrams().ToHashSet();
        var own = b.Wordage.Trigrams().ToList();
        return own.Count == 0 || own.Count(known.Contains) > MostRepeated * Math.Min(own.Count, known.Count);
    }

    private sealed record Candidate(string Text, int Source, int Position, Wordage Wordage, double Score);
}
