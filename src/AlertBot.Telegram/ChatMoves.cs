using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram;

/// <summary>
/// Groups that became supergroups and got another id by it. For us they keep the first one, so that nothing that belongs
/// to them is lost. Safe to call from several threads.
/// </summary>
internal sealed class ChatMoves(IPlatformState state)
{
    private const string Key = "moves";

    private volatile Dictionary<long, long>? _current;

    /// <summary>The id that the server has for a chat now.</summary>
    public async ValueTask<long> CurrentAsync(long chat, CancellationToken cancellationToken)
    {
        var moves = _current ??= (await ReadAsync(cancellationToken)).Moves;
        return moves.GetValueOrDefault(chat, chat);
    }

    /// <summary>The id that we know a chat by.</summary>
    public async ValueTask<long> FirstAsync(long chat, CancellationToken cancellationToken)
    {
        var moves = _current ??= (await ReadAsync(cancellationToken)).Moves;
        foreach (var (first, now) in moves)
            if (now == chat) return first;
        return chat;
    }

    /// <summary>Where the server has what we call a channel; null when its id is no chat's.</summary>
    public async ValueTask<long?> AddressAsync(ChannelRef channel, CancellationToken cancellationToken) =>
        ChatIds.TryRead(channel.Channel, out var chat) ? await CurrentAsync(chat, cancellationToken) : null;

    /// <summary>Keeps that a chat has another id from now on.</summary>
    public async Task AddAsync(long from, long to, CancellationToken cancellationToken)
    {
        var first = await FirstAsync(from, cancellationToken);
        if (first == to || await CurrentAsync(first, cancellationToken) == to) return;
        while (true)
        {
            var (moves, version) = await ReadAsync(cancellationToken);
            moves[first] = to;
            var stored = JsonSerializer.SerializeToUtf8Bytes(
                moves.ToDictionary(m => ChatIds.Text(m.Key), m => m.Value, StringComparer.Ordinal),
                WireJson.Default.DictionaryStringInt64);
            if (!await state.TryWriteAsync(TelegramPlatform.PlatformName, Key, stored, version, cancellationToken))
                continue;
            _current = moves;
            return;
        }
    }

    private async Task<(Dictionary<long, long> Moves, long Version)> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await state.ReadAsync(TelegramPlatform.PlatformName, Key, cancellationToken);
        var moves = stored.Value is { } bytes
            ? JsonSerializer.Deserialize(bytes.Span, WireJson.Default.DictionaryStringInt64)!
            : [];
        return (moves.ToDictionary(m => ChatIds.Read(m.Key), m => m.Value), stored.Version);
    }
}
