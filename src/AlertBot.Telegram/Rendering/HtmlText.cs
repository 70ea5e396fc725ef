using System.Text;
using AlertBot.Chat;

namespace AlertBot.Telegram.Rendering;

/// <summary>
/// A text in the Bot API's HTML mode that is built piece by piece: escaped, and counted as the server counts it, in UTF-16
/// units after its mark-up is gone. Not safe for several threads.
/// </summary>
internal sealed class HtmlText
{
    // More of them are not shown (core.telegram.org/bots/api, MessageEntity).
    private const int MaxEntities = 100;

    // Longer ones are cut by clients, and a link that leads elsewhere is worse than none.
    private const int MaxLink = 2000;

    private const char LeftToRightMark = '\u200E';
    private const char RightToLeftMark = '\u200F';

    private readonly StringBuilder _html = new();
    private readonly StringBuilder _plain = new();
    private readonly bool _isRightToLeft;
    private bool _hasDirection;
    private int _entities;

    public HtmlText(bool isRightToLeft)
    {
        _isRightToLeft = isRightToLeft;
        BeginLine();
    }

    /// <summary>What goes over the wire.</summary>
    public string Html => _html.ToString();

    /// <summary>The same without mark-up, for when the server refuses that.</summary>
    public string Plain => _plain.ToString();

    /// <summary>In UTF-16 units, as the server counts.</summary>
    public int Length => _plain.Length;

    /// <summary>Adds text; whatever it holds, it is shown as it is.</summary>
    public HtmlText Add(string text)
    {
        if (!_hasDirection) KeepDirection(text);
        _plain.Append(text);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '&' => _html.Append("&amp;"),
                _ => _html.Append(letter),
            };
        }
        return this;
    }

    /// <summary>Adds text in bold.</summary>
    public HtmlText Bold(string text) => Tag("<b>", "</b>", t => t.Add(text));

    /// <summary>Goes on in the next line.</summary>
    public HtmlText NewLine()
    {
        Mark('\n');
        BeginLine();
        return this;
    }

    /// <summary>Adds what leads to an address; http and https alone do, anything else is shown without a link.</summary>
    public HtmlText Link(Uri? address, Action<HtmlText> inner)
    {
        if (address is null || !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")
            || address.AbsoluteUri.Length > MaxLink)
        {
            inner(this);
            return this;
        }
        var href = address.AbsoluteUri.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        return Tag($"<a href=\"{href}\">", "</a>", inner);
    }

    /// <summary>Adds the name of a person, who is notified by it.</summary>
    public HtmlText Person(long id, string name) =>
        Tag($"<a href=\"tg://user?id={id}\">", "</a>", t => t.Add(name));

    /// <summary>Adds an instant that every reader sees in their own zone; the text is for clients that cannot.</summary>
    public HtmlText Clock(DateTimeOffset at, string text) =>
        Tag($"<tg-time unix=\"{at.ToUnixTimeSeconds()}\" format=\"dt\">", "</tg-time>", t => t.Add(text));

    /// <summary>Adds text that is struck through.</summary>
    public HtmlText Struck(Action<HtmlText> inner) => Tag("<s>", "</s>", inner);

    /// <summary>
    /// Adds a quotation of which the first lines are seen until somebody opens it. It begins a line by itself: a mark of
    /// direction before it would be a line of its own.
    /// </summary>
    public HtmlText Quote(Action<HtmlText> inner)
    {
        if (_plain.Length > 1) Mark('\n');
        return Tag("<blockquote expandable>", "</blockquote>", text =>
        {
            text.BeginLine();
            inner(text);
        });
    }

    /// <summary>Adds mark-up around pieces; without it when there is too much of it already.</summary>
    public HtmlText Tag(string open, string close, Action<HtmlText> inner)
    {
        if (_entities >= MaxEntities)
        {
            inner(this);
            return this;
        }
        _entities++;
        _html.Append(open);
        inner(this);
        _html.Append(close);
        return this;
    }

    // Clients give a line the direction of its first letter: an Arabic line that begins with a Latin name would turn.
    private void BeginLine()
    {
        _hasDirection = _isRightToLeft;
        if (_isRightToLeft) Mark(RightToLeftMark);
    }

    // And an English one that begins with an Arabic name. Most lines need no mark.
    private void KeepDirection(string text)
    {
        if (Direction.OfFirstLetter(text) is not { } first) return;
        if (first == ReadingDirection.RightToLeft) Mark(LeftToRightMark);
        _hasDirection = true;
    }

    // Neither needs an escape.
    private void Mark(char mark)
    {
        _html.Append(mark);
        _plain.Append(mark);
    }
}
