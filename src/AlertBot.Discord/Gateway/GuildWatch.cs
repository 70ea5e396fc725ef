using System.Text.Json;
using System.Threading.Channels;
using AlertBot.Chat;
using AlertBot.Discord.Places;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Discord.Gateway;

/// <summary>
/// Tells where the bot is let in and thrown out, also while it was not there to hear it, and which channels changed.
/// </summary>
internal sealed partial class GuildWatch(
    ICommunityPresence presence, ChannelFacts facts, TimeProvider time, ILogger<GuildWatch> logger)
    : BackgroundService, IGatewayListener
{
    private const string Platform = DiscordPlatform.PlatformName;

    // Many times what a start of the largest shard tells. What does not fit is told again with the next session.
    private const int MaxWaiting = 20_000;
    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromSeconds(30);

    private readonly Channel<GuildNews> _news = Channel.CreateBounded<GuildNews>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc/>
    public void Hear(Snowflake application, string name, JsonElement body)
    {
        switch (name)
        {
            case "READY" when body.Deserialize(DiscordJson.Default.ReadyBody) is { Guilds: { } guilds } ready:
                var shard = ready.Shard is [var index, var count] ? new GatewayShard(index, count) : new GatewayShard(0, 1);
                _news.Writer.TryWrite(new GuildNews.Only([.. guilds.Select(g => g.Id.ToString())], shard));
                break;
            // A server that was out of reach and is back comes this way too.
            case "GUILD_CREATE" when body.Deserialize(DiscordJson.Default.GuildEvent) is { Unavailable: false } joined:
                _news.Writer.TryWrite(new GuildNews.Present(joined.Id.ToString()));
                break;
            // Out of reach is an outage and not a farewell.
            case "GUILD_DELETE" when body.Deserialize(DiscordJson.Default.GuildEvent) is { Unavailable: false } left:
                _news.Writer.TryWrite(new GuildNews.Left(left.Id.ToString()));
                break;
            case "CHANNEL_UPDATE" or "CHANNEL_DELETE"
                when body.Deserialize(DiscordJson.Default.ReceivedChannel) is { } channel:
                facts.Doubt(channel.Id);
                // A right may have been given back: what rests is looked at.
                if (channel.GuildId is { } there) _news.Writer.TryWrite(new GuildNews.Present(there.ToString()));
                break;
            // Of members the bot hears of itself alone.
            case "GUILD_ROLE_UPDATE" or "GUILD_MEMBER_UPDATE"
                when body.Deserialize(DiscordJson.Default.GuildPart) is { GuildId: { } changed }:
                _news.Writer.TryWrite(new GuildNews.Present(changed.ToString()));
                break;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _news.Reader.WaitToReadAsync(stoppingToken))
            {
                // A start tells of thousands of servers: those that are there are dealt with together.
                var present = new HashSet<string>(StringComparer.Ordinal);
                while (_news.Reader.TryRead(out var news))
                {
                    if (news is GuildNews.Present there) present.Add(there.Guild);
                    else await TellAsync(present, news, stoppingToken);
                }
                await TellAsync(present, null, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not told yet is told when the next session begins.
        }
    }

    /// <summary>Tells of those that are there, and then of what came after them; again until the store takes it.</summary>
    private async Task TellAsync(HashSet<string> present, GuildNews? after, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (present.Count > 0) await presence.PresentAsync(Platform, present, cancellationToken);
                present.Clear();
                if (after is GuildNews.Left left) await presence.LeftAsync(Platform, left.Guild, cancellationToken);
                if (after is GuildNews.Only only)
                    await presence.PresentOnlyAsync(Platform, only.Guilds, only.IsToldOf, cancellationToken);
                return;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotKept(fault);
                await Task.Delay(BeforeTryingAgain, time, cancellationToken);
            }
        }
    }

    [LoggerMessage(9060, LogLevel.Warning, "What became of servers could not be kept; it is tried again.")]
    private partial void LogNotKept(Exception fault);

    private abstract record GuildNews
    {
        public sealed record Present(string Guild) : GuildNews;

        public sealed record Left(string Guild) : GuildNews;

        public sealed record Only(HashSet<string> Guilds, GatewayShard Shard) : GuildNews
        {
            // Direct messages are no servers: nobody leaves them.
            public bool IsToldOf(string community) =>
                Snowflake.TryParse(community, out var guild) && GatewayShard.Of(guild, Shard.Count) == Shard.Index;
        }
    }
}
