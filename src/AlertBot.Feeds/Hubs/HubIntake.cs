using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AlertBot.Feeds;

/// <summary>Takes one push: reads it within the limits, checks its signature, and keeps it.</summary>
internal sealed partial class HubIntake(IHubStore store, FeedOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>The status when a push was kept to be read.</summary>
    public const int Kept = StatusCodes.Status202Accepted;

    // The same for a push that is ignored as for one that was known: whoever guesses learns nothing by it.
    private const int Passed = StatusCodes.Status204NoContent;

    private const int MaxAtOnce = 4; // each may hold two bodies of the largest size
    private const int HashBytes = 12;

    private readonly SemaphoreSlim _places = new(MaxAtOnce, MaxAtOnce);
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>Takes it, and answers the status.</summary>
    public async Task<int> TakeAsync(HttpRequest request, string key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { } known
            || known.Stage is HubStage.Leaving or HubStage.Resting)
            return StatusCodes.Status410Gone;
        if (request.ContentLength > options.MaxBodyBytes) return TooLarge(known);
        using var timer = new CancellationTokenSource(options.TotalTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }

        try
        {
            return await TakeAsync(request, known, either.Token);
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(known) : fault.StatusCode;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested)
        {
            return StatusCodes.Status408RequestTimeout;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<int> TakeAsync(HttpRequest request, HubSubscription known, CancellationToken cancellationToken)
    {
        using var wire = await BodyReader.ReadRawAsync(request.Body, options.MaxBodyBytes, cancellationToken);
        if (wire.End is BodyEnd.TooLong) return TooLarge(known);
        if (wire.End is BodyEnd.CutShort) return StatusCodes.Status400BadRequest;
        var codings = request.Headers.ContentEncoding.ToString() is { Length: > 0 } text ? text.Split(',') : [];
        using var body = await BodyReader.ReadAsync(
            new MemoryStream(wire.Bytes.ToArray(), writable: false), codings, options.MaxBodyBytes, cancellationToken);
        if (body.End is BodyEnd.TooLong) return TooLarge(known);
        if (body.End is BodyEnd.CutShort) return StatusCodes.Status400BadRequest;
        // The body that is signed may be meant as it travels or as it is: both are the hub's own.
        var signature = request.Headers["X-Hub-Signature"].ToString();
        if (!HubSignature.IsOf(signature, wire.Bytes.Span, known.Secret)
            && !HubSignature.IsOf(signature, body.Bytes.Span, known.Secret))
            return await IgnoreAsync(known, signature.Length > 0, cancellationToken);
        return await KeepAsync(known, request.ContentType, body.Bytes, cancellationToken);
    }

    private async Task<int> KeepAsync(
        HubSubscription known, string? contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, HashBytes));
        // One that is empty says "now", and says so anew each time.
        var isKnown = !body.IsEmpty && known.Recent.Contains(hash, StringComparison.Ordinal);
        if (isKnown) return Passed;
        var nowUtc = time.GetUtcNow();
        var push = new HubPush(0, known.Key, known.FeedId, known.Self, nowUtc, contentType, body);
        return await store.KeepPushAsync(push, now => HubStep.Pushed(now, hash, nowUtc), cancellationToken)
            ? Kept
            : StatusCodes.Status503ServiceUnavailable;
    }

    private async Task<int> IgnoreAsync(HubSubscription known, bool isSigned, CancellationToken cancellationToken)
    {
        await store.ChangeAsync(known.Key, HubStep.Ignored, cancellationToken);
        if (_told.TryAdd(known.Key, true))
            LogIgnored(known.Hub.Host, known.FeedId, isSigned ? "a wrong signature" : "no signature");
        return Passed;
    }

    private int TooLarge(HubSubscription known)
    {
        if (_told.TryAdd(known.Key + " size", true)) LogTooLarge(known.Hub.Host, known.FeedId, options.MaxBodyBytes);
        return StatusCodes.Status413PayloadTooLarge;
    }

    [LoggerMessage(1050, LogLevel.Warning,
        "What hub {Hub} pushes for feed {FeedId} has {Fault} and is ignored; how often, '/feed show' tells.")]
    private partial void LogIgnored(string hub, string feedId, string fault);

    [LoggerMessage(1051, LogLevel.Warning,
        "What hub {Hub} pushes for feed {FeedId} is longer than {Bytes} bytes (Feeds:MaxBodyBytes) and is not taken.")]
    private partial void LogTooLarge(string hub, string feedId, int bytes);
}
