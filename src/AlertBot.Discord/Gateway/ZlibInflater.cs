using System.IO.Compression;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// Unpacks <c>zlib-stream</c>: one stream a connection, cut into messages that each end with a flush.
/// </summary>
internal sealed class ZlibInflater : IDisposable
{
    // Z_SYNC_FLUSH: what ends every message (Gateway, Transport Compression).
    private static readonly byte[] Flush = [0x00, 0x00, 0xFF, 0xFF];

    private readonly Feed _feed = new();
    private readonly ZLibStream _zlib;
    private readonly byte[] _block = new byte[16 * 1024];
    private readonly int _maxBytes;

    /// <summary>Begins a stream.</summary>
    /// <param name="maxBytes">Largest message after unpacking; more is an <see cref="InvalidDataException"/>.</param>
    public ZlibInflater(int maxBytes)
    {
        _maxBytes = maxBytes;
        _zlib = new ZLibStream(_feed, CompressionMode.Decompress);
    }

    /// <summary>Whether bytes end a message.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> packed) => packed.EndsWith(Flush);

    /// <summary>Unpacks the bytes of one message.</summary>
    /// <exception cref="InvalidDataException">They are none, or the message is too large.</exception>
    public byte[] Inflate(ReadOnlyMemory<byte> packed)
    {
        _feed.Put(packed);
        using var message = new MemoryStream();
        while (_zlib.Read(_block, 0, _block.Length) is var count and > 0)
        {
            if (message.Length + count > _maxBytes)
                throw new InvalidDataException($"A message of the gateway is larger than {_maxBytes} bytes.");
            message.Write(_block, 0, count);
        }
        return message.ToArray();
    }

    public void Dispose() => _zlib.Dispose();

    /// <summary>Gives what it was put, then nothing until it is put more.</summary>
    private sealed class Feed : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void Put(ReadOnlyMemory<byte> bytes) => _rest = bytes;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
