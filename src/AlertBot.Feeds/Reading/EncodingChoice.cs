using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>The encoding chosen for a document.</summary>
/// <param name="Encoding">It.</param>
/// <param name="SkipBytes">Bytes of the mark at the start.</param>
/// <param name="Repairs">What was noticed while choosing.</param>
internal sealed record EncodingChoice(Encoding Encoding, int SkipBytes, Repairs Repairs = Repairs.None)
{
    /// <summary>The name that was asked for, where it says more than the encoding's own.</summary>
    public string? Label { get; init; }

    /// <summary>Bytes that are no UTF-8 are read as Windows-1252: there is no proper sequence among the rest.</summary>
    public bool LatinRepair { get; init; }

    /// <summary>The name to show.</summary>
    public string Name => Label ?? Encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        _ => Encoding.WebName.ToLowerInvariant(),
    };
}

/// <summary>Reads stray single bytes as Windows-1252, as the few that a UTF-8 document holds were pasted from
/// there.</summary>
internal sealed class LatinRepairFallback : DecoderFallback
{
    public override int MaxCharCount => 4;

    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private readonly Encoding _windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        private string _text = "";
        private int _at;

        public override int Remaining => _text.Length - _at;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _text = _windows.GetString(bytesUnknown);
            _at = 0;
            return _text.Length > 0;
        }

        public override char GetNextChar() => _at < _text.Length ? _text[_at++] : '\0';

        public override bool MovePrevious()
        {
            if (_at == 0) return false;
            _at--;
            return true;
        }
    }
}
