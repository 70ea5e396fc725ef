using AlertBot.Incidents.Clustering;
using AlertBot.Watchlists;

namespace AlertBot.Incidents.Summaries;

/// <summary>How grave an incident is: points for what can be seen, each with its reason.</summary>
internal static class SeverityOf
{
    private const int MaxToll = 40;
    private const int MaxWatched = 25;
    private const int MaxWeapon = 10;
    private const int MaxReaction = 30;

    // Something that no kind describes is no event: its names alone must not raise an alarm.
    private const int MaxWithoutKind = 20;

    // Points for 1, 2, 3, … independent tellings: the second and third say more than the ninth.
    private static readonly int[] ReportPoints = [0, 4, 7, 9, 11, 12, 13, 14, 15];

    public static Severity Reckon(IncidentView view, Telling telling)
    {
        var parts = new List<SeverityReason>();
        AddToll(view, parts);
        AddWatched(view, telling, parts);
        AddWeapon(view, parts);
        AddEscalation(telling, parts);
        var reports = ReportPoints[Math.Min(view.Reports, ReportPoints.Length - 1)];
        parts.Add(new SeverityReason(SeverityReasonKind.Reports, reports) { Count = view.Reports });

        var reasons = parts.Where(p => p.Points > 0).OrderByDescending(p => p.Points).ToList();
        return Tempered(view, Math.Min(100, parts.Sum(p => p.Points)), reasons);
    }

    private static void AddToll(IncidentView view, List<SeverityReason> parts)
    {
        // Harm without intent weighs half: people watch for attacks.
        var share = view.Kind is EventKind.Accident or EventKind.Other or null ? 0.5 : 1;
        var killed = view.Killed?.Min ?? 0;
        var deaths = (int)Math.Min(MaxToll, Math.Round(9 * Math.Log2(1 + killed) * share));
        if (deaths > 0) parts.Add(Toll(SeverityReasonKind.Killed, deaths, killed, view.Killed!));
        var wounded = view.Wounded?.Min ?? 0;
        var injuries = (int)Math.Min(Math.Min(10, MaxToll - deaths), Math.Round(2 * Math.Log2(1 + wounded) * share));
        if (injuries > 0) parts.Add(Toll(SeverityReasonKind.Wounded, injuries, wounded, view.Wounded!));
    }

    private static SeverityReason Toll(SeverityReasonKind what, int points, int count, Figure figure) =>
        new(what, points) { Count = count, IsAtLeast = figure.Max != count };

    private static void AddWatched(IncidentView view, Telling telling, List<SeverityReason> parts)
    {
        var watched = view.Places.Select(p => (p.Name, p.Weight))
            .Concat(telling.Firsts.SelectMany(m => m.Facts.Actors).Where(a => a.Role != ActorRole.Mentioned)
                .Select(a => (a.Name, a.Weight)))
            .Where(w => w.Weight > 0).DistinctBy(w => w.Name, StringComparer.Ordinal)
            .OrderByDescending(w => w.Weight).ThenBy(w => w.Name, StringComparer.Ordinal).Take(2).ToList();
        var left = MaxWatched;
        for (var i = 0; i < watched.Count; i++)
        {
            // The second name adds to the picture, but the same attack is not twice as grave for having two.
            var points = Math.Min(left, i == 0 ? watched[i].Weight : watched[i].Weight / 2);
            left -= points;
            if (points > 0) parts.Add(new SeverityReason(SeverityReasonKind.Watched, points) { Name = watched[i].Name });
        }
    }

    private static void AddWeapon(IncidentView view, List<SeverityReason> parts)
    {
        var points = view.Kind switch
        {
            EventKind.Airstrike => 8,
            EventKind.RocketAttack or EventKind.DroneAttack or EventKind.Bombing or EventKind.ArmedAttack => 7,
            EventKind.MortarAttack or EventKind.Shelling or EventKind.IedAttack => 6,
            EventKind.Explosion or EventKind.ProtestViolence or EventKind.Threat => 4,
            _ => 0,
        };
        if (points == 0) return;
        var count = view.Munitions?.Count?.Min is { } known and > 1 ? known : 0;
        if (count > 0) points += (int)Math.Round(Math.Log2(count));
        parts.Add(new SeverityReason(SeverityReasonKind.Weapon, Math.Min(MaxWeapon, points))
        {
            Kind = view.Kind,
            Count = count,
            Munition = count > 0 ? view.Munitions!.Type : null,
        });
    }

    // A watched person or force that is hit, not only named, is what makes an attack a turn of events.
    private static void AddEscalation(Telling telling, List<SeverityReason> parts)
    {
        var hit = telling.Firsts.SelectMany(m => m.Facts.Actors)
            .Where(a => a.Role is ActorRole.Victim or ActorRole.Target && a.Weight > 0)
            .MaxBy(a => (a.Weight, a.Role == ActorRole.Victim));
        if (hit is null) return;
        var points = Math.Min(10, hit.Role == ActorRole.Victim ? hit.Weight / 2 : hit.Weight / 3);
        var what = hit.Role == ActorRole.Victim ? SeverityReasonKind.Victim : SeverityReasonKind.Target;
        parts.Add(new SeverityReason(what, points) { Name = hit.Name });
    }

    private static Severity Tempered(IncidentView view, int score, List<SeverityReason> reasons)
    {
        if (view.Status is FactStatus.Claimed or FactStatus.Unconfirmed) Scale(0.5, SeverityReasonKind.Unconfirmed);
        if (view.Status is FactStatus.Hypothetical) Scale(0.2, SeverityReasonKind.Hypothetical);
        if (view.Status is FactStatus.Historical) Scale(0.2, SeverityReasonKind.Historical);
        if (view.Status is FactStatus.Retracted || view.State == IncidentState.Retracted)
            Scale(0.2, SeverityReasonKind.Withdrawn);
        if (view.Kind is { } kind && KindFamilies.IsReaction(kind)) Limit(MaxReaction, SeverityReasonKind.Reaction);
        if (view.Kind is EventKind.FalseAlarm) Limit(MaxWithoutKind, SeverityReasonKind.FalseAlarm);
        if (view.Kind is null) Limit(MaxWithoutKind, SeverityReasonKind.NoEvent);
        return new Severity(score, reasons);

        void Scale(double factor, SeverityReasonKind reason)
        {
            score = (int)Math.Round(score * factor);
            reasons.Add(new SeverityReason(reason, 0));
        }

        void Limit(int most, SeverityReasonKind reason)
        {
            if (score <= most) return;
            score = most;
            reasons.Add(new SeverityReason(reason, 0));
        }
    }
}
