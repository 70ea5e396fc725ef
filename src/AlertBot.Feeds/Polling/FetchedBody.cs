using System.Buffers;

namespace AlertBot.Feeds;

/// <summary>The bytes of a body in a borrowed buffer. After <see cref="Dispose"/> they belong to somebody
/// else.</summary>
public sealed class FetchedBody : IDisposable
{
    private byte[]? buffer;
    private readonly int length;

    internal FetchedBody(byte[] rented, int length, BodyEnd end)
    {
        buffer = rented;
        this.length = length;
        End = end;
    }

    /// <summary>The body after unpacking, at most <see cref="FeedOptions.MaxBodyBytes"/>.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, buffer is null ? 0 : length);

    /// <summary>How it ended.</summary>
    public BodyEnd End { get; }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref buffer, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
