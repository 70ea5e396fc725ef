using System.Net;
using System.Net.Http.Headers;

namespace AlertBot.Telegram.Api;

/// <summary>
/// A body that knows whether it began to leave the process: before that a failed call has surely had no effect.
/// </summary>
internal sealed class RequestBody : HttpContent
{
    private readonly HttpContent _inner;

    public RequestBody(ReadOnlyMemory<byte> json)
        : this(new ReadOnlyMemoryContent(json)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        })
    {
    }

    public RequestBody(HttpContent inner)
    {
        _inner = inner;
        foreach (var (name, values) in inner.Headers) Headers.TryAddWithoutValidation(name, values);
    }

    /// <summary>Whether the first byte was handed to the socket.</summary>
    public bool HasLeft { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }
}
