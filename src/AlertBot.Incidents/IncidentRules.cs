namespace AlertBot.Incidents;

/// <summary>By what articles join, and how long an incident stays open.</summary>
public sealed record IncidentRules
{
    /// <summary>The rules that the program ships with.</summary>
    public static IncidentRules Default { get; } = new();

    /// <summary>An incident that got no article for so long takes no more.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(72);

    /// <summary>
    /// Whether incidents that take no more are let go at once. False where articles come in no order of time: then only
    /// <see cref="MaxHeldArticles"/> ends them.
    /// </summary>
    public bool LetsGoByAge { get; init; } = true;

    /// <summary>
    /// The most articles held, some nine kilobytes each. Beyond it incidents go, those first that match no rule of any
    /// topic, and
    /// of these the ones that were quiet for longest; they stay in the store and can be asked for.
    /// </summary>
    public int MaxHeldArticles { get; init; } = 4_000;

    /// <summary>How many incidents an article is compared with in full.</summary>
    public int MaxCandidates { get; init; } = 12;

    /// <summary>Terms in more than this share of the incidents find none. From 0 to 1.</summary>
    public double MaxTermShare { get; init; } = 0.15;

    /// <summary>What the score counts.</summary>
    public JoinWeights Weights { get; init; } = new();

    /// <summary>Least score to join when article and incident both say what happened and where.</summary>
    public float JoinWithSignature { get; init; } = 0.40f;

    /// <summary>Least score to join when one of them does not.</summary>
    public float JoinByText { get; init; } = 0.25f;

    /// <summary>Least score to join for an article that is a headline only.</summary>
    public float JoinByHeadline { get; init; } = 0.14f;

    /// <summary>So far below the least score an incident is named as possibly related.</summary>
    public float GreyBand { get; init; } = 0.05f;

    /// <summary>How far back the repair looks for twins and mixed incidents.</summary>
    public TimeSpan RepairWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Least score at which two incidents are twins. More than for joining: a wrong merge is seen by all.
    /// </summary>
    public float MergeScore { get; init; } = 0.55f;
}

/// <summary>What each part of the evidence adds to the score that an article is about an incident.</summary>
public sealed record JoinWeights
{
    /// <summary>Cosine of the words.</summary>
    public float Text { get; init; } = 0.50f;

    /// <summary>Cosine of the words to the nearest article.</summary>
    public float Nearest { get; init; } = 0.10f;

    /// <summary>Cosine to the nearest headline.</summary>
    public float Title { get; init; } = 0.20f;

    /// <summary>Cosine of the names.</summary>
    public float Entities { get; init; } = 0.20f;

    /// <summary>In place of words and headline where the languages differ but the facts agree.</summary>
    public float OtherLanguage { get; init; } = 0.35f;

    /// <summary>
    /// The least that words and headline count where three facts agree, place and kind not contradicting.
    /// </summary>
    public float OtherWords { get; init; } = 0.30f;

    /// <summary>
    /// Share of what speaks against where one side does not say what and where: its facts are guesses. 0 to 1.
    /// </summary>
    public float WithoutSignature { get; init; } = 0.5f;

    /// <summary>The same place.</summary>
    public float Place { get; init; } = 0.051f;

    /// <summary>Another place that is not ruled out.</summary>
    public float PlaceAgainst { get; init; } = 0.150f;

    /// <summary>The same kind of event.</summary>
    public float Kind { get; init; } = 0.047f;

    /// <summary>Another kind of event.</summary>
    public float KindAgainst { get; init; } = 0.248f;

    /// <summary>The same day.</summary>
    public float Day { get; init; } = 0.076f;

    /// <summary>Another day.</summary>
    public float DayAgainst { get; init; } = 0.300f;

    /// <summary>The day before or after.</summary>
    public float NextDayAgainst { get; init; } = 0.070f;

    /// <summary>The same number of rockets.</summary>
    public float Munitions { get; init; } = 0.138f;

    /// <summary>Another number of rockets.</summary>
    public float MunitionsAgainst { get; init; } = 0.467f;

    /// <summary>The same toll.</summary>
    public float Toll { get; init; } = 0.043f;

    /// <summary>Deaths that do not follow from those known; wounded weigh half, being counted less well.</summary>
    public float TollAgainst { get; init; } = 0.146f;

    /// <summary>The same actor in the same part.</summary>
    public float Roles { get; init; } = 0.080f;

    /// <summary>Another actor in the part.</summary>
    public float RolesAgainst { get; init; } = 0.108f;

    /// <summary>After so many hours without a report the score is half of what it was.</summary>
    public float HalfLifeHours { get; init; } = 24;
}
