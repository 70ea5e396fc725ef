namespace AlertBot.Feeds;

/// <summary>Whether a page tells what a feed's headline promised.</summary>
internal static class Likeness
{
    private const int LeastWordChars = 4; // shorter ones are in every text
    private const double LeastShare = 0.3; // headlines of page and feed are worded apart, never about other things

    /// <summary>True when enough of the headline's words are on the page, or the headline has too few to tell.</summary>
    public static bool IsOf(string? entryTitle, string? pageTitle, string text)
    {
        const int LeastWords = 3;
        var words = Words(entryTitle).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (words.Count < LeastWords) return true;
        var page = Words(pageTitle + " " + text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return words.Count(page.Contains) >= words.Count * LeastShare;
    }

    private static IEnumerable<string> Words(string? text)
    {
        if (text is null) yield break;
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '\u200C');
            if (isWord && start < 0) start = i;
            if (isWord || start < 0) continue;
            if (i - start >= LeastWordChars) yield return text[start..i];
            start = -1;
        }
    }
}
