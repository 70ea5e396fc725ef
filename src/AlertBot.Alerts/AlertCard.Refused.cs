using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <content>What somebody is told whose request could not be met.</content>
public static partial class AlertCard
{
    /// <summary>That it was not done, why, and what to do next.</summary>
    /// <remarks>Numbers and the asker's own words alone: it may stand where anybody reads.</remarks>
    public static Message Refused(Texts texts, RefusedRequest refused, Asker asker)
    {
        var what = $"/{asker.Command} {refused.Subject}".TrimEnd();
        var (next, line, button) = Next(refused);
        return In(texts, Chat.Tone.Problem,
        [
            new Block.Headline(
                0, texts["alerts.label.refused"], new Span(texts.Isolated(what), IsStrong: true), null),
            new Block.Paragraph(0,
            [
                texts.Of("alerts.refused.why", ("name", asker.UserName), ("why", Why(texts, refused))),
            ]),
            new Block.Paragraph(0, [texts.Of(next, ("line", line))]),
            new Block.Actions(1, [new ActionButton(texts[button], line)]),
        ]);
    }

    private static string Why(Texts texts, RefusedRequest refused) => refused switch
    {
        { Why: RefusalReason.Merged, CarriesOn: { } winner } => texts.Of(
            "alerts.refused.merged", ("number", refused.Number), ("winner", winner)),
        { Why: RefusalReason.Merged } => texts.Of("alerts.refused.merged.unnamed", ("number", refused.Number)),
        { Why: RefusalReason.Closed } => texts.Of("alerts.refused.closed", ("number", refused.Number)),
        { Why: RefusalReason.NoIncident } => texts.Of("alerts.refused.noincident", ("number", refused.Number)),
        { Why: RefusalReason.Withdrawn } => texts.Of("alerts.refused.withdrawn", ("number", refused.Number)),
        { Why: RefusalReason.NotWithdrawn } => texts.Of("alerts.refused.stands", ("number", refused.Number)),
        { Why: RefusalReason.Itself } => texts["alerts.refused.itself"],
        { Why: RefusalReason.NoneOfThem } => texts.Of("alerts.refused.none", ("number", refused.Number)),
        { Why: RefusalReason.AllOfThem } => texts.Of("alerts.refused.all", ("number", refused.Number)),
        { Why: RefusalReason.NoArticle } => texts["alerts.refused.noarticle"],
        { Why: RefusalReason.ThereAlready } => texts.Of("alerts.refused.there", ("number", refused.Number)),
        { Why: RefusalReason.NoAlert } => texts.Of("alerts.refused.noalert", ("number", refused.Number)),
        { Why: RefusalReason.TimeOver } => texts["alerts.refused.timeover"],
        _ => texts["alerts.refused.nomute"],
    };

    // A line that can be typed, or pressed, as it stands.
    private static (string Text, string Line, string Button) Next(RefusedRequest refused) => refused switch
    {
        { Why: RefusalReason.Merged, CarriesOn: { } winner } =>
            ("alerts.refused.next.winner", $"/incident {winner}", "alerts.button.details"),
        { Why: RefusalReason.NoneOfThem or RefusalReason.AllOfThem } =>
            ("alerts.refused.next.sources", $"/incident {refused.Number} sources", "alerts.button.sources"),
        { Why: RefusalReason.TimeOver or RefusalReason.NoMute } =>
            ("alerts.refused.next.mutes", "/mute", "alerts.button.mutes"),
        { Why: RefusalReason.NoIncident or RefusalReason.NoArticle or RefusalReason.Itself or RefusalReason.Merged } =>
            ("alerts.refused.next.list", "/incidents", "alerts.button.list"),
        _ => ("alerts.refused.next.look", $"/incident {refused.Number}", "alerts.button.details"),
    };
}
