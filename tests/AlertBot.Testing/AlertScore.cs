namespace AlertBot.Testing;

/// <summary>What was alerted, held against what happened.</summary>
public static class AlertScore
{
    /// <summary>
    /// Everything that is not as it should be, one line each; empty when every event has one alert, whole and pure.
    /// </summary>
    /// <param name="events">The items of each event; items of none are unrelated.</param>
    /// <param name="itemsOf">
    /// The items of each incident at the end, by its number; merged ones are not among them.
    /// </param>
    /// <param name="alerts">The incident of every alert, as often as it was alerted.</param>
    public static IEnumerable<string> Faults(
        IReadOnlyDictionary<string, IReadOnlyList<string>> events,
        IReadOnlyDictionary<long, HashSet<string>> itemsOf, IReadOnlyList<long> alerts)
    {
        foreach (var twice in alerts.GroupBy(n => n).Where(g => g.Count() > 1))
            yield return $"#{twice.Key} was alerted {twice.Count()} times";
        foreach (var number in alerts.Distinct())
            if (Purity(number) is { } fault) yield return fault;
        foreach (var (name, items) in events)
        {
            var parts = itemsOf.Where(i => i.Value.Overlaps(items)).ToList();
            if (parts.Count != 1)
                yield return $"{name} is split: {string.Join("; ", parts.Select(p => $"#{p.Key} {Listed(p.Value)}"))}";
            if (!parts.Exists(p => alerts.Contains(p.Key))) yield return $"{name} was not alerted";
        }

        string? Purity(long number)
        {
            if (!itemsOf.TryGetValue(number, out var items)) return $"#{number} was alerted and then merged into another";
            var told = items.Select(EventOf).Distinct(StringComparer.Ordinal).ToList();
            if (told.Count > 1) return $"#{number} mixes {string.Join(", ", told.Order(StringComparer.Ordinal))}: {Listed(items)}";
            return told[0] == "unrelated" ? $"#{number} is unrelated and was alerted: {Listed(items)}" : null;
        }

        string EventOf(string item) => events.FirstOrDefault(e => e.Value.Contains(item)).Key ?? "unrelated";

        static string Listed(HashSet<string> items) => string.Join(' ', items.Order(StringComparer.Ordinal));
    }
}
