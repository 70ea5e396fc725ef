using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>A sentence of a summary with where it comes from.</summary>
/// <param name="Text">A sentence of an article, whole.</param>
/// <param name="ArticleId">The article it stands in.</param>
/// <param name="Source">1-based number of the source in <see cref="IncidentView.Sources"/>.</param>
public sealed record SummarySentence(string Text, string ArticleId, int Source);

/// <summary>One line of "who says what".</summary>
/// <param name="Role">Claimed, denied, accused and so on.</param>
/// <param name="ActorId">The watched actor; null for one that only the text names.</param>
/// <param name="Name">Whose part it is.</param>
/// <param name="Sentence">The sentence that says so; empty where it must not be shown.</param>
/// <param name="Outlet">Who reports it.</param>
/// <param name="Source">1-based number of the source.</param>
/// <param name="SaidUtc">When it was first reported.</param>
public sealed record LedgerEntry(
    ActorRole Role, string? ActorId, string Name, string Sentence, string Outlet, int Source, DateTimeOffset SaidUtc);

/// <summary>One article among an incident's sources.</summary>
/// <param name="Number">1-based; what summary and ledger refer to.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Outlet">The publisher's name.</param>
/// <param name="Title">Plain text.</param>
/// <param name="Link">Where it can be read; null when there is no safe address.</param>
/// <param name="Language">BCP 47 tag; null when unknown.</param>
/// <param name="EffectiveUtc">The earlier of published and seen.</param>
/// <param name="Report">1-based number of the independent telling that it belongs to.</param>
public sealed record SourceView(
    int Number, string ArticleId, string Outlet, string Title, Uri? Link, string? Language,
    DateTimeOffset EffectiveUtc, int Report);

/// <summary>What one community is shown of an incident: made from the articles that it may see, and from nothing else.</summary>
public sealed partial record IncidentView
{
    /// <summary>The incident.</summary>
    public required string Id { get; init; }

    /// <summary>The number that people call it by.</summary>
    public required long Number { get; init; }

    /// <summary>Where it stands.</summary>
    public required IncidentState State { get; init; }

    /// <summary>Id of the incident that carries on; null unless merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Why it was withdrawn; null unless retracted.</summary>
    public string? RetractedWhy { get; init; }

    /// <summary>BCP 47 tag of <see cref="RetractedWhy"/>; null when that is not known.</summary>
    public string? RetractedLanguage { get; init; }

    /// <summary>A headline of one of its articles.</summary>
    public required string Title { get; init; }

    /// <summary>1-based number of the source whose headline it is.</summary>
    public required int TitleSource { get; init; }

    /// <summary>BCP 47 tag of <see cref="Title"/>; null when that is not known.</summary>
    public string? TitleLanguage { get; init; }

    /// <summary>How grave, and why.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What happened; null when no article says.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>How its articles stand to it, the firmest of them.</summary>
    public FactStatus Status { get; init; }

    /// <summary>Where; null when no article says.</summary>
    public PlaceFact? Place { get; init; }

    /// <summary>All places of the event, finest first.</summary>
    public IReadOnlyList<PlaceFact> Places { get; init; } = [];

    /// <summary>On which local day; null when unknown.</summary>
    public DateOnly? EventDay { get; init; }

    /// <summary>Deaths over all sources; never a sum or a mean.</summary>
    public Figure? Killed { get; init; }

    /// <summary>Number of the source that gives the least of the deaths; null when none does.</summary>
    internal int? KilledSource { get; init; }

    /// <summary>Wounded over all sources.</summary>
    public Figure? Wounded { get; init; }

    /// <summary>Taken or held over all sources.</summary>
    public Figure? Captured { get; init; }

    /// <summary>What was used.</summary>
    public Munitions? Munitions { get; init; }

    /// <summary>Two or three sentences of the articles.</summary>
    public IReadOnlyList<SummarySentence> Summary { get; init; } = [];

    /// <summary>Who says what of whom, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>The sentence that says that nobody has claimed it; null when none does or somebody has.</summary>
    public string? PerpetratorUnknownSentence { get; init; }

    /// <summary>1-based number of the source of <see cref="PerpetratorUnknownSentence"/>; null when there is none.</summary>
    public int? PerpetratorUnknownSource { get; init; }

    /// <summary>
    /// The sentence of the newest correction, empty where it must not be shown; null when there is none.
    /// </summary>
    public string? CorrectionSentence { get; init; }

    /// <summary>1-based number of the source of the newest correction; null when there is none.</summary>
    public int? CorrectionSource { get; init; }

    /// <summary>Its articles, oldest first.</summary>
    public IReadOnlyList<SourceView> Sources { get; init; } = [];

    /// <summary>How many independent tellings there are, 1 or more.</summary>
    public required int Reports { get; init; }

    /// <summary>The rules that its articles satisfy, each once.</summary>
    public IReadOnlyList<Match> Matches { get; init; } = [];

    /// <summary>When the first article appeared.</summary>
    public required DateTimeOffset FirstUtc { get; init; }

    /// <summary>When the newest article that is shown appeared.</summary>
    public required DateTimeOffset LatestUtc { get; init; }

    /// <summary>Id of an incident that it may belong to; null when none is near.</summary>
    public string? RelatedTo { get; init; }
}
