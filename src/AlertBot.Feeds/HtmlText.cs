using AlertBot.Feeds.Reading;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace AlertBot.Feeds;

/// <summary>HTML to plain text. Pure; never throws for what the text contains, and takes time in step with its
/// length.</summary>
/// <remarks>
/// Built on AngleSharp's tokenizer and not on its tree: text needs no tree, and a fragment may be nested without end.
/// </remarks>
public static class HtmlText
{
    // Feeds escape twice, seldom three times; more is an attack on whoever unfolds it.
    private const int MaxRounds = 4;

    /// <summary>
    /// The text of an HTML fragment: tags, comments, scripts and styles gone, references resolved (again and again
    /// while
    /// a well-formed one is left), white space collapsed, a line feed where a block begins or ends.
    /// </summary>
    public static string ToPlainText(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        using var input = new CharBuffer();
        input.Append(html);
        return FromBuffer(input, assumeHtml: true, paragraphs: true) ?? "";
    }

    /// <summary>Plain text of what a document held; null when there is none.</summary>
    /// <param name="input">The text; its content is lost.</param>
    /// <param name="assumeHtml">False where the text may be plain: then only tags that HTML knows are taken for
    /// tags.</param>
    /// <param name="paragraphs">Whether line feeds part the blocks; blanks do otherwise.</param>
    internal static string? FromBuffer(CharBuffer input, bool assumeHtml, bool paragraphs)
    {
        if (input.Length == 0) return null;
        using var output = new CharBuffer();
        var writer = new PlainTextWriter(output);
        for (var round = 0; ; round++)
        {
            var text = input.Span;
            if (text.Contains('<') && (assumeHtml || HtmlTags.LooksLikeMarkup(text)))
                Strip(input, writer, paragraphs);
            else
                WritePlain(text, writer, paragraphs, anyBreak: round > 0);
            if (round == MaxRounds || !output.Span.Contains('&')) break;
            input.Clear();
            if (!CharacterReference.Resolve(output.Span, input, isProse: true)) break;
            writer.Clear();
            // What appears now was written as text, so only what is plainly a tag goes.
            assumeHtml = false;
        }
        return output.Length == 0 ? null : output.ToString();
    }

    private static void WritePlain(ReadOnlySpan<char> text, PlainTextWriter writer, bool paragraphs, bool anyBreak)
    {
        // A blank line parts paragraphs in plain text; after the first round a single line feed does already.
        while (paragraphs && text.IndexOf('\n') is >= 0 and var at)
        {
            writer.Write(text[..at]);
            text = text[(at + 1)..];
            if (anyBreak || IsBlankLineNext(text)) writer.Break();
            else writer.Blank();
        }
        writer.Write(text);
    }

    private static bool IsBlankLineNext(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c == '\n') return true;
            if (c is not (' ' or '\t' or '\r')) return false;
        }
        return false;
    }

    private static void Strip(CharBuffer input, PlainTextWriter writer, bool paragraphs)
    {
        HideStrayDeclarations(input);
        var closed = new ClosedTags(input);
        using var source = new TextSource(new CharArrayTextSource(input.Array, input.Length));
        var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            IsAcceptingCharacterData = true,
            ShouldEmitAttribute = static (ref StructHtmlToken _, ReadOnlyMemory<char> _) => false,
        };
        var settled = 0;
        while (true)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    using (var rest = RestOfTornTag(input, settled))
                        if (rest is not null) Strip(rest, writer, paragraphs);
                    return;
                case HtmlTokenType.Character:
                    writer.Write(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    var use = HtmlTags.Find(token.Name);
                    Separate(writer, use, paragraphs);
                    if (use == HtmlTag.Hidden && (!token.IsSelfClosing || closed.Contains(token.Name)))
                        SkipHidden(tokenizer, ref token);
                    break;
                case HtmlTokenType.EndTag:
                    Separate(writer, HtmlTags.Find(token.Name), paragraphs);
                    break;
            }
            settled = source.Index;
        }
    }

    // A quote without its fellow swallows all that follows: what stands from its tag on, without the quote; else null.
    // There is one such quote of each kind at most, so this happens twice at most.
    private static CharBuffer? RestOfTornTag(CharBuffer input, int settled)
    {
        if (settled > 0 && settled <= input.Length && input.Span[settled - 1] == '<') settled--;
        if (settled >= input.Length - 2 || input.Span[settled] != '<' || !char.IsAsciiLetter(input.Span[settled + 1]))
            return null;
        var tail = input.Span[settled..];
        for (var i = 1; i < tail.Length && tail[i] != '>'; i++)
        {
            if (tail[i] is not ('"' or '\'')) continue;
            var close = tail[(i + 1)..].IndexOf(tail[i]);
            if (close < 0)
            {
                var rest = new CharBuffer();
                rest.Append(tail);
                rest.Array[i] = ' ';
                return rest;
            }
            i += close + 1;
        }
        return null;
    }

    private static void Separate(PlainTextWriter writer, HtmlTag tag, bool paragraphs)
    {
        if (tag is HtmlTag.Block && paragraphs) writer.Break();
        else if (tag is HtmlTag.Block or HtmlTag.Cell) writer.Blank();
    }

    // "<!" that starts neither comment nor declaration would hide all up to the next tag's end, and a comment without
    // end the whole rest: people write the one as text, and the other ends at the next bracket.
    private static void HideStrayDeclarations(CharBuffer input)
    {
        var text = input.Span;
        var from = text.IndexOf("<!", StringComparison.Ordinal);
        if (from < 0) return;
        // Looked for once from behind: a heap of starts must not cost a walk through the text each.
        var lastBracket = text.LastIndexOf('>');
        var lastEnd = Math.Max(
            text.LastIndexOf("-->", StringComparison.Ordinal), text.LastIndexOf("--!>", StringComparison.Ordinal));
        while (from < text.Length)
        {
            var rest = text[(from + 2)..];
            if (rest.StartsWith("--", StringComparison.Ordinal))
            {
                if (from + 2 <= lastEnd) from += EndOfComment(rest);
                else if (from + 2 < lastBracket) input.Array.AsSpan(from + 2, 2).Fill('x');
            }
            // The private-use character is turned back when the text is written.
            else if (from + 2 >= lastBracket || (rest[0] != '[' && !char.IsLetter(rest[0])))
                input.Array[from] = PlainTextWriter.TextBracket;
            var next = text[(from + 2)..].IndexOf("<!", StringComparison.Ordinal);
            if (next < 0) return;
            from += 2 + next;
        }
    }

    // "<!-->" is a whole comment of HTML.
    private static int EndOfComment(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf("-->", StringComparison.Ordinal);
        return end >= 0 ? end : rest.IndexOf("--!>", StringComparison.Ordinal);
    }

    // What stands in a script is no mark-up and no text; without an end tag nothing that follows can be trusted.
    private static void SkipHidden(HtmlTokenizer tokenizer, ref StructHtmlToken token)
    {
        tokenizer.State = token.Name == "script" ? HtmlParseMode.Script : HtmlParseMode.Rawtext;
        while (true)
        {
            ref var next = ref tokenizer.GetStructToken();
            if (next.Type is HtmlTokenType.EndTag or HtmlTokenType.EndOfFile) break;
        }
        tokenizer.State = HtmlParseMode.PCData;
    }

    /// <summary>HTML knows no "&lt;script/&gt;", XHTML does: where an end tag stands somewhere, the content is a
    /// script.</summary>
    private sealed class ClosedTags(CharBuffer input)
    {
        // Each name is looked for once: a heap of such tags must not cost a walk through the text each.
        private readonly Dictionary<string, bool> _known = new(StringComparer.OrdinalIgnoreCase);

        public bool Contains(ReadOnlySpan<char> name)
        {
            var lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
            if (!lookup.TryGetValue(name, out var closes)) lookup[name] = closes = Finds(name);
            return closes;
        }

        private bool Finds(ReadOnlySpan<char> name)
        {
            ReadOnlySpan<char> text = input.Span;
            while (text.IndexOf("</", StringComparison.Ordinal) is >= 0 and var at)
            {
                text = text[(at + 2)..];
                if (text.StartsWith(name, StringComparison.OrdinalIgnoreCase)) return true;
            }
            return false;
        }
    }
}
