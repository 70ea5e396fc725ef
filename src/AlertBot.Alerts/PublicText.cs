using System.Text.RegularExpressions;
using AlertBot.Watchlists;

namespace AlertBot.Alerts;

/// <summary>Tells which texts and links are safe where anybody reads. Pure. In doubt it says no.</summary>
/// <param name="watched">Knows the names of places and actors.</param>
/// <param name="victims">Names of those who were hurt, as the sources have them.</param>
internal sealed partial class PublicText(WatchlistIndex watched, IReadOnlyList<string> victims)
{
    // In linear time: what stands in feeds is not to be trusted.
    private const RegexOptions Matching = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    // Capitals that name neither a person nor a place to be kept back.
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "I", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February",
        "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "GMT",
        "UTC", "US", "UK", "EU", "UN", "NATO", "American", "British", "French", "German", "Iranian", "Iraqi",
        "Israeli", "Kurdish", "Lebanese", "Russian", "Saudi", "Syrian", "Turkish", "Yemeni", "Arab", "Sunni", "Shia",
        "Shiite", "Katyusha", "Pentagon", "The", "Coalition", "Ministry", "Interior", "Defence", "Defense", "Foreign",
        "Health", "Army", "Security", "Forces", "Parliament", "State", "Department", "Government", "United", "States",
        "Nations",
    };

    private static readonly string[] MediaHosts =
    [
        "youtube.com", "youtu.be", "t.me", "telegram.me", "tiktok.com", "instagram.com", "x.com", "twitter.com",
        "liveleak.com",
    ];

    /// <summary>Whether a text names no exact place, no victim, nobody unknown, and shows nothing graphic.</summary>
    public bool IsSafe(string text)
    {
        if (text.Length == 0) return true;
        if (!IsPlain(text)) return false;
        var named = watched.Names(TextFolder.Fold("", text));
        var hits = Hits(named);
        if (!hits.TrueForAll(IsHarmless)) return false;
        var known = hits.SelectMany(h => Enumerable.Range(h.FirstToken, h.TokenCount)).ToHashSet();
        return !named.Text.Tokens.Where((token, i) => !known.Contains(i) && IsUnknownName(named.Text, token, i)).Any();
    }

    /// <summary>The link when neither its words nor what is behind it can harm; else null.</summary>
    public Uri? Safe(Uri? link, string title)
    {
        if (link is null || !IsSafe(title) || Media().IsMatch(link.AbsolutePath)) return null;
        if (Array.Exists(MediaHosts, h => link.Host.Equals(h, StringComparison.OrdinalIgnoreCase)
            || link.Host.EndsWith("." + h, StringComparison.OrdinalIgnoreCase))) return null;
        // An address tells as much as a headline does; names are known by their capitals.
        var words = Uri.UnescapeDataString(link.PathAndQuery).Split(['-', '_', '/', '.', '+', '?', '=', '&', ' ']);
        var spoken = string.Join(' ', words.Where(w => w.Length > 0).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return IsPlain(spoken) && Hits(watched.Names(TextFolder.Fold("", spoken))).TrueForAll(IsHarmless) ? link : null;
    }

    // Without capitals nobody can tell a name from a word: scripts that have none are kept back whole.
    private bool IsPlain(string text) =>
        !text.Any(c => char.IsLetter(c) && c > '\u024F' && c is < '\u1E00' or > '\u1EFF') && !Graphic().IsMatch(text)
        && !victims.Any(v => text.Contains(v, StringComparison.OrdinalIgnoreCase));

    private static List<NameHit> Hits(NamedText named) => [.. named.Hits.Concat(named.OwnHits.Select(o => o.Hit))];

    private static bool IsHarmless(NameHit hit) =>
        hit.Place is not { Precision: > PlacePrecision.Region } && hit.Actor is not { Kind: ActorKind.Person };

    private static bool IsUnknownName(FoldedText text, Token token, int index)
    {
        if (!char.IsUpper(text.Original[token.Start])) return false;
        var word = text.Original.AsSpan(token.Start, token.Length).ToString();
        if (word.Length > 2 && word[^1] == 's' && word[^2] is '\'' or '’') word = word[..^2];
        if (Harmless.Contains(word)) return false;
        // The first word of a sentence has its capital anyhow; a name there is told by the one that follows it.
        var isFirst = text.Sentences[token.Sentence].FirstToken == index;
        return !isFirst || (index + 1 < text.Tokens.Count && text.Tokens[index + 1].Sentence == token.Sentence
            && char.IsUpper(text.Original[text.Tokens[index + 1].Start]));
    }

    [GeneratedRegex(
        @"\b(graphic|footage|videos?|photos?|pictures?|images?|gore|bod(y|ies)|corpses?|remains|behead\w*|mutilat\w*"
        + @"|dismember\w*|funerals?|mourn\w*|martyr\w*|aged?\s\d+)\b", Matching)]
    private static partial Regex Graphic();

    [GeneratedRegex(
        @"(\.(jpe?g|png|gif|webp|bmp|mp4|mov|webm|avi|m3u8|mkv)$)"
        + "|/(videos?|watch|galler(y|ies)|photos?|pictures?|live)(/|$)", Matching)]
    private static partial Regex Media();
}
