using System.Text;
using AlertBot.Chat;
using Spectre.Console;

namespace AlertBot.Terminal;

/// <summary>
/// Standard output, shared by cards, answers and the progress line. Safe to call from several threads.
/// </summary>
public sealed class TerminalScreen
{
    private const int ListIndent = 4;

    private readonly IAnsiConsole _console;
    private readonly TextWriter _plain;
    private readonly Lock _turn = new();
    private string _progress = "";

    // Columns between the end of the bottom line and where the next letter goes.
    private int _caretBack;

    /// <summary>A screen that draws on a terminal and writes plain lines elsewhere.</summary>
    /// <param name="output">Where everything goes.</param>
    /// <param name="isTerminal">True when a person looks at it.</param>
    public TerminalScreen(TextWriter output, bool isTerminal)
    {
        (_plain, IsTerminal) = (output, isTerminal);
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
    }

    /// <summary>True when a person looks at it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Shows a message, an answer to a command for example.</summary>
    public void Show(Message message) => ShowCard(null, message.Tone, Card.Lines(message));

    /// <summary>Writes one line of plain text.</summary>
    public void WriteLine(string text)
    {
        lock (_turn)
        {
            Clear();
            _plain.WriteLine(CleanText.Line(text));
            Draw();
        }
    }

    /// <summary>
    /// Puts a line at the bottom that the next one replaces; empty takes it away. Only a terminal shows it.
    /// </summary>
    public void Progress(string text)
    {
        if (!IsTerminal) return;
        lock (_turn)
        {
            Clear();
            // One column stays free: a full line would begin the next one, and the old one could not be taken away.
            (_progress, _caretBack) = (Columns.Cut(CleanText.Line(text), Math.Max(10, _console.Profile.Width - 1)), 0);
            Draw();
        }
    }

    /// <summary>
    /// Other writers of the same terminal, such as a log, that take the bottom line away before they write.
    /// </summary>
    /// <param name="other">Standard error, for example.</param>
    public TextWriter Beside(TextWriter other) => new BesideWriter(this, other);

    /// <summary>Shows the line that a person is typing, so much of it as has room.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="caret">Where the next letter goes, in UTF-16 units.</param>
    internal void Edit(string text, int caret)
    {
        const string Prompt = "> ";
        lock (_turn)
        {
            Clear();
            var room = Math.Max(10, _console.Profile.Width - 1 - Prompt.Length);
            var start = 0;
            while (Columns.Of(text[start..caret]) > room) start++;
            var shown = Columns.Cut(text[start..], room);
            _progress = Prompt + shown;
            _caretBack = Columns.Of(shown) - Columns.Of(text[start..caret]);
            Draw();
        }
    }

    /// <summary>The line is whole: it stays where it is, and what follows begins below it.</summary>
    internal void EndEdit()
    {
        lock (_turn)
        {
            (_progress, _caretBack) = ("", 0);
            _plain.WriteLine();
        }
    }

    private void WriteBeside(TextWriter other, string text)
    {
        lock (_turn)
        {
            Clear();
            _plain.Flush();
            other.Write(text);
            other.Flush();
            Draw();
        }
    }

    internal void ShowCard(string? note, Tone tone, IReadOnlyList<CardLine> lines)
    {
        if (lines.Count == 0) return;
        lock (_turn)
        {
            Clear();
            if (IsTerminal) Paint(note, tone, lines);
            else WritePlain(note, lines);
            Draw();
        }
    }

    private void WritePlain(string? note, IReadOnlyList<CardLine> lines)
    {
        _plain.WriteLine(note is null ? lines[0].ToString() : $"{note.ToUpperInvariant()}: {lines[0].Text}");
        foreach (var line in lines.Skip(1)) _plain.WriteLine(line.ToString());
        _plain.WriteLine();
        _plain.Flush();
    }

    private void Paint(string? note, Tone tone, IReadOnlyList<CardLine> lines)
    {
        var colour = Colour(tone);
        var mark = note is null ? "▌" : "│";
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var text = i == 0 && note is not null ? $"{note}: {line.Text}" : line.Text;
            // What an item of a list goes on with stands further in than the next item.
            var hang = line.Indent >= ListIndent ? 2 : 0;
            // One column stays free: some terminals begin a new line as soon as the last one is full.
            var room = Math.Max(20, _console.Profile.Width - line.Indent - hang - 3);
            foreach (var (n, piece) in Columns.Wrap(text, room, line.Joint).Index())
            {
                var indent = new string(' ', line.Indent + (n == 0 ? 0 : hang));
                _console.MarkupLine($"[{colour}]{mark}[/] {indent}{Styled(piece, line.Look, colour)}");
            }
        }
        _console.WriteLine();
    }

    private static string Styled(string piece, LineLook look, string colour)
    {
        var text = Markup.Escape(piece);
        return look switch
        {
            LineLook.Headline => $"[bold {colour}]{text}[/]",
            LineLook.Title => $"[underline]{text}[/]",
            LineLook.Faint => $"[grey]{text}[/]",
            _ => text,
        };
    }

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Critical => "red",
        Tone.High => "darkorange",
        Tone.Medium => "yellow",
        Tone.Low => "green",
        Tone.Problem => "red",
        _ => "blue",
    };

    private void Clear()
    {
        if (_progress.Length > 0) _plain.Write("\r\u001b[2K");
    }

    private void Draw()
    {
        if (_progress.Length == 0) return;
        _plain.Write(_progress);
        if (_caretBack > 0) _plain.Write($"\u001b[{_caretBack}D");
        _plain.Flush();
    }

    /// <summary>Hands whole lines on; a log writes each in one piece.</summary>
    private sealed class BesideWriter(TerminalScreen screen, TextWriter other) : TextWriter
    {
        public override Encoding Encoding => other.Encoding;

        public override void Write(char value) => screen.WriteBeside(other, value.ToString());

        public override void Write(string? value)
        {
            if (value is { Length: > 0 }) screen.WriteBeside(other, value);
        }

        public override void WriteLine(string? value) => Write(value + NewLine);
    }
}
