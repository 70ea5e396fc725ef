using System.Globalization;
using AlertBot.Incidents.Clustering;
using AlertBot.Watchlists;

namespace AlertBot.Incidents;

/// <summary>Says what became different between two views of one incident.</summary>
public static class IncidentChanges
{
    private static readonly int[] DeathSteps = [1, 3, 5, 10, 20, 50, 100];

    /// <summary>The changes that people are told of, weightiest first; empty when an edit is enough.</summary>
    public static IReadOnlyList<NamedChange> Between(IncidentView before, IncidentView after)
    {
        var found = new List<NamedChange?>
        {
            Retraction(before, after), Correction(before, after), SeverityUp(before, after), Deaths(before, after),
            First(before, after, ActorRole.Claimed, NamedChangeKind.FirstClaim, "Claimed by"),
            First(before, after, ActorRole.Denied, NamedChangeKind.FirstDenial, "Denied by"), NewPlace(before, after),
        };
        return [.. found.OfType<NamedChange>()];
    }

    private static NamedChange? Retraction(IncidentView before, IncidentView after) => (before.State, after.State) switch
    {
        (IncidentState.Retracted, IncidentState.Open) =>
            new NamedChange(NamedChangeKind.Retraction, "Stands again: it is withdrawn no more", null),
        (not IncidentState.Retracted, IncidentState.Retracted) => new NamedChange(
            NamedChangeKind.Retraction, "Withdrawn: " + (after.RetractedWhy ?? "its sources took it back"), null),
        _ => null,
    };

    private static NamedChange? Correction(IncidentView before, IncidentView after)
    {
        if (before.Killed?.Min is { } was && after.Killed is { Max: { } most } && most < was)
        {
            return new NamedChange(NamedChangeKind.Correction,
                $"Deaths corrected: {Count(after.Killed)} (was {Count(before.Killed)})",
                after.CorrectionSource ?? after.KilledSource);
        }

        return after.CorrectionSentence is { } sentence && sentence != before.CorrectionSentence
            ? new NamedChange(NamedChangeKind.Correction, "Corrected: " + sentence, after.CorrectionSource)
            : null;
    }

    private static NamedChange? SeverityUp(IncidentView before, IncidentView after) =>
        after.Severity.Level > before.Severity.Level
            ? new NamedChange(NamedChangeKind.SeverityUp,
                $"Severity: {after.Severity.Level} (was {before.Severity.Level})", null)
            : null;

    private static NamedChange? Deaths(IncidentView before, IncidentView after)
    {
        var (was, now) = (before.Killed?.Min ?? 0, after.Killed?.Min ?? 0);
        return Array.Exists(DeathSteps, step => was < step && step <= now)
            ? new NamedChange(NamedChangeKind.DeathsStep,
                $"Deaths: {Count(after.Killed!)}"
                    + (before.Killed is { } old ? $" (was {Count(old)})" : ""), after.KilledSource)
            : null;
    }

    private static NamedChange? First(
        IncidentView before, IncidentView after, ActorRole role, NamedChangeKind kind, string words) =>
        before.Ledger.Any(e => e.Role == role) || after.Ledger.FirstOrDefault(e => e.Role == role) is not { } entry
            ? null : new NamedChange(kind, $"{words} {entry.Name}", entry.Source);

    // A wider name for a place that is known, or one beside it, tells nothing new.
    private static NamedChange? NewPlace(IncidentView before, IncidentView after)
    {
        var place = after.Places.FirstOrDefault(p => p.Precision != PlacePrecision.Country
            && !before.Places.Any(known => known.PlaceId == p.PlaceId || known.Within.Contains(p.PlaceId)
                || (known.Precision >= p.Precision && PlaceFit.Between(known, p) > 0)));
        return place is null ? null : new NamedChange(NamedChangeKind.NewPlace, $"Place: {place.Name}", null);
    }

    private static string Count(Figure figure) => figure switch
    {
        { Min: { } min, Max: { } max } when min == max => min.ToString(CultureInfo.InvariantCulture),
        { Max: null } => string.Create(CultureInfo.InvariantCulture, $"at least {figure.Min ?? 0}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{figure.Min ?? 0} to {figure.Max}"),
    };
}
