using AlertBot.Chat;
using AlertBot.Discord.Rest;

namespace AlertBot.Discord;

/// <summary>What an answer of the API means for a delivery. Pure.</summary>
internal static class Answers
{
    /// <summary>The message is gone, or a nonce belongs to one that is gone.</summary>
    public const int UnknownMessage = 10008;

    // Opcodes and Status Codes, JSON Error Codes. "Too many edits of old messages" (30046), announcement edits (20022)
    // and write limits of a channel (20016, 20028, 20029) heal by waiting, whatever status they come with.
    private static readonly HashSet<int> WaitCodes = [20016, 20022, 20028, 20029, 30046];

    // Unknown channel or server, no access, no rights, a closed direct message, no text channel, a locked thread, too
    // many threads.
    private static readonly HashSet<int> ChannelCodes =
        [10003, 10004, 50001, 50007, 50008, 50013, 50024, 160005, 160006, 50278];

    // How long a limit holds that does not say so.
    private static readonly TimeSpan UntoldWait = TimeSpan.FromMinutes(1);

    /// <summary>What to record for an answer that is not <see cref="RestAnswer.Done"/>.</summary>
    public static DeliveryResult Of(RestAnswer answer) => answer switch
    {
        RestAnswer.Limited limited => new DeliveryResult.RateLimited(limited.After),
        RestAnswer.Failed { MayBeDone: true } failed => new DeliveryResult.Unknown(failed.Reason),
        RestAnswer.Failed failed => new DeliveryResult.NotSent(failed.Reason),
        RestAnswer.Refused refused => Of(refused),
        _ => throw new InvalidOperationException($"No rule for {answer.GetType().Name}."),
    };

    /// <summary>The refusal in words that say what to do.</summary>
    public static string Words(RestAnswer.Refused refused) => refused.Code switch
    {
        10003 => "the channel is gone (10003)",
        10004 => "AlertBot is not in that server any more (10004)",
        50001 => "AlertBot may not see the channel (50001): give it View Channel there",
        50013 => "AlertBot lacks a right in the channel (50013): it needs View Channel, Send Messages, Embed Links "
            + "and Read Message History",
        50007 => "the person takes no direct messages (50007)",
        160005 => "the thread is locked (160005)",
        UnknownMessage => "the message is gone (10008)",
        0 => $"Discord refused it: {refused.Status} {refused.Message}",
        _ => $"Discord refused it: {refused.Message} ({refused.Code})",
    };

    private static DeliveryResult Of(RestAnswer.Refused refused)
    {
        if (WaitCodes.Contains(refused.Code)) return new DeliveryResult.RateLimited(UntoldWait);
        // A refused token, and what stands before Discord and answers without a code of its own, say nothing of this
        // message.
        if (refused is { Status: 401 } or { Status: 403, Code: 0 } or { Code: 40333 } or { Status: 408 })
            return new DeliveryResult.NotSent(Words(refused));
        var isChannel = ChannelCodes.Contains(refused.Code)
            || (refused.Status is 403 or 404 && refused.Code != UnknownMessage);
        return new DeliveryResult.Refused(Words(refused), isChannel ? RefusedWhat.Channel : RefusedWhat.Message);
    }
}
