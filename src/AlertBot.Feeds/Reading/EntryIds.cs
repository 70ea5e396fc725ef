using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Gives an identity to the entries that have none of their own.</summary>
internal static class EntryIds
{
    private const int HashBytes = 16;

    /// <summary>Replaces entries in place; their order and number stay.</summary>
    public static Repairs Assign(Entry[] entries)
    {
        var worthless = FindWorthless(entries);
        Dictionary<string, int>? taken = null;
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (entry.Id.Length > 0 && worthless?.Contains(entry.Id) != true) continue;
            taken ??= new Dictionary<string, int>(StringComparer.Ordinal);
            entries[i] = entry with { Id = Derive(entry, taken), IdDerived = true };
        }
        return worthless is null ? Repairs.None : Repairs.RepeatedId;
    }

    // An id under which different links stand is the feed's name, the day or a constant of the template, and no
    // identity.
    private static HashSet<string>? FindWorthless(Entry[] entries)
    {
        var linkById = new Dictionary<string, string?>(entries.Length, StringComparer.Ordinal);
        HashSet<string>? worthless = null;
        foreach (var entry in entries)
        {
            if (entry.Id.Length == 0 || linkById.TryAdd(entry.Id, entry.Link)) continue;
            if (string.Equals(linkById[entry.Id], entry.Link, StringComparison.Ordinal)) continue;
            worthless ??= new HashSet<string>(StringComparer.Ordinal);
            worthless.Add(entry.Id);
        }
        return worthless;
    }

    // The first of these that no other entry has; entries alike in everything are told apart by their order.
    private static string Derive(Entry entry, Dictionary<string, int> taken)
    {
        var titleAndDate = entry.PublishedUtc is { } date
            ? string.Create(CultureInfo.InvariantCulture, $"{entry.Title}\n{date.ToUnixTimeSeconds()}")
            : entry.Title ?? "";
        if (entry.Link is { } link && Take("link\n" + link, taken) is { } byLink) return byLink;
        var whole = $"{entry.Link}\n{titleAndDate}";
        if (whole.Length > 1 && Take("title\n" + whole, taken) is { } byTitle) return byTitle;
        var text = HashOf($"text\n{whole}\n{entry.Summary}\n{entry.Content}");
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(taken, text, out _);
        var number = ++count;
        return number == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}-{number}");
    }

    private static string? Take(string key, Dictionary<string, int> taken)
    {
        var id = HashOf(key);
        return taken.TryAdd(id, 1) ? id : null;
    }

    private static string HashOf(string key) =>
        "derived:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, HashBytes));
}
