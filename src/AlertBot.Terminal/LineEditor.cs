using System.Globalization;

namespace AlertBot.Terminal;

/// <summary>What a key did to the line that is being typed.</summary>
internal enum LineStep
{
    /// <summary>The line goes on.</summary>
    Typing,

    /// <summary>The person asks how it may go on.</summary>
    Complete,

    /// <summary>Enter: the line is whole.</summary>
    Done,

    /// <summary>Ctrl+D on an empty line: there is no more to come.</summary>
    Ended,
}

/// <summary>
/// A line being typed, with the lines before it. Knows keys, nothing of the screen. Not safe for several threads.
/// </summary>
internal sealed class LineEditor
{
    private const int RememberedLines = 200;

    // The longest command that a platform hands on.
    private const int MaxLength = 4000;

    private readonly List<string> _history = [];

    // Where in the history the person is; at its end stands the line that was being typed.
    private int _at;
    private string _draft = "";

    /// <summary>What stands there.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the next letter goes, in UTF-16 units from the beginning.</summary>
    public int Caret { get; private set; }

    /// <summary>Does what a key asks.</summary>
    public LineStep Press(ConsoleKeyInfo key) => key.Modifiers.HasFlag(ConsoleModifiers.Control)
        ? PressControl(key.Key)
        : PressPlain(key);

    /// <summary>Puts another text in place of what was typed, the caret behind it.</summary>
    public void Replace(string text) => (Text, Caret) = (text, text.Length);

    /// <summary>The whole line, kept for Up; the next one begins empty.</summary>
    public string Take()
    {
        var line = Text;
        if (line.Trim().Length > 0 && (_history.Count == 0 || _history[^1] != line)) _history.Add(line);
        if (_history.Count > RememberedLines) _history.RemoveAt(0);
        (_at, _draft) = (_history.Count, "");
        Replace("");
        return line;
    }

    private LineStep PressPlain(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter: return LineStep.Done;
            case ConsoleKey.Tab: return LineStep.Complete;
            case ConsoleKey.Backspace: Remove(Before(), Caret); break;
            case ConsoleKey.Delete: Remove(Caret, After()); break;
            case ConsoleKey.LeftArrow: Caret = Before(); break;
            case ConsoleKey.RightArrow: Caret = After(); break;
            case ConsoleKey.Home: Caret = 0; break;
            case ConsoleKey.End: Caret = Text.Length; break;
            case ConsoleKey.UpArrow: Recall(_at - 1); break;
            case ConsoleKey.DownArrow: Recall(_at + 1); break;
            case ConsoleKey.Escape: Replace(""); break;
            default: Insert(key.KeyChar); break;
        }
        return LineStep.Typing;
    }

    // The keys that every shell has.
    private LineStep PressControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.D when Text.Length == 0: return LineStep.Ended;
            case ConsoleKey.J or ConsoleKey.M or ConsoleKey.Enter: return LineStep.Done;
            case ConsoleKey.D: Remove(Caret, After()); break;
            case ConsoleKey.H: Remove(Before(), Caret); break;
            case ConsoleKey.A: Caret = 0; break;
            case ConsoleKey.E: Caret = Text.Length; break;
            case ConsoleKey.B: Caret = Before(); break;
            case ConsoleKey.F: Caret = After(); break;
            case ConsoleKey.K: Remove(Caret, Text.Length); break;
            case ConsoleKey.U: Remove(0, Caret); break;
            case ConsoleKey.W: Remove(WordStart(), Caret); break;
            case ConsoleKey.LeftArrow: Caret = WordStart(); break;
            case ConsoleKey.P: Recall(_at - 1); break;
            case ConsoleKey.N: Recall(_at + 1); break;
        }
        return LineStep.Typing;
    }

    private void Insert(char letter)
    {
        if (char.IsControl(letter) || Text.Length >= MaxLength) return;
        Text = Text.Insert(Caret, letter.ToString());
        Caret++;
    }

    private void Remove(int from, int to)
    {
        Text = Text.Remove(from, to - from);
        Caret = from;
    }

    private void Recall(int at)
    {
        if (at < 0 || at > _history.Count) return;
        if (_at == _history.Count) _draft = Text;
        _at = at;
        Replace(at == _history.Count ? _draft : _history[at]);
    }

    // A letter with its marks is one step, as people see it.
    private int Before() => StringInfo.ParseCombiningCharacters(Text).LastOrDefault(start => start < Caret);

    private int After() =>
        Caret >= Text.Length ? Text.Length : Caret + StringInfo.GetNextTextElementLength(Text, Caret);

    private int WordStart()
    {
        var start = Caret;
        while (start > 0 && Text[start - 1] == ' ') start--;
        while (start > 0 && Text[start - 1] != ' ') start--;
        return start;
    }
}
