using System.Buffers;

namespace AlertBot.Feeds.Reading;

/// <summary>A document as characters, in a rented array; give it back by disposing.</summary>
internal sealed class DecodedDocument(char[] chars, int length, string encoding, Repairs repairs) : IDisposable
{
    private char[]? _chars = chars;

    public ReadOnlyMemory<char> Memory => _chars.AsMemory(0, length);

    public ReadOnlySpan<char> Text => Memory.Span;

    /// <summary>Name of the encoding that the bytes were decoded with.</summary>
    public string Encoding { get; } = encoding;

    public Repairs Repairs { get; } = repairs;

    public void Dispose()
    {
        if (_chars is not null) ArrayPool<char>.Shared.Return(_chars);
        _chars = null;
    }
}
