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
            Retraction(before, after), Correction(before, after), ClaimWithdrawn(before, after),
            SeverityUp(before, after), Deaths(before, after),
            First(before, after, ActorRole.Claimed, NamedChangeKind.FirstClaim),
            First(before, after, ActorRole.Denied, NamedChangeKind.FirstDenial), NewPlace(before, after),
        };
        return [.. found.OfType<NamedChange>()];
    }

    private static NamedChange? Retraction(IncidentView before, IncidentView after) => (before.State, after.State) switch
    {
        (IncidentState.Retracted, IncidentState.Open) =>
            new NamedChange(NamedChangeKind.Retraction, null) { IsRestored = true },
        (not IncidentState.Retracted, IncidentState.Retracted) => new NamedChange(NamedChangeKind.Retraction, null)
        {
            Quote = after.RetractedWhy,
            QuoteLanguage = after.RetractedLanguage,
        },
        _ => null,
    };

    private static NamedChange? Correction(IncidentView before, IncidentView after)
    {
        if (before.Killed is { Min: { } was } old && after.Killed is { Max: { } most } now && most < was)
        {
            return new NamedChange(NamedChangeKind.Correction, after.CorrectionSource ?? after.KilledSource)
            {
                Deaths = NumberRange.Of(now),
                WasDeaths = NumberRange.Of(old),
            };
        }

        // Nobody tells of the dead any more: whoever reads on must not go on believing it.
        if (before.Killed is { Min: > 0 } gone && after.Killed is null or { Min: null, Max: null } && IsOpen(after))
            return new NamedChange(NamedChangeKind.Correction, after.CorrectionSource) { WasDeaths = NumberRange.Of(gone) };

        return after.CorrectionSentence is { } sentence && sentence != before.CorrectionSentence
            ? new NamedChange(NamedChangeKind.Correction, after.CorrectionSource)
            {
                Quote = sentence,
                QuoteLanguage = after.CorrectionSource is { } source ? after.Sources[source - 1].Language : null,
            }
            : null;
    }

    // A claim that became a certainty is no claim withdrawn.
    private static NamedChange? ClaimWithdrawn(IncidentView before, IncidentView after) =>
        IsOpen(after) && before.Ledger.FirstOrDefault(e => e.Role == ActorRole.Claimed) is { } claim
        && !after.Ledger.Any(e => e.Role == ActorRole.Claimed || (e.Role == ActorRole.Confirmed && e.Name == claim.Name))
            ? new NamedChange(NamedChangeKind.Correction, after.CorrectionSource) { Name = claim.Name }
            : null;

    private static bool IsOpen(IncidentView view) => view.State == IncidentState.Open;

    private static NamedChange? SeverityUp(IncidentView before, IncidentView after) =>
        after.Severity.Level > before.Severity.Level
            ? new NamedChange(NamedChangeKind.SeverityUp, null)
            {
                Level = after.Severity.Level,
                WasLevel = before.Severity.Level,
            }
            : null;

    private static NamedChange? Deaths(IncidentView before, IncidentView after)
    {
        var (was, now) = (before.Killed?.Min ?? 0, after.Killed?.Min ?? 0);
        return Array.Exists(DeathSteps, step => was < step && step <= now)
            ? new NamedChange(NamedChangeKind.DeathsStep, after.KilledSource)
            {
                Deaths = NumberRange.Of(after.Killed!),
                WasDeaths = before.Killed is { } old ? NumberRange.Of(old) : null,
            }
            : null;
    }

    private static NamedChange? First(
        IncidentView before, IncidentView after, ActorRole role, NamedChangeKind kind) =>
        before.Ledger.Any(e => e.Role == role) || after.Ledger.FirstOrDefault(e => e.Role == role) is not { } entry
            ? null : new NamedChange(kind, entry.Source) { Name = entry.Name };

    // A wider name for a place that is known, or one beside it, tells nothing new.
    private static NamedChange? NewPlace(IncidentView before, IncidentView after)
    {
        var place = after.Places.FirstOrDefault(p => p.Precision != PlacePrecision.Country
            && !before.Places.Any(known => known.PlaceId == p.PlaceId || known.Within.Contains(p.PlaceId)
                || (known.Precision >= p.Precision && PlaceFit.Between(known, p) > 0)));
        return place is null ? null : new NamedChange(NamedChangeKind.NewPlace, null) { Name = place.Name };
    }
}
