using System.Runtime.InteropServices;

namespace AlertBot.Feeds.Reading;

/// <summary>A text and what competes with it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Ranked
{
    /// <summary>The best so far; null when nothing was offered.</summary>
    public string? Value { get; private set; }

    /// <summary>Base address in whose scope it stood.</summary>
    public string? Base { get; private set; }

    /// <summary>Language in whose scope it stood; empty when expressly none, null when nothing was said.</summary>
    public string? Language { get; private set; }

    private int Rank { get; set; }

    /// <summary>Takes the value if it is the first or ranks above what is there.</summary>
    public void Offer(string? value, int rank, string? baseAddress = null, string? language = null)
    {
        if (string.IsNullOrEmpty(value) || (Value is not null && rank <= Rank)) return;
        (Value, Rank, Base, Language) = (value, rank, baseAddress, language);
    }

    /// <summary>As <see cref="Offer"/>, but an address that leads nowhere gives way to any other.</summary>
    public void OfferAddress(string? address, int rank, string? baseAddress = null)
    {
        const int LastRank = -1_000;
        Offer(address, address is not null && Address.LeadsNowhere(address) ? LastRank : rank, baseAddress);
    }

    /// <summary>As <see cref="Offer"/>, but of equals all are kept: an entry may have several authors.</summary>
    public void OfferAlso(string? value, int rank)
    {
        const int MaxChars = 1_000;
        if (string.IsNullOrEmpty(value)) return;
        if (Value is null || rank != Rank) Offer(value, rank);
        else if (Value.Length < MaxChars && !Value.Contains(value, StringComparison.Ordinal)) Value += ", " + value;
    }
}

/// <summary>An instant and what competes with it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RankedInstant
{
    public DateTimeOffset? Value { get; private set; }

    private int Rank { get; set; }

    public void Offer(DateTimeOffset? value, int rank)
    {
        if (value is null || (Value is not null && rank <= Rank)) return;
        (Value, Rank) = (value, rank);
    }
}

/// <summary>A file as the document wrote it.</summary>
internal sealed record EnclosureDraft(string Url, string? Base, string? Type, long? LengthBytes);

/// <summary>What feed and entry have in common while they are read.</summary>
internal abstract class Draft
{
    /// <summary>Elements of one entry, or of the feed itself, that are understood; no real one comes near.</summary>
    public const int MaxFields = 5_000;

    public const int MaxCategories = 200;
    public const int MaxCategoryChars = 500;

    public Ranked Title;
    public Ranked Link;
    public Ranked Id;
    public Ranked Summary;
    public Ranked Author;
    public Ranked Language;
    public Ranked Image;
    public RankedInstant Updated;

    /// <summary>Language in the scope of the element itself; empty when expressly none, null when nothing was
    /// said.</summary>
    public string? ScopeLanguage { get; set; }

    /// <summary>How many elements were understood so far.</summary>
    public int Fields { get; set; }

    public List<string>? Categories { get; private set; }

    public void AddCategory(string? name)
    {
        if (string.IsNullOrEmpty(name)) return;
        if (name.Length > MaxCategoryChars) name = Cut(name);
        Categories ??= [];
        if (Categories.Count < MaxCategories && !Categories.Contains(name, StringComparer.Ordinal))
            Categories.Add(name);
    }

    // Neither half a character nor a blank may end what is left.
    private static string Cut(string name)
    {
        var length = char.IsHighSurrogate(name[MaxCategoryChars - 1]) ? MaxCategoryChars - 1 : MaxCategoryChars;
        return name.AsSpan(0, length).TrimEnd().ToString();
    }
}

/// <summary>An entry while it is read.</summary>
internal sealed class EntryDraft : Draft
{
    private const int MaxEnclosures = 200;

    public Ranked Content;
    public Ranked SourceTitle;
    public RankedInstant Published;

    /// <summary>A second short text: where the document gives no long one, one of the two is it.</summary>
    public Ranked OtherSummary;

    /// <summary>Rank of the short text that won so far.</summary>
    public int SummaryRank { get; set; }

    /// <summary>The short text that won stood behind another of its kind.</summary>
    public bool IsSummarySecond { get; set; }

    public List<EnclosureDraft>? Enclosures { get; private set; }

    public void AddEnclosure(EnclosureDraft enclosure)
    {
        Enclosures ??= [];
        if (Enclosures.Count < MaxEnclosures && !Enclosures.Exists(e => e.Url == enclosure.Url))
            Enclosures.Add(enclosure);
    }
}

/// <summary>A feed while it is read.</summary>
internal sealed class FeedDraft : Draft
{
    private const int MaxHubs = 5;

    public Ranked SelfLink;
    public Ranked NextLink;

    public List<Ranked> Hubs { get; } = [];

    public SortedSet<int> SkipHours { get; } = [];

    public SortedSet<DayOfWeek> SkipDays { get; } = [];

    public int? TtlMinutes { get; set; }

    public TimeSpan? UpdatePeriod { get; set; }

    public int? UpdateFrequency { get; set; }

    public void AddHub(string href, string? baseAddress)
    {
        if (Hubs.Count >= MaxHubs) return;
        var hub = default(Ranked);
        hub.Offer(href, 1, baseAddress);
        Hubs.Add(hub);
    }
}
