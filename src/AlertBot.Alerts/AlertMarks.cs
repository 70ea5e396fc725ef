namespace AlertBot.Alerts;

/// <summary>What people did with an alert, as it stands on it.</summary>
/// <param name="Acknowledged">Who has seen it, in the order in which they said so.</param>
/// <param name="Mute">The mute that keeps it quiet; null when none does.</param>
/// <param name="IsPublic">The channel is told no more than is safe: see <see cref="PublicView"/>.</param>
public sealed record AlertMarks(IReadOnlyList<Acknowledgement> Acknowledged, Mute? Mute, bool IsPublic)
{
    private const int ShownNames = 5;

    /// <summary>One line each; none when nothing was done.</summary>
    internal IEnumerable<string> Lines()
    {
        if (Acknowledged.Count > 0)
        {
            var more = Acknowledged.Count > ShownNames ? $" and {Acknowledged.Count - ShownNames} more" : "";
            yield return "Seen by " + string.Join(", ", Acknowledged.Take(ShownNames)
                .Select(a => $"{a.UserName} ({Wording.Of(a.AtUtc)})")) + more;
        }
        if (Mute is null) yield break;
        var until = Mute switch
        {
            { IsUntilChange: true, UntilUtc: { } end } => $" until it changes, at most until {Wording.Of(end)}",
            { IsUntilChange: true } => " until it changes",
            { UntilUtc: { } end } => $" until {Wording.Of(end)}",
            _ => "",
        };
        yield return $"Muted by {Mute.By}{until}";
    }
}
