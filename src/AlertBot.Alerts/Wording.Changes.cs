using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Alerts;

/// <content>What changed, and why it is grave.</content>
public static partial class Wording
{
    /// <summary>For example "Deaths: at least 3 (was 2)".</summary>
    public static string Of(this Texts texts, NamedChange change) => change switch
    {
        { Kind: NamedChangeKind.SeverityUp } => texts.Of(
            "alerts.change.severity", ("level", texts.Of(change.Level ?? SeverityLevel.Low)),
            ("was", texts.Of(change.WasLevel ?? SeverityLevel.Low))),
        { Kind: NamedChangeKind.FirstClaim } => texts.Of("alerts.change.claimed", ("name", change.Name)),
        { Kind: NamedChangeKind.FirstDenial } => texts.Of("alerts.change.denied", ("name", change.Name)),
        { Kind: NamedChangeKind.NewPlace } => texts.Of("alerts.change.place", ("name", change.Name)),
        { Kind: NamedChangeKind.Retraction, IsRestored: true } => texts["alerts.change.stands"],
        { Kind: NamedChangeKind.Retraction, Quote: { } why } =>
            texts.Of("alerts.withdrawn", ("why", texts.Quote(why, change.QuoteLanguage))),
        { Kind: NamedChangeKind.Retraction } => texts["alerts.change.withdrawn"],
        { Kind: NamedChangeKind.Moved } => texts.Of("alerts.change.moved", ("number", change.Name)),
        { Kind: NamedChangeKind.Correction, Deaths: null, WasDeaths: { } gone } => texts.Of(
            "alerts.change.deaths.withdrawn", ("was", Of(texts, gone))),
        { Kind: NamedChangeKind.Correction, Deaths: null, Name: { } who } => texts.Of(
            "alerts.change.claim.withdrawn", ("name", who)),
        { Kind: NamedChangeKind.Correction, Deaths: null } => texts.Corrected(change.Quote ?? "", change.QuoteLanguage),
        { Deaths: { } now, WasDeaths: { } was } => texts.Of(
            change.Kind == NamedChangeKind.Correction ? "alerts.change.deaths.corrected" : "alerts.change.deaths.was",
            ("now", Of(texts, now)), ("was", Of(texts, was))),
        _ => texts.Of("alerts.change.deaths", ("now", change.Deaths is { } now ? Of(texts, now) : null)),
    };

    /// <summary>The same of a stored line, as an older version wrote it where it did.</summary>
    public static string Of(this Texts texts, AlertChange change) =>
        change.Change is { } named ? texts.Of(named)
            : change.IsFollowed ? texts["alerts.followed"] : change.Text ?? "";

    /// <summary>For example "3 killed (+18)".</summary>
    public static string Of(this Texts texts, SeverityReason reason)
    {
        var words = Words(texts, reason);
        return reason.Points > 0 ? texts.Count("alerts.reason.points", reason.Points, ("reason", words)) : words;
    }

    /// <summary>The same in English, for other programs, whatever people read.</summary>
    public static string InEnglish(this SeverityReason reason) => AlertTexts.Book.For(TextBook.English).Of(reason);

    /// <summary>For example "Corrected: Two people were killed, not three." A sentence that is withheld is empty.</summary>
    internal static string Corrected(this Texts texts, string sentence, string? language) => sentence.Length == 0
        ? texts["alerts.corrected.withheld"]
        : texts.Of("alerts.corrected", ("sentence", texts.Quote(sentence, language)));

    private static string Words(Texts texts, SeverityReason reason) => reason.What switch
    {
        SeverityReasonKind.Killed => AtLeast(texts, reason, "alerts.reason.killed"),
        SeverityReasonKind.Wounded => AtLeast(texts, reason, "alerts.reason.wounded"),
        SeverityReasonKind.Watched => texts.Of("alerts.reason.watched", ("name", reason.Name)),
        SeverityReasonKind.Victim => texts.Of("alerts.reason.victim", ("name", reason.Name)),
        SeverityReasonKind.Target => texts.Of("alerts.reason.target", ("name", reason.Name)),
        SeverityReasonKind.Weapon when reason.Count == 0 => texts.Of(reason.Kind),
        SeverityReasonKind.Weapon => texts.Of(
            "alerts.reason.munitions", ("kind", texts.Of(reason.Kind)),
            ("things", reason.Munition is { } type
                ? texts.Of(new Munitions(new Figure(reason.Count, reason.Count, FigureQualifier.Exact, null, ""), type))
                : texts.Count("alerts.munition.any", reason.Count))),
        SeverityReasonKind.Reports when reason.Count == 1 => texts["alerts.reason.report"],
        SeverityReasonKind.Reports => texts.Count("alerts.reports", reason.Count),
        _ => texts[$"alerts.reason.{Key(reason.What)}"],
    };

    private static string AtLeast(Texts texts, SeverityReason reason, string key)
    {
        var counted = texts.Count(key, reason.Count);
        return reason.IsAtLeast ? texts.Of("alerts.figure.at-least", ("count", counted)) : counted;
    }

    private static string Of(Texts texts, NumberRange range) => range switch
    {
        { Min: { } min, Max: { } max } when min == max => min.ToString(CultureInfo.InvariantCulture),
        { Max: null } => texts.Of("alerts.figure.at-least", ("count", range.Min ?? 0)),
        _ => texts.Of("alerts.figure.range", ("min", range.Min ?? 0), ("max", range.Max)),
    };
}
