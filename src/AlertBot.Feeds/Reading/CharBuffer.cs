using System.Buffers;

namespace AlertBot.Feeds.Reading;

/// <summary>Text under construction in a rented array. Not safe for two threads; give it back by disposing.</summary>
internal sealed class CharBuffer : IDisposable
{
    private const int FirstChars = 4096;
    private char[] _chars = ArrayPool<char>.Shared.Rent(FirstChars);

    /// <summary>Characters written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next change.</summary>
    public ReadOnlySpan<char> Span => _chars.AsSpan(0, Length);

    /// <summary>The array behind <see cref="Span"/>, for those who cannot take a span; valid until the next
    /// change.</summary>
    public char[] Array => _chars;

    public void Clear() => Length = 0;

    public void Append(char c)
    {
        if (Length == _chars.Length) Grow(1);
        _chars[Length++] = c;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length) Grow(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Forgets what comes after the first <paramref name="length"/> characters.</summary>
    public void CutTo(int length) => Length = Math.Min(Length, length);

    public override string ToString() => Span.ToString();

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
        Length = 0;
    }

    private void Grow(int extra)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(_chars.Length * 2, Length + extra));
        Span.CopyTo(larger);
        ArrayPool<char>.Shared.Return(_chars);
        _chars = larger;
    }
}
