using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>What people did with an alert, as it stands on it.</summary>
/// <param name="Acknowledged">Who has seen it, in the order in which they said so.</param>
/// <param name="Mute">The mute that keeps it quiet; null when none does.</param>
/// <param name="IsPublic">The channel is told no more than is safe: see <see cref="PublicView"/>.</param>
public sealed record AlertMarks(IReadOnlyList<Acknowledgement> Acknowledged, Mute? Mute, bool IsPublic)
{
    private const int ShownNames = 5;

    /// <summary>One line each; none when nothing was done.</summary>
    internal IEnumerable<string> Lines(Texts texts)
    {
        if (Acknowledged.Count > 0) yield return Seen(texts);
        if (Mute is null) yield break;
        yield return Mute switch
        {
            { IsUntilChange: true, UntilUtc: { } end } =>
                texts.Of("alerts.muted.limited", ("by", Mute.By), ("at", texts.Of(end))),
            { IsUntilChange: true } => texts.Of("alerts.muted.change", ("by", Mute.By)),
            { UntilUtc: { } end } => texts.Of("alerts.muted.until", ("by", Mute.By), ("at", texts.Of(end))),
            _ => texts.Of("alerts.muted", ("by", Mute.By)),
        };
    }

    private string Seen(Texts texts)
    {
        var names = texts.Joined(Acknowledged.Take(ShownNames)
            .Select(a => texts.Of("alerts.seen.name", ("name", a.UserName), ("at", texts.Of(a.AtUtc)))));
        return Acknowledged.Count <= ShownNames
            ? texts.Of("alerts.seen", ("names", names))
            : texts.Of("alerts.seen.more", ("names", names),
                ("more", texts.Count("chat.more", Acknowledged.Count - ShownNames)));
    }
}
