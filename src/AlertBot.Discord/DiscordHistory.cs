using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord;

/// <summary>Looks through the messages of a channel for the one that bears the mark of a delivery.</summary>
internal sealed class DiscordHistory(DiscordRest rest, TimeProvider time)
{
    private const int PageSize = 100;

    // A thousand messages back is beyond what people write while the process was down.
    private const int MaxPages = 10;

    // What was owed longer ago is never sent again as if it were new.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>What the channel has of a delivery.</summary>
    public async Task<FindResult> FindAsync(
        string key, ChannelRef channel, Snowflake address, CancellationToken cancellationToken)
    {
        var horizon = Snowflake.At(time.GetUtcNow() - Oldest);
        Snowflake? before = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await rest.CallAsync(
                RestRoute.ListMessages(address, before, PageSize), null, Patience, cancellationToken);
            if (answer is not RestAnswer.Done done) return NotRead(answer);
            if (done.Read(DiscordJson.Default.IReadOnlyListReceivedMessage) is not { } messages)
                return new FindResult.NotNow("Discord's answer cannot be read");
            if (messages.FirstOrDefault(m => KeyMark.IsOn(m, key)) is { } found)
                return new FindResult.Found(new MessageRef(channel, found.Id.ToString()));
            if (page == 0 && messages.Count == 0) return await EmptyAsync(address, cancellationToken);
            if (messages.Count < PageSize) return new FindResult.Absent();
            before = messages.Min(m => m.Id);
            if (before < horizon) return new FindResult.Absent();
        }
        return new FindResult.CannotTell();
    }

    // Without the right to read the history Discord answers with an empty list, as for a channel that nobody wrote in.
    private async Task<FindResult> EmptyAsync(Snowflake address, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(RestRoute.Channel(address), null, Patience, cancellationToken);
        if (answer is not RestAnswer.Done done) return NotRead(answer);
        return done.Read(DiscordJson.Default.ReceivedChannel) is { LastMessageId: null }
            ? new FindResult.Absent()
            : new FindResult.CannotTell();
    }

    private static FindResult NotRead(RestAnswer answer) => answer switch
    {
        // A channel that is gone took its messages along; sending again tells that.
        RestAnswer.Refused { Code: 10003 or 10004 } => new FindResult.Absent(),
        RestAnswer.Refused { Status: 403, Code: not 0 } => new FindResult.CannotTell(),
        RestAnswer.Refused refused => new FindResult.NotNow(Answers.Words(refused)),
        RestAnswer.Failed failed => new FindResult.NotNow(failed.Reason),
        _ => new FindResult.NotNow("rate limited"),
    };
}
