using System.Globalization;
using System.Text;

namespace AlertBot.Testing.Telegram;

/// <summary>A formatted part of a text, in UTF-16 units.</summary>
/// <param name="Type">As the Bot API names it: bold, text_link, blockquote, …</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Argument">The address of a link, the instant of a time; null when there is none.</param>
public sealed record TelegramEntity(string Type, int Offset, int Length, string? Argument = null);

/// <summary>What the server made of a text with mark-up.</summary>
/// <param name="Text">The text without it.</param>
/// <param name="Entities">Its formatted parts, outer ones first.</param>
/// <param name="Fault">Why it was refused; null when it was not.</param>
public sealed record TelegramParse(string Text, IReadOnlyList<TelegramEntity> Entities, string? Fault = null);

/// <summary>
/// Reads texts in HTML mode as the Bot API server does, and more strictly where that would pass over a mistake in silence.
/// Pure.
/// </summary>
/// <remarks>Behaviour after tdlib, MessageEntity.cpp: tags, attributes, entities and the words of its errors.</remarks>
public static class TelegramHtml
{
    /// <summary>Entities that are shown; more are passed over.</summary>
    public const int MaxEntities = 100;

    /// <summary>Reads a text.</summary>
    public static TelegramParse Parse(string html) => new Reader(html).Read();

    /// <summary>Places in a text that become mentions of people by themselves.</summary>
    public static IReadOnlyList<string> MentionsIn(string text) => WordsAfter(text, '@', 3);

    /// <summary>Places in a text that become commands by themselves.</summary>
    public static IReadOnlyList<string> CommandsIn(string text) => WordsAfter(text, '/', 1);

    private static List<string> WordsAfter(string text, char mark, int least)
    {
        var found = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != mark || (i > 0 && (IsName(text[i - 1]) || text[i - 1] == mark))) continue;
            var end = i + 1;
            while (end < text.Length && IsName(text[end])) end++;
            if (end - i - 1 >= least) found.Add(text[i..end]);
        }
        return found;
    }

    private static bool IsName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private sealed class Reader(string html)
    {
        private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
        {
            ["b"] = "bold",
            ["strong"] = "bold",
            ["i"] = "italic",
            ["em"] = "italic",
            ["u"] = "underline",
            ["ins"] = "underline",
            ["s"] = "strikethrough",
            ["strike"] = "strikethrough",
            ["del"] = "strikethrough",
            ["tg-spoiler"] = "spoiler",
            ["span"] = "spoiler",
            ["a"] = "text_link",
            ["tg-emoji"] = "custom_emoji",
            ["code"] = "code",
            ["pre"] = "pre",
            ["blockquote"] = "blockquote",
            ["tg-time"] = "date_time",
        };

        private readonly StringBuilder _text = new();
        private readonly List<TelegramEntity> _entities = [];
        private readonly Stack<(string Tag, Dictionary<string, string> Attributes, int Offset)> _open = new();
        private int _at;
        private string? _fault;

        public TelegramParse Read()
        {
            while (_at < html.Length && _fault is null)
            {
                if (html[_at] == '<') ReadTag();
                else _text.Append(html[_at] == '&' ? Entity() : html[_at++].ToString());
            }
            if (_fault is null && _open.TryPeek(out var left))
                _fault = $"Can't find end tag corresponding to start tag {left.Tag}";
            return _fault is { } why ? new TelegramParse("", [], why) : Trimmed();
        }

        private TelegramParse Trimmed()
        {
            var text = _text.ToString();
            var start = text.Length - text.TrimStart().Length;
            var trimmed = text.Trim();
            return new TelegramParse(trimmed,
            [
                .. _entities.Where(e => e.Length > 0).OrderBy(e => e.Offset).ThenByDescending(e => e.Length).Take(MaxEntities)
                    .Select(e => e with { Offset = Math.Max(0, e.Offset - start) }),
            ]);
        }

        private string Entity()
        {
            var end = html.IndexOf(';', _at);
            var name = end < 0 ? "" : html[(_at + 1)..end];
            var decoded = name switch
            {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                _ => Numeric(name),
            };
            _at = decoded is null ? _at + 1 : end + 1;
            return decoded ?? "&";
        }

        private static string? Numeric(string name)
        {
            if (name.Length < 2 || name[0] != '#') return null;
            var isHex = name[1] is 'x' or 'X';
            return int.TryParse(
                    isHex ? name.AsSpan(2) : name.AsSpan(1), isHex ? NumberStyles.HexNumber : NumberStyles.None,
                    CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) && code > 0
                ? new Rune(code).ToString()
                : null;
        }

        private void ReadTag()
        {
            var begin = _at++;
            if (_at < html.Length && html[_at] == '/') ReadEnd(begin);
            else ReadStart(begin);
        }

        private void ReadStart(int begin)
        {
            var nameEnd = IndexOfAny(" \n\t\r>", _at);
            if (nameEnd < 0)
            {
                _fault = $"Unclosed start tag at byte offset {Bytes(begin)}";
                return;
            }
            var tag = html[_at..nameEnd].ToLowerInvariant();
            if (!Types.ContainsKey(tag))
            {
                _fault = $"Unsupported start tag \"{tag}\" at byte offset {Bytes(begin)}";
                return;
            }
            _at = nameEnd;
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
            while (_fault is null && _at < html.Length && html[_at] != '>') ReadAttribute(tag, begin, attributes);
            if (_fault is null && _at >= html.Length) _fault = $"Unclosed start tag at byte offset {Bytes(begin)}";
            if (_fault is not null) return;
            _at++;
            if (Nesting(tag) is { } wrong) _fault = wrong + $" at byte offset {Bytes(begin)}";
            else _open.Push((tag, attributes, _text.Length));
        }

        private void ReadAttribute(string tag, int begin, Dictionary<string, string> attributes)
        {
            if (char.IsWhiteSpace(html[_at]))
            {
                _at++;
                return;
            }
            var end = IndexOfAny(" \n\t\r=>", _at);
            if (end <= _at)
            {
                _fault = $"Empty attribute name in the tag \"{tag}\" at byte offset {Bytes(begin)}";
                return;
            }
            var name = html[_at..end];
            _at = end;
            if (html[_at] != '=')
            {
                attributes[name] = "";
                return;
            }
            _at++;
            attributes[name] = _at < html.Length && html[_at] is '"' or '\'' ? Quoted() : Bare();
        }

        private string Quoted()
        {
            var quote = html[_at++];
            var value = new StringBuilder();
            while (_at < html.Length && html[_at] != quote)
                value.Append(html[_at] == '&' ? Entity() : html[_at++].ToString());
            _at++;
            return value.ToString();
        }

        private string Bare()
        {
            var start = _at;
            while (_at < html.Length && (char.IsAsciiLetterOrDigit(html[_at]) || html[_at] is '.' or '-')) _at++;
            if (_at >= html.Length || !(char.IsWhiteSpace(html[_at]) || html[_at] == '>'))
                _fault = $"Unexpected end of name token at byte offset {Bytes(start)}";
            return html[start.._at].ToLowerInvariant();
        }

        /// <summary>The documentation forbids what the server passes over in silence.</summary>
        private string? Nesting(string tag)
        {
            if (_open.Any(o => o.Tag == "code" || (o.Tag == "pre" && tag != "code")))
                return $"Tag \"{tag}\" inside code or pre";
            if (tag == "blockquote" && _open.Any(o => o.Tag == "blockquote")) return "Nested blockquote";
            return tag is "a" or "tg-time" && _open.Any(o => o.Tag is "a" or "tg-time") ? $"Tag \"{tag}\" inside a link" : null;
        }

        private void ReadEnd(int begin)
        {
            var end = html.IndexOf('>', _at);
            if (end < 0)
            {
                _fault = $"Unclosed end tag at byte offset {Bytes(begin)}";
                return;
            }
            var tag = html[(_at + 1)..end].Trim().ToLowerInvariant();
            _at = end + 1;
            if (!_open.TryPop(out var open))
                _fault = $"Unexpected end tag at byte offset {Bytes(begin)}";
            else if (tag.Length > 0 && tag != open.Tag)
                _fault = $"Unmatched end tag at byte offset {Bytes(begin)}, expected \"</{open.Tag}>\", found \"</{tag}>\"";
            else
                Close(open.Tag, open.Attributes, open.Offset);
        }

        private void Close(string tag, Dictionary<string, string> attributes, int offset)
        {
            var argument = tag switch
            {
                "a" => attributes.GetValueOrDefault("href") ?? _text.ToString(offset, _text.Length - offset),
                "tg-time" => attributes.GetValueOrDefault("unix"),
                _ => null,
            };
            if (tag == "tg-time" && !long.TryParse(argument, CultureInfo.InvariantCulture, out _))
            {
                _fault = "Invalid date-time specified";
                return;
            }
            var type = tag == "blockquote" && attributes.ContainsKey("expandable") ? "expandable_blockquote"
                : tag == "a" && argument!.StartsWith("tg://user?id=", StringComparison.Ordinal) ? "text_mention"
                : Types[tag];
            // A link that is none is dropped, and its text stays.
            if (type == "text_link" && !IsLink(argument!)) return;
            _entities.Add(new TelegramEntity(type, offset, _text.Length - offset, argument));
        }

        private static bool IsLink(string address) =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "tg" or "ton";

        private int IndexOfAny(string letters, int from) => html.IndexOfAny(letters.ToCharArray(), from);

        private int Bytes(int index) => Encoding.UTF8.GetByteCount(html.AsSpan(0, index));
    }
}
