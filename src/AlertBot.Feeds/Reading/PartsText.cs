namespace AlertBot.Feeds.Reading;

/// <summary>Texts whose inner elements have names that matter, captured as tags without attributes.</summary>
internal static class PartsText
{
    /// <summary>The text of one part, or the whole text where there are no parts; null when there is none.</summary>
    public static string? Part(CharBuffer captured, string name)
    {
        var text = captured.Span;
        if (!text.Contains('<')) return Clean(text);
        return Clean(Inner(text, name));
    }

    /// <summary>A person: "name (address)", or whichever of the two is there; null when there is none.</summary>
    public static string? Person(CharBuffer captured)
    {
        var text = captured.Span;
        if (!text.Contains('<')) return Clean(text);
        var name = Clean(Inner(text, "name"));
        var email = Clean(Inner(text, "email"));
        if (name is null && email is null) return MailBox(text) ?? Clean(text);
        if (name is null || email is null) return name ?? email;
        return Join(name, email);
    }

    private static string Join(string name, string email) =>
        name.Contains(email, StringComparison.OrdinalIgnoreCase) ? name : $"{name} ({email})";

    // "Name <name@outlet.example>", as mail writes it; null when it is not written so.
    private static string? MailBox(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var open = text.LastIndexOf('<');
        if (!text.EndsWith(">", StringComparison.Ordinal) || text[..open].Contains('<')) return null;
        var address = text[(open + 1)..^1];
        if (!address.Contains('@') || address.IndexOfAny(" =\"/") >= 0) return null;
        return Clean(text[..open]) is { } name ? Join(name, address.ToString()) : address.ToString();
    }

    private static ReadOnlySpan<char> Inner(ReadOnlySpan<char> text, string name)
    {
        Span<char> tag = stackalloc char[name.Length + 3];
        tag[0] = '<';
        name.CopyTo(tag[1..]);
        tag[name.Length + 1] = '>';
        var start = text.IndexOf(tag[..(name.Length + 2)]);
        if (start < 0) return default;
        text = text[(start + name.Length + 2)..];
        tag[1] = '/';
        name.CopyTo(tag[2..]);
        tag[name.Length + 2] = '>';
        var end = text.IndexOf(tag);
        return end < 0 ? text : text[..end];
    }

    private static string? Clean(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return null;
        using var buffer = new CharBuffer();
        buffer.Append(text);
        return HtmlText.FromBuffer(buffer, assumeHtml: text.Contains('<'), paragraphs: false);
    }
}
