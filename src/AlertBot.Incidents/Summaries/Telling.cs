using AlertBot.Watchlists;

namespace AlertBot.Incidents.Summaries;

/// <summary>The articles of a view, put in order, with what is reckoned from them more than once.</summary>
internal sealed class Telling
{
    private readonly Dictionary<string, int> _numbers;
    private readonly List<IncidentMember> _corrections;

    /// <summary>Puts articles in order.</summary>
    /// <param name="members">The articles, one or more.</param>
    /// <param name="language">The language that people want to read; null for English.</param>
    public Telling(IReadOnlyList<IncidentMember> members, string? language = null)
    {
        Wanted = language ?? "en";
        Members = [.. members.OrderBy(m => m.EffectiveUtc).ThenBy(m => m.ArticleId, StringComparer.Ordinal)];
        _numbers = Members.Select((m, i) => (m.ArticleId, i))
            .ToDictionary(n => n.ArticleId, n => n.i + 1, StringComparer.Ordinal);
        Reports = [.. Members.Select(m => m.Report).Distinct(StringComparer.Ordinal)];
        Firsts = [.. Members.GroupBy(m => m.Report, StringComparer.Ordinal).Select(g => g.First())];
        _corrections = [.. Members.Where(IsCorrection)];
        Standing = [.. Members.Where(m => !IsSuperseded(m))];
    }

    /// <summary>The language that people want to read, without a region.</summary>
    public string Wanted { get; }

    /// <summary>Oldest first: the number of a source is its place here, from 1.</summary>
    public IReadOnlyList<IncidentMember> Members { get; }

    /// <summary>The tellings, by their first article.</summary>
    public IReadOnlyList<string> Reports { get; }

    /// <summary>The first article of each telling: copies add no vote.</summary>
    public IReadOnlyList<IncidentMember> Firsts { get; }

    /// <summary>Without articles that their own publisher has since corrected or withdrawn.</summary>
    public IReadOnlyList<IncidentMember> Standing { get; }

    public int SourceOf(IncidentMember member) => _numbers[member.ArticleId];

    /// <summary>Whoever answers for the article; one of unknown origin answers for itself.</summary>
    public static string OwnerOf(IncidentMember member) =>
        member.OutletGroup.Length > 0 ? member.OutletGroup : "report " + member.Report;

    public static bool IsCorrection(IncidentMember member) =>
        member.Relation == Relation.Correction || member.Facts.CorrectionSentence is not null;

    /// <summary>The value that most tellings give; of equals the one said first. Null when none gives one.</summary>
    public T? MostSaid<T>(Func<IncidentMember, T?> said) where T : struct =>
        Firsts.Select(said).OfType<T>().GroupBy(v => v).OrderByDescending(g => g.Count()).Select(g => (T?)g.Key)
            .FirstOrDefault();

    // A correction replaces what the same publisher, or the same wire text, told before it.
    private bool IsSuperseded(IncidentMember member) => _corrections.Exists(later =>
        later.EffectiveUtc > member.EffectiveUtc
        && (OwnerOf(later) == OwnerOf(member) || IsCopiedFrom(member, later)));

    private bool IsCopiedFrom(IncidentMember copy, IncidentMember correction) => Members.Any(m =>
        m.Report == copy.Report && OwnerOf(m) == OwnerOf(correction) && m.EffectiveUtc <= correction.EffectiveUtc
        && m != correction);

    /// <summary>
    /// The kind of event that most tellings speak for, one that may be another name for it among them; of equals the one
    /// said last, since first reports err. Kinds that name an event, or failing these any kind.
    /// </summary>
    public EventKind? Kind() =>
        MostBacked(m => m.Facts is { Kind: { } kind, IsKindVague: false } && !Clustering.KindFamilies.IsReaction(kind)
            ? kind : null)
        ?? MostBacked(m => m.Facts.Kind is { } kind && !Clustering.KindFamilies.IsReaction(kind) ? kind : null)
        ?? MostSaid(m => m.Facts.Kind);

    private EventKind? MostBacked(Func<IncidentMember, EventKind?> said)
    {
        var kinds = Firsts.Select(said).OfType<EventKind>().ToList();
        return kinds.Count == 0 ? null : kinds.Distinct()
            .MaxBy(kind => (kinds.Sum(other => Math.Max(0, Clustering.KindFamilies.Affinity(kind, other))),
                kinds.LastIndexOf(kind)));
    }

    /// <summary>The firmest standing that the newest article of any publisher gives.</summary>
    public FactStatus Status() =>
        Members.GroupBy(OwnerOf, StringComparer.Ordinal).Min(g => g.Last().Facts.Status);
}
