using AlertBot.Chat;
using Spectre.Console;

namespace AlertBot.Terminal;

/// <summary>Standard output, shared by cards, answers and the progress line. Safe to call from several threads.</summary>
public sealed class TerminalScreen
{
    private readonly IAnsiConsole _console;
    private readonly TextWriter _plain;
    private readonly Lock _turn = new();
    private string _progress = "";

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
            _plain.WriteLine(PlainText.Line(text));
            Draw();
        }
    }

    /// <summary>Puts a line at the bottom that the next one replaces; empty takes it away. Only a terminal shows it.</summary>
    public void Progress(string text)
    {
        if (!IsTerminal) return;
        lock (_turn)
        {
            Clear();
            // A blank at the end divides a prompt from what is typed behind it.
            _progress = PlainText.Line(text) + (text.EndsWith(' ') ? " " : "");
            Draw();
        }
    }

    /// <summary>The person's Enter ended the bottom line: it stays where it is and is not drawn again.</summary>
    internal void ForgetProgress()
    {
        lock (_turn) _progress = "";
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
            var indent = new string(' ', line.Indent);
            // One column stays free: some terminals begin a new line as soon as the last one is full.
            foreach (var piece in Columns.Wrap(text, Math.Max(20, _console.Profile.Width - line.Indent - 3)))
                _console.MarkupLine($"[{colour}]{mark}[/] {indent}{Styled(piece, line.Look, colour)}");
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
        // One column stays free: a full line would begin the next one, and the old one could not be taken away.
        _plain.Write(Columns.Cut(_progress, Math.Max(10, _console.Profile.Width - 1)));
        _plain.Flush();
    }
}
