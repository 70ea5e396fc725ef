using System.Text;
using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>
/// The mark-up of the test platform: stars for what is strong, brackets for links, an at sign for mentions.
/// </summary>
public static class TestPlatformMarkup
{
    /// <summary>The delivery's message as it is posted, cut to the platform's limit.</summary>
    public static string Render(ChatDelivery delivery, TestPlatformRules rules)
    {
        string[] called = [.. delivery.Mention is { } who ? [who] : (string[])[], .. delivery.Followers];
        var mention = string.Concat(called.Select(id => $"@{id} "));
        var fitting = MessageCutter.Fit(delivery.Message!, m => mention.Length + Render(m, rules).Length, rules.MaxLength);
        return mention + Render(fitting, rules);
    }

    /// <summary>A message as marked-up lines.</summary>
    public static string Render(Message message, TestPlatformRules rules) =>
        string.Join('\n', message.Blocks.SelectMany(block => Lines(block, rules, message.Language)));

    /// <summary>Plain text with everything escaped that the mark-up would obey.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '*' or '[' or ']' or '@' or '~' or '\\') escaped.Append('\\');
            escaped.Append(char.IsControl(c) ? ' ' : c);
        }
        return escaped.ToString();
    }

    /// <summary>What the platform cannot make sense of in a marked-up text; null when it is well formed.</summary>
    public static string? Fault(string text)
    {
        var open = new Stack<char>();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\') i++;
            else if (IsAddress(text, i)) i = EndOfAddress(text, i) - 1;
            else if (c is '*' or '~' && open.TryPeek(out var last) && last == c) open.Pop();
            else if (c is '*' or '~' or '[' && open.Contains(c)) return $"'{c}' inside itself at {i}";
            else if (c is '*' or '~' or '[') open.Push(c);
            else if (c == ']' && (!open.TryPop(out var bracket) || bracket != '[')) return $"']' without '[' at {i}";
            else if (c == ']' && !(i + 1 < text.Length && text[i + 1] == '(' && IsAddress(text, i + 2)))
                return $"no address at {i}";
        }
        return open.TryPop(out var unclosed) ? $"'{unclosed}' is not closed" : null;
    }

    /// <summary>Whom a marked-up text notifies.</summary>
    public static IEnumerable<string> Mentions(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            // Within a word it is an address, not a person.
            if (text[i] != '@' || (i > 0 && !char.IsWhiteSpace(text[i - 1]))) continue;
            var name = new string([.. text.Skip(i + 1).TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-')]);
            if (name.Length > 0) yield return name;
        }
    }

    private static bool IsAddress(string text, int at) =>
        string.CompareOrdinal(text, at, "http://", 0, 7) == 0 || string.CompareOrdinal(text, at, "https://", 0, 8) == 0;

    private static int EndOfAddress(string text, int from)
    {
        while (from < text.Length && !char.IsWhiteSpace(text[from]) && text[from] != ')') from++;
        return from;
    }

    private static string Address(Uri link) => link.AbsoluteUri.Replace(")", "%29", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(Block block, TestPlatformRules rules, string language) => block switch
    {
        Block.Headline b => [$"{b.Label} {Text(b.Title)} {b.Note}".Trim()],
        Block.Sentence b => [$"{Text(b.Text)} {string.Join(' ', b.Sources.Select(n => $"({n})"))}"],
        Block.Facts b => [string.Join(" | ", b.Items.Select(i => $"{i.Name}: {Escape(i.Value)}"))],
        Block.Ledger b => Titled(
            b.Title, b.Lines.Select(l => $"{l.Role} {Escape(l.Who)}{Quote(l.Quote)} ({l.Source})"), b.LeftOut, language),
        Block.Figures b => Titled(b.Title, b.Lines.Select(Escape), b.LeftOut, language),
        Block.SourceList b => Titled(
            b.Title, b.Lines.Select(l => $"{l.Number} {Escape(l.Outlet)} {l.Link} {Escape(l.Note ?? "")}".TrimEnd()), b.LeftOut, language),
        Block.Paragraph b => [Text([.. b.Spans])],
        Block.Bullets b => Titled(b.Title, b.Items.Select(item => "- " + Text([.. item])), b.LeftOut, language),
        Block.Table b => Titled(
            b.Title, b.Rows.Select(row => string.Join(" | ", row.Select(cell => Text(cell)))), b.LeftOut, language),
        Block.Actions b => b.Buttons.Take(rules.MaxButtons).Select(button => $"<{Escape(button.Label)}>"),
        Block.Choices b => b.Items.Select(item => $"<{Escape(item.Label)}> {Escape(item.Note)}".TrimEnd()),
        Block.ChannelChoice => [],
        _ => throw new InvalidOperationException($"The test platform knows no {block.GetType().Name}."),
    };

    private static IEnumerable<string> Titled(string title, IEnumerable<string> lines, int leftOut, string language)
    {
        if (title.Length > 0) yield return Escape(title);
        foreach (var line in lines) yield return line;
        if (leftOut > 0) yield return Message.More(leftOut, language);
    }

    private static string Quote(string sentence) => sentence.Length == 0 ? "" : $": \"{Escape(sentence)}\"";

    private static string Text(params ReadOnlySpan<Span> spans)
    {
        var text = new StringBuilder();
        foreach (var span in spans)
        {
            var marks = (span.IsStrong ? "*" : "") + (span.IsStruck ? "~" : "");
            var inner = marks + Escape(span.Text) + new string([.. marks.Reverse()]);
            text.Append(span.Link is null ? inner : $"[{inner}]({Address(span.Link)})");
        }
        return text.ToString();
    }
}
