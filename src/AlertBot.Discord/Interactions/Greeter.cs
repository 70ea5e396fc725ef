using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// Tells a server that was joined what to do first: in the channel where Discord announces newcomers, else to the owner. Once
/// each time that it is joined.
/// </summary>
internal sealed partial class Greeter(
    DiscordRest rest, IPlatformState state, TextBook texts, IOptions<DiscordOptions> options, TimeProvider time,
    ILogger<Greeter> logger)
{
    // A server that was joined while the process was down is greeted late; one that was there before is not.
    private static readonly TimeSpan Newcomer = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly byte[] There = "there"u8.ToArray();
    private static readonly byte[] Gone = "gone"u8.ToArray();

    private readonly DiscordRenderer _renderer = new(options.Value.Layout);

    /// <summary>A server is there: greeted when it was joined just now. Servers are told of at every start as well.</summary>
    public async Task OnJoinedAsync(GuildEvent guild, CancellationToken cancellationToken)
    {
        var stored = await state.ReadAsync(DiscordPlatform.PlatformName, Key(guild.Id), cancellationToken);
        if (Is(stored, There)) return;
        // Of several workers that are told the one that notes it first greets.
        if (!await state.TryWriteAsync(
                DiscordPlatform.PlatformName, Key(guild.Id), There, stored.Version, cancellationToken)) return;
        var isBack = Is(stored, Gone);
        LogJoined(guild.Id, isBack);
        if (!isBack && (guild.JoinedAt is not { } joinedUtc || time.GetUtcNow() - joinedUtc > Newcomer)) return;
        var body = Body(guild, isBack, stored.Version);
        if (guild.SystemChannelId is { } channel && await SendAsync(channel, body, cancellationToken)) return;
        if (guild.OwnerId is not { } owner || !await TellAsync(owner, body, cancellationToken)) LogUnheard(guild.Id);
    }

    /// <summary>A server was left: what it set up rests, and coming back is greeted again.</summary>
    public async Task OnLeftAsync(Snowflake guild, CancellationToken cancellationToken)
    {
        LogLeft(guild);
        var stored = await state.ReadAsync(DiscordPlatform.PlatformName, Key(guild), cancellationToken);
        await state.TryWriteAsync(DiscordPlatform.PlatformName, Key(guild), Gone, stored.Version, cancellationToken);
    }

    private static string Key(Snowflake guild) => $"guild-{guild}";

    private static bool Is(PlatformValue stored, byte[] value) => stored.Value is { } known && known.Span.SequenceEqual(value);

    private MessageBody Body(GuildEvent guild, bool isBack, long version)
    {
        var say = texts.For(guild.PreferredLocale);
        var first = isBack ? "discord.welcome.back" : "discord.welcome";
        var message = new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [say[first]]),
            new Block.Paragraph(0, [say.Of("discord.welcome.how", ("setup", "/setup"), ("help", "/help"))]),
            new Block.Paragraph(0, [say["discord.welcome.rights"]]),
        ])
        { Language = say.Language };
        return _renderer.Answer(new CommandReply(message, false)) with
        {
            // The same greeting again is none: a server that is joined anew has another one.
            Nonce = $"{guild.Id}.{version % 1000}",
            EnforceNonce = true,
        };
    }

    private async Task<bool> SendAsync(Snowflake channel, MessageBody body, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(
            RestRoute.CreateMessage(channel), RestBody.Of(body, DiscordJson.Default.MessageBody), Patience,
            cancellationToken);
        return answer is RestAnswer.Done or RestAnswer.Failed { MayBeDone: true };
    }

    private async Task<bool> TellAsync(Snowflake person, MessageBody body, CancellationToken cancellationToken)
    {
        var opened = await rest.CallAsync(
            RestRoute.OpenDirect, RestBody.Of(new DirectBody(person), DiscordJson.Default.DirectBody), Patience,
            cancellationToken);
        return opened is RestAnswer.Done done && done.Read(DiscordJson.Default.ReceivedChannel) is { } channel
            && await SendAsync(channel.Id, body, cancellationToken);
    }

    [LoggerMessage(9044, LogLevel.Information, "AlertBot left the server {Guild}; its subscriptions rest until it is back.")]
    private partial void LogLeft(Snowflake guild);

    [LoggerMessage(9046, LogLevel.Information, "AlertBot is in the server {Guild}; it was there before: {IsBack}.")]
    private partial void LogJoined(Snowflake guild, bool isBack);

    [LoggerMessage(9047, LogLevel.Information, "Nobody in the server {Guild} could be greeted; /setup tells them all the same.")]
    private partial void LogUnheard(Snowflake guild);
}
