using System.Globalization;
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
        var parts = new List<(int Points, string Reason)>();
        AddToll(view, parts);
        AddWatched(view, telling, parts);
        AddWeapon(view, parts);
        AddEscalation(telling, parts);
        var reports = ReportPoints[Math.Min(view.Reports, ReportPoints.Length - 1)];
        parts.Add((reports, view.Reports == 1 ? "1 report" : $"{view.Reports} independent reports"));

        var reasons = parts.Where(p => p.Points > 0).OrderByDescending(p => p.Points)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Reason} (+{p.Points})")).ToList();
        return Tempered(view, Math.Min(100, parts.Sum(p => p.Points)), reasons);
    }

    private static void AddToll(IncidentView view, List<(int Points, string Reason)> parts)
    {
        // Harm without intent weighs half: people watch for attacks.
        var share = view.Kind is EventKind.Accident or EventKind.Other or null ? 0.5 : 1;
        var killed = view.Killed?.Min ?? 0;
        var deaths = (int)Math.Min(MaxToll, Math.Round(9 * Math.Log2(1 + killed) * share));
        if (deaths > 0) parts.Add((deaths, (view.Killed!.Max == killed ? "" : "at least ") + $"{killed} killed"));
        var wounded = view.Wounded?.Min ?? 0;
        var injuries = (int)Math.Min(Math.Min(10, MaxToll - deaths), Math.Round(2 * Math.Log2(1 + wounded) * share));
        if (injuries > 0)
            parts.Add((injuries, (view.Wounded!.Max == wounded ? "" : "at least ") + $"{wounded} wounded"));
    }

    private static void AddWatched(IncidentView view, Telling telling, List<(int Points, string Reason)> parts)
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
            if (points > 0) parts.Add((points, "watched: " + watched[i].Name));
        }
    }

    private static void AddWeapon(IncidentView view, List<(int Points, string Reason)> parts)
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
        var reason = view.Kind!.Value.Word().Replace('_', ' ');
        if (view.Munitions is { Count.Min: { } count and > 1 } munitions)
        {
            points += (int)Math.Round(Math.Log2(count));
            reason += $" with {count} {munitions.Type ?? "munition"}s";
        }

        parts.Add((Math.Min(MaxWeapon, points), reason));
    }

    // A watched person or force that is hit, not only named, is what makes an attack a turn of events.
    private static void AddEscalation(Telling telling, List<(int Points, string Reason)> parts)
    {
        var hit = telling.Firsts.SelectMany(m => m.Facts.Actors)
            .Where(a => a.Role is ActorRole.Victim or ActorRole.Target && a.Weight > 0)
            .MaxBy(a => (a.Weight, a.Role == ActorRole.Victim));
        if (hit is null) return;
        var points = Math.Min(10, hit.Role == ActorRole.Victim ? hit.Weight / 2 : hit.Weight / 3);
        parts.Add((points, $"{(hit.Role == ActorRole.Victim ? "among the victims" : "aimed at")}: {hit.Name}"));
    }

    private static Severity Tempered(IncidentView view, int score, List<string> reasons)
    {
        if (view.Status is FactStatus.Claimed or FactStatus.Unconfirmed) Scale(0.5, "not confirmed: half");
        if (view.Status is FactStatus.Hypothetical) Scale(0.2, "has not happened: a fifth");
        if (view.Status is FactStatus.Historical) Scale(0.2, "a look back: a fifth");
        if (view.Status is FactStatus.Retracted || view.State == IncidentState.Retracted)
            Scale(0.2, "withdrawn: a fifth");
        if (view.Kind is { } kind && KindFamilies.IsReaction(kind)) Limit(MaxReaction, "words or mourning: 30 at most");
        if (view.Kind is EventKind.FalseAlarm) Limit(MaxWithoutKind, "false alarm: 20 at most");
        if (view.Kind is null) Limit(MaxWithoutKind, "no event: 20 at most");
        return new Severity(score, reasons);

        void Scale(double factor, string reason)
        {
            score = (int)Math.Round(score * factor);
            reasons.Add(reason);
        }

        void Limit(int most, string reason)
        {
            if (score <= most) return;
            score = most;
            reasons.Add(reason);
        }
    }
}
