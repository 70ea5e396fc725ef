using System.Text;

namespace AlertBot.Inspect;

/// <summary>A line of input.</summary>
/// <param name="Text">Without its end; of one that is too long, the start.</param>
/// <param name="IsTooLong">It went on beyond <see cref="InputLines.MaxChars"/>, and the rest was passed over.</param>
internal readonly record struct InputLine(string Text, bool IsTooLong);

/// <summary>Reads lines that somebody else wrote, however long they are. Not safe for two at once.</summary>
internal sealed class InputLines(Stream input) : IDisposable
{
    /// <summary>Characters of one line; a path with an address and all headers of a response needs a tenth.</summary>
    public const int MaxChars = 1024 * 1024;

    private readonly StreamReader _reader = new(input);
    private readonly char[] _chars = new char[8192];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    /// <summary>The next line; null at the end of the input.</summary>
    public async ValueTask<InputLine?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.Clear();
        var (isTooLong, hasAny) = (false, false);
        while (await FillAsync(cancellationToken))
        {
            hasAny = true;
            var length = _chars.AsSpan(_at, _end - _at).IndexOf('\n');
            var part = _chars.AsSpan(_at, length < 0 ? _end - _at : length);
            var room = MaxChars - _line.Length;
            isTooLong |= part.Length > room;
            _line.Append(part[..Math.Min(part.Length, room)]);
            _at += part.Length + (length < 0 ? 0 : 1);
            if (length >= 0) break;
        }
        return hasAny ? new InputLine(_line.ToString().TrimEnd('\r'), isTooLong) : null;
    }

    /// <summary>Closes the input.</summary>
    public void Dispose() => _reader.Dispose();

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_at < _end) return true;
        (_at, _end) = (0, await _reader.ReadAsync(_chars, cancellationToken));
        return _end > 0;
    }
}
