using AlertBot.Chat;

namespace AlertBot.Terminal;

/// <summary>
/// The terminal as a platform: alerts are cards on standard output, and the transcript remembers them.
/// </summary>
public sealed class TerminalPlatform : IChatPlatform, IDisposable
{
    /// <summary>The platform's name.</summary>
    public const string PlatformName = "terminal";

    // What was shown lately, so that an edit can show what changed; an older message is shown whole again.
    private const int ShownMessages = 500;

    private readonly TerminalScreen _screen;
    private readonly TimeProvider _time;
    private readonly bool _show;
    private readonly Transcript? _transcript;
    private readonly KeyMemory _keys = new();
    private readonly Lock _turn = new();
    private readonly Dictionary<string, Shown> _shown = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Opens the transcript when one is set.</summary>
    /// <param name="screen">Where cards are drawn.</param>
    /// <param name="time">Stamps the transcript.</param>
    /// <param name="options">
    /// Settings; a relative transcript path is meant from <paramref name="dataDirectory"/>.
    /// </param>
    /// <param name="dataDirectory">The data directory.</param>
    /// <exception cref="IOException">The transcript cannot be opened.</exception>
    public TerminalPlatform(TerminalScreen screen, TimeProvider time, TerminalOptions options, string dataDirectory)
        : this(screen, time, options.Show, options.Transcript is { Length: > 0 } path
            ? Transcript.Open(Path.Combine(dataDirectory, path))
            : null)
    {
    }

    internal TerminalPlatform(TerminalScreen screen, TimeProvider time, bool show, Transcript? transcript)
    {
        (_screen, _time, _show, _transcript) = (screen, time, show, transcript);
        Capabilities = new PlatformCapabilities
        {
            LengthUnit = LengthUnit.CodePoints,
            MaxMessageLength = 100_000,
            CanEdit = true,
            CanDelete = true,
            CanReply = true,
            CanBeSilent = true,
            CanFind = _transcript is not null,
        };
    }

    /// <summary>The one channel of the terminal.</summary>
    public static ChannelRef Channel { get; } = new(PlatformName, "local", "main", null);

    /// <inheritdoc/>
    public string Name => PlatformName;

    /// <inheritdoc/>
    public PlatformCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Do(delivery, "send", delivery.Key, lines =>
            _screen.ShowCard(null, delivery.Message!.Tone, lines)));
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (delivery.Target is not { } target)
            return Task.FromResult<DeliveryResult>(NoTarget());
        return Task.FromResult(Do(delivery, "edit", target.Id, lines =>
        {
            var changed = _shown.TryGetValue(target.Id, out var before) ? CardDiff.Of(before.Lines, lines) : lines;
            var note = TerminalTexts.Book.For(delivery.Message!.Language)["terminal.note.edited"];
            _screen.ShowCard(note, delivery.Message.Tone, changed);
        }));
    }

    /// <inheritdoc/>
    public Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (delivery.Target is not { } target)
            return Task.FromResult<DeliveryResult>(NoTarget());
        return Task.FromResult(Do(delivery, "delete", target.Id, _ =>
        {
            if (!_shown.TryGetValue(target.Id, out var before)) return;
            var note = TerminalTexts.Book.For(before.Language)["terminal.note.removed"];
            _screen.ShowCard(note, Tone.Neutral, [.. before.Lines.Take(1)]);
        }));
    }

    /// <inheritdoc/>
    public Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Find(key, channel));
    }

    /// <summary>Closes the transcript.</summary>
    public void Dispose() => _transcript?.Dispose();

    private static DeliveryResult.Refused NoTarget() => new("there is no message to change", RefusedWhat.Message);

    private FindResult Find(string key, ChannelRef channel)
    {
        if (channel != Channel) return new FindResult.Absent();
        lock (_turn)
        {
            if (_keys.Find(key) is { } id) return new FindResult.Found(new MessageRef(channel, id));
            if (_transcript is null) return new FindResult.CannotTell();
            try
            {
                return _transcript.Find(key) is { } found
                    ? new FindResult.Found(new MessageRef(channel, found))
                    : new FindResult.Absent();
            }
            catch (IOException fault)
            {
                return new FindResult.NotNow("the transcript could not be read: " + fault.Message);
            }
        }
    }

    private DeliveryResult Do(ChatDelivery delivery, string op, string id, Action<IReadOnlyList<CardLine>> show)
    {
        if (delivery.Channel != Channel)
            return new DeliveryResult.Refused($"the terminal has no channel {delivery.Channel}", RefusedWhat.Channel);
        lock (_turn)
        {
            if ((_keys.Find(delivery.Key) ?? _transcript?.FindRecent(delivery.Key)) is { } known)
                return new DeliveryResult.Sent(new MessageRef(delivery.Channel, known));
            IReadOnlyList<CardLine> lines = delivery.Message is { } message ? Card.Lines(message) : [];
            try
            {
                _transcript?.Add(new TranscriptLine(
                    delivery.Key, op, id, delivery.ReplyTo?.Id, _time.GetUtcNow(),
                    [.. lines.Select(l => l.ToString())]));
            }
            catch (IOException fault)
            {
                return new DeliveryResult.NotSent("the transcript could not be written: " + fault.Message);
            }
            _keys.Add(delivery.Key, id);
            return Show(delivery, id, lines, show);
        }
    }

    private DeliveryResult Show(
        ChatDelivery delivery, string id, IReadOnlyList<CardLine> lines, Action<IReadOnlyList<CardLine>> show)
    {
        try
        {
            if (_show) show(lines);
        }
        catch (IOException fault) when (_transcript is null)
        {
            return new DeliveryResult.Unknown("standard output could not be written: " + fault.Message);
        }
        catch (IOException)
        {
            // The transcript holds it, and that is what counts: whoever reads standard output has gone.
        }
        Keep(id, new Shown(lines, delivery.Message?.Language ?? _shown.GetValueOrDefault(id)?.Language));
        return new DeliveryResult.Sent(new MessageRef(delivery.Channel, id));
    }

    private void Keep(string id, Shown shown)
    {
        if (!_shown.ContainsKey(id)) _order.Enqueue(id);
        _shown[id] = shown;
        if (_order.Count > ShownMessages) _shown.Remove(_order.Dequeue());
    }

    private sealed record Shown(IReadOnlyList<CardLine> Lines, string? Language);
}
