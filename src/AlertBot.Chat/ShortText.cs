using System.Globalization;

namespace AlertBot.Chat;

/// <summary>Texts cut with an ellipsis, between words where that can be, never inside a character. Pure.</summary>
public static class ShortText
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text itself when it has at most <paramref name="most"/> UTF-16 units, else its beginning and an ellipsis.
    /// </summary>
    public static string Of(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = 0;
        while (end < most && StringInfo.GetNextTextElementLength(text, end) is var step && end + step <= most)
            end += step;
        var space = end == 0 ? -1 : text.LastIndexOf(' ', end - 1);
        if (space > end / 2) end = space;
        var beginning = text[..end].TrimEnd();
        return beginning + Ellipsis + Isolates.ClosingOf(beginning);
    }

    /// <summary>
    /// The text with at most <paramref name="most"/> UTF-16 units, the ellipsis and what closes its isolates counted.
    /// </summary>
    /// <param name="text">One line, plain.</param>
    /// <param name="most">1 or more.</param>
    public static string Within(string text, int most)
    {
        if (text.Length <= most) return text;
        for (var count = most - 1; count > 0; count--)
            if (Of(text, count) is var cut && cut.Length <= most)
                return cut;
        return Ellipsis;
    }

    /// <summary>
    /// Spans with at most <paramref name="most"/> UTF-16 units in all, and an ellipsis where they were cut.
    /// </summary>
    public static IReadOnlyList<Span> Of(IReadOnlyList<Span> spans, int most)
    {
        var kept = new List<Span>();
        foreach (var span in spans)
        {
            if (span.Text.Length > most)
            {
                kept.Add(span with { Text = Of(span.Text, most) });
                break;
            }
            kept.Add(span);
            most -= span.Text.Length;
        }
        return kept;
    }
}
