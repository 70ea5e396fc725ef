using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Places;

/// <summary>
/// Shows alerts of announcement channels to the channels that follow them, as often as Discord takes it: what is more
/// stays in its own channel. For a message of one's own no right but to send is needed.
/// </summary>
internal sealed partial class Publisher(
    DiscordRest rest, ChannelFacts facts, TimeProvider time, IOptions<DiscordOptions> options,
    ILogger<Publisher> logger)
{
    // Not documented; what Discord's own client says and others met (discord.js#4956): ten an hour and channel.
    private const int Most = 10;
    private const int MaxChannels = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _turn = new();
    private readonly Dictionary<Snowflake, Queue<DateTimeOffset>> _published = [];

    /// <summary>Publishes a message that was just posted, where that is wanted, possible and within the limit.</summary>
    public async Task PublishAsync(Snowflake channel, Snowflake message, CancellationToken cancellationToken)
    {
        if (!options.Value.Crosspost
            || await facts.ReadAsync(channel, cancellationToken) is not { Type: ChannelKind.Announcement }) return;
        if (!TryTake(channel))
        {
            LogSpent(message, channel, Most);
            return;
        }
        var answer = await rest.CallAsync(
            RestRoute.Crosspost(channel, message), null, DiscordRest.ShortPatience, cancellationToken);
        if (answer is RestAnswer.Limited limited) LogLimited(message, channel, limited.After.TotalSeconds);
        else if (answer is RestAnswer.Refused refused) LogRefused(message, channel, Answers.Words(refused));
    }

    private bool TryTake(Snowflake channel)
    {
        lock (_turn)
        {
            var nowUtc = time.GetUtcNow();
            if (_published.Count >= MaxChannels) _published.Clear();
            if (!_published.TryGetValue(channel, out var at)) _published[channel] = at = new Queue<DateTimeOffset>();
            while (at.TryPeek(out var first) && first + Window <= nowUtc) at.Dequeue();
            if (at.Count >= Most) return false;
            at.Enqueue(nowUtc);
            return true;
        }
    }

    [LoggerMessage(9050, LogLevel.Warning,
        "{Message} is not published from {Channel}: {Most} were within the hour, and Discord takes no more.")]
    private partial void LogSpent(Snowflake message, Snowflake channel, int most);

    [LoggerMessage(9051, LogLevel.Warning,
        "{Message} is not published from {Channel}: Discord wants it left alone for {Seconds:0} s.")]
    private partial void LogLimited(Snowflake message, Snowflake channel, double seconds);

    [LoggerMessage(9052, LogLevel.Warning, "{Message} is not published from {Channel}: {Why}")]
    private partial void LogRefused(Snowflake message, Snowflake channel, string why);
}
