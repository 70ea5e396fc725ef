using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Places;

/// <summary>Threads of alerts in text and announcement channels: what changes is told there, where that can be.</summary>
/// <remarks>A thread and the message that it belongs to have one id.</remarks>
internal sealed class IncidentThreads(
    DiscordRest rest, MessagePoster poster, TimeProvider time, IOptions<DiscordOptions> options)
{
    // Each attempt that is refused counts against the whole bot.
    private readonly Recently _without = new(TimeSpan.FromHours(1), time);
    private readonly Recently _begun = new(TimeSpan.FromDays(7), time);

    /// <summary>Answers an alert in its thread; null where none can be: then it is answered in the channel.</summary>
    public async Task<DeliveryResult?> ReplyAsync(
        Snowflake channel, ChatDelivery delivery, CancellationToken cancellationToken)
    {
        if (!Snowflake.TryParse(delivery.ReplyTo?.Id, out var alert) || _without.Has(channel)) return null;
        if (!_begun.Has(alert) && await BeginAsync(channel, alert, delivery.Message!, cancellationToken) is var begun
            && begun is not RestAnswer.Done and not RestAnswer.Refused { Code: Answers.ThreadThere })
            return Unbegun(channel, begun);
        _begun.Note(alert);
        var answer = await poster.PostAsync(alert, delivery with { ReplyTo = null }, cancellationToken);
        switch (answer)
        {
            case RestAnswer.Done done:
                return done.Read(DiscordJson.Default.ReceivedMessage) is { } made
                    ? new DeliveryResult.Sent(
                        new MessageRef(delivery.Channel with { Thread = alert.ToString() }, made.Id.ToString()))
                    : new DeliveryResult.Unknown("Discord took the message and its answer cannot be read");
            case RestAnswer.Refused refused:
                _begun.Forget(alert);
                // Gone or locked concerns this thread alone.
                if (refused.Code is not (Answers.UnknownChannel or Answers.ThreadLocked)) _without.Note(channel);
                return null;
            default:
                return Answers.Of(answer);
        }
    }

    private DeliveryResult? Unbegun(Snowflake channel, RestAnswer answer)
    {
        // Nothing was said yet: whether the thread is there is found out by asking for it again.
        if (answer is RestAnswer.Failed failed) return new DeliveryResult.NotSent(failed.Reason);
        if (answer is not RestAnswer.Refused refused) return Answers.Of(answer);
        // An alert that somebody removed can have no thread; another still can.
        if (refused.Code != Answers.UnknownMessage) _without.Note(channel);
        return null;
    }

    private async Task<RestAnswer> BeginAsync(
        Snowflake channel, Snowflake alert, Message message, CancellationToken cancellationToken)
    {
        var body = new ThreadBody
        {
            Name = PostTitle.Of(message),
            AutoArchiveDuration = (int)options.Value.ArchiveAfter.TotalMinutes,
        };
        return await rest.CallAsync(
            RestRoute.StartThread(channel, alert), RestBody.Of(body, DiscordJson.Default.ThreadBody),
            DiscordRest.ShortPatience, cancellationToken);
    }
}
