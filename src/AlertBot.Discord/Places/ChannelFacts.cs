using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Places;

/// <summary>
/// What is known of channels that are no plain text channels. A text channel is never asked about: what Discord answers
/// to the first message tells what it is. Safe to call from several threads.
/// </summary>
internal sealed class ChannelFacts(DiscordRest rest, TimeProvider time)
{
    // Some hundred bytes each; beyond, all are learned anew.
    private const int MaxKnown = 10_000;

    // Tags come and go; the gateway tells of it, unless another worker serves the shard.
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _turn = new();
    private readonly Dictionary<Snowflake, (ReceivedChannel Channel, DateTimeOffset LearnedUtc)> _known = [];

    /// <summary>Whether a channel is known to hold nothing but threads.</summary>
    public bool IsForum(Snowflake channel)
    {
        // What is a forum stays one, however long ago it was learned.
        lock (_turn) return _known.TryGetValue(channel, out var known) && Rights.IsForum(known.Channel.Type);
    }

    /// <summary>The channel, asked for if it is not known well enough; null when Discord does not say.</summary>
    public async Task<ReceivedChannel?> ReadAsync(Snowflake channel, CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            if (_known.TryGetValue(channel, out var known) && time.GetUtcNow() - known.LearnedUtc < Fresh)
                return known.Channel;
        }
        var answer = await rest.CallAsync(RestRoute.Channel(channel), null, Patience, cancellationToken);
        if (answer is not RestAnswer.Done done || done.Read(DiscordJson.Default.ReceivedChannel) is not { } read)
            return null;
        Learn(read);
        return read;
    }

    /// <summary>Discord told of the channel as it is now.</summary>
    public void Learn(ReceivedChannel channel)
    {
        lock (_turn)
        {
            if (_known.Count >= MaxKnown) _known.Clear();
            _known[channel.Id] = (channel, time.GetUtcNow());
        }
    }

    /// <summary>Something about it changed: it is asked about before it is next relied on.</summary>
    public void Doubt(Snowflake channel)
    {
        lock (_turn)
        {
            if (_known.TryGetValue(channel, out var known)) _known[channel] = (known.Channel, DateTimeOffset.MinValue);
        }
    }
}
