namespace AlertBot.Feeds;

/// <summary>Tells a page for people from a feed by how it begins. Pure.</summary>
internal static class HtmlPage
{
    private const int MaxLookBytes = 4096;

    /// <summary>True when the first tag, after byte-order mark, white space and comments, is that of an HTML
    /// page.</summary>
    public static bool Is(ReadOnlySpan<byte> body)
    {
        var text = body[..Math.Min(body.Length, MaxLookBytes)];
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) text = text[3..];
        while (true)
        {
            text = text.TrimStart(" \t\r\n"u8);
            if (!text.StartsWith("<!--"u8)) break;
            var end = text.IndexOf("-->"u8);
            if (end < 0) return false;
            text = text[(end + 3)..];
        }

        return StartsWith(text, "<!doctype html"u8) || StartsWith(text, "<html"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowerCase) =>
        text.Length >= lowerCase.Length
        && System.Text.Ascii.EqualsIgnoreCase(text[..lowerCase.Length], lowerCase);
}
