namespace AlertBot.Feeds.Reading;

/// <summary>Writes plain text with white space collapsed: one blank between words, one line feed between
/// paragraphs.</summary>
internal sealed class PlainTextWriter(CharBuffer output)
{
    /// <summary>Stands for a bracket that is text among mark-up; written as the bracket.</summary>
    public const char TextBracket = '\uFFFE';

    private bool _blank;
    private bool _break;

    /// <summary>Forgets what was written, to start anew.</summary>
    public void Clear()
    {
        output.Clear();
        _blank = false;
        _break = false;
    }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<char> Span => output.Span;

    /// <summary>The next text starts a new paragraph, if there is one before it.</summary>
    public void Break() => _break = true;

    /// <summary>The next text is set apart by a blank.</summary>
    public void Blank() => _blank = true;

    /// <summary>Writes text; control characters in it are dropped.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var run = 0;
            while (run < text.Length && IsPlain(text[run])) run++;
            if (run > 0)
            {
                Separate();
                output.Append(text[..run]);
                text = text[run..];
                continue;
            }
            if (text[0] is >= '\u0080' and <= '\u009F') WriteWindows(text[0]);
            else if (char.IsWhiteSpace(text[0])) _blank = true;
            if (text[0] == TextBracket)
            {
                Separate();
                output.Append('<');
            }
            text = text[1..];
        }
    }

    // Unicode has control characters there that nobody uses; who writes them means the quotes of Windows.
    private void WriteWindows(char c)
    {
        var meant = CharacterReference.OfWindows(c);
        if (!IsPlain(meant)) return;
        Separate();
        output.Append(meant);
    }

    private void Separate()
    {
        if (output.Length > 0)
        {
            if (_break) output.Append('\n');
            else if (_blank) output.Append(' ');
        }
        _blank = false;
        _break = false;
    }

    // Zero-width joiners and direction marks pass: they are part of how Persian and Arabic are written.
    private static bool IsPlain(char c) =>
        c < 0x7F ? c > ' ' : c > 0x9F && c is not ('\uFEFF' or '\uFFFE' or '\uFFFF') && !char.IsWhiteSpace(c);
}
