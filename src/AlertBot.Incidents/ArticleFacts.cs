using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>What an actor has to do with the event.</summary>
public enum ActorRole
{
    /// <summary>Says that it did it.</summary>
    Claimed,

    /// <summary>Says that it did not.</summary>
    Denied,

    /// <summary>Is said by another to have done it.</summary>
    Accused,

    /// <summary>Says that another did it.</summary>
    Accuser,

    /// <summary>Is thought to have done it, by nobody in particular.</summary>
    Suspected,

    /// <summary>Did it: a state says so of itself, or two opposed sides agree.</summary>
    Confirmed,

    /// <summary>Was what the attack was aimed at.</summary>
    Target,

    /// <summary>Was hurt, killed or taken.</summary>
    Victim,

    /// <summary>Says something of it.</summary>
    Speaker,

    /// <summary>Stands in the text, no more.</summary>
    Mentioned,
}

/// <summary>How the article stands to what it tells.</summary>
public enum FactStatus
{
    /// <summary>Told as having happened.</summary>
    Reported,

    /// <summary>Known from one side's claim alone.</summary>
    Claimed,

    /// <summary>Said to be unconfirmed or unverified.</summary>
    Unconfirmed,

    /// <summary>Could, would, if, warns: it has not happened.</summary>
    Hypothetical,

    /// <summary>An anniversary or a look back.</summary>
    Historical,

    /// <summary>Withdrawn or corrected to nothing.</summary>
    Retracted,
}

/// <summary>An actor's part in the event, with the sentence that says so.</summary>
/// <param name="ActorId">The watched actor; null for one that only the text names.</param>
/// <param name="Name">The name that people are shown.</param>
/// <param name="Role">Its part.</param>
/// <param name="Sentence">The sentence, as the article has it.</param>
/// <param name="Weight">What the watchlist lets its part add to severity, 0 to 25; 0 for one that is not
/// watched.</param>
public sealed record ActorFact(string? ActorId, string Name, ActorRole Role, string Sentence, int Weight = 0);

/// <summary>Where it happened, as finely as the text says and no finer.</summary>
/// <param name="PlaceId">The watched or listed place.</param>
/// <param name="Name">The name that people are shown.</param>
/// <param name="Country">ISO 3166 alpha-2.</param>
/// <param name="Latitude">Degrees north; null when unknown.</param>
/// <param name="Longitude">Degrees east; null when unknown.</param>
/// <param name="Precision">How fine.</param>
/// <param name="Within">The places that it lies in, nearest first, by id.</param>
/// <param name="Sentence">The sentence, as the article has it.</param>
/// <param name="Weight">What being hit there adds to severity, 0 to 25; 0 for one that is not watched.</param>
public sealed record PlaceFact(
    string PlaceId, string Name, string Country, double? Latitude, double? Longitude, PlacePrecision Precision,
    IReadOnlyList<string> Within, string Sentence, int Weight = 0);

/// <summary>What was fired or used.</summary>
/// <param name="Count">How many; null when the text does not say.</param>
/// <param name="Type">One lower-case English word, singular: rocket, missile, drone, mortar shell, bomb; null when
/// unknown.</param>
public sealed record Munitions(Figure? Count, string? Type);

/// <summary>What one article says of the one event that it is about. Everything unknown is null or empty.</summary>
public sealed record ArticleFacts
{
    /// <summary>Facts of an article that says nothing of an event.</summary>
    public static ArticleFacts None { get; } = new();

    /// <summary>What happened; null when the article tells of no event.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>
    /// True when the text names no weapon or manner, only "an attack", or a weapon of several uses:
    /// <see cref="Kind"/> (or
    /// <see cref="ReactsTo"/>) is then the nearest guess, and says nothing against a report that names another one.
    /// </summary>
    public bool IsKindVague { get; init; }

    /// <summary>For words, burials, memorials and inquiries: the kind of event that they are about; null when not
    /// told.</summary>
    public EventKind? ReactsTo { get; init; }

    /// <summary>How the article stands to it.</summary>
    public FactStatus Status { get; init; } = FactStatus.Reported;

    /// <summary>The finest place of the event itself; null when none is named.</summary>
    public PlaceFact? Place { get; init; }

    /// <summary>All places of the event, finest first; several when it happened at several sites.</summary>
    public IReadOnlyList<PlaceFact> Places { get; init; } = [];

    /// <summary>The local day on which it happened; null when the text does not tell and nothing allows to infer
    /// it.</summary>
    public DateOnly? EventDay { get; init; }

    /// <summary>Deaths; null when nothing is said.</summary>
    public Figure? Killed { get; init; }

    /// <summary>Wounded; null when nothing is said.</summary>
    public Figure? Wounded { get; init; }

    /// <summary>Taken or held; null when nothing is said.</summary>
    public Figure? Captured { get; init; }

    /// <summary>What was used; null when nothing is said.</summary>
    public Munitions? Munitions { get; init; }

    /// <summary>How many gunmen or other attackers came; null when nothing is said.</summary>
    public Figure? Attackers { get; init; }

    /// <summary>How many sites, buildings or positions were hit ("five storage facilities"); null when nothing is
    /// said.</summary>
    public Figure? Sites { get; init; }

    /// <summary>Who has what part, each pair of actor and role once.</summary>
    public IReadOnlyList<ActorFact> Actors { get; init; } = [];

    /// <summary>The sentence that says that nobody has claimed it or that the perpetrators are unknown; null when
    /// none does.</summary>
    public string? PerpetratorUnknownSentence { get; init; }

    /// <summary>The sentence that corrects or withdraws an earlier report; null when none does.</summary>
    public string? CorrectionSentence { get; init; }

    /// <summary>
    /// Other events that the article tells of: what provoked the main one, or what it is compared with. Their figures
    /// are
    /// never those of the main event. In the order of the text.
    /// </summary>
    public IReadOnlyList<OtherEvent> OtherEvents { get; init; } = [];

    /// <summary>Indexes of sentences that look back at other events; they feed neither place, nor figures, nor
    /// roles.</summary>
    public IReadOnlyList<int> BackgroundSentences { get; init; } = [];
}
