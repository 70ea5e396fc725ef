using AlertBot.Chat;
using AlertBot.Discord.Rest;

namespace AlertBot.Discord;

/// <summary>What an answer of the API means for a delivery. Pure.</summary>
internal static class Answers
{
    /// <summary>JSON error codes of Discord that ask for more than a word (Opcodes and Status Codes).</summary>
    public const int UnknownChannel = 10003, UnknownGuild = 10004, UnknownMessage = 10008, UnknownTag = 10087,
        ForumOnlyHasThreads = 40058, TagRequired = 40067, MissingAccess = 50001, NoPrivateMessages = 50007,
        NotATextChannel = 50008, MissingPermissions = 50013, WrongChannelType = 50024, ThreadArchived = 50083,
        NoHistoryToReply = 160002, ThreadThere = 160004, ThreadLocked = 160005, TooManyThreads = 160006,
        TooManyAnnouncementThreads = 160007;

    // "Too many edits of old messages" (30046), announcement edits (20022), write limits of a channel or server (20016,
    // 20028, 20029), too many direct messages opened (40003), sending switched off for a while (40004, 40006), a busy
    // resource (40062, 130000): they heal by waiting, whatever status they come with.
    private static readonly HashSet<int> WaitCodes =
        [20016, 20022, 20028, 20029, 30046, 40003, 40004, 40006, 40062, 130_000];

    // No access, no rights, a closed direct message, no text channel, a channel that only some may write to: nothing
    // more can go there, whatever is sent.
    private static readonly HashSet<int> ChannelCodes =
    [
        UnknownChannel, UnknownGuild, MissingAccess, NoPrivateMessages, NotATextChannel, MissingPermissions,
        WrongChannelType, 50009, ThreadLocked, TooManyThreads, TooManyAnnouncementThreads, 50278,
    ];

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

    /// <summary>
    /// The same for a message in the post or thread of an incident: that it is gone, locked or archived says nothing of
    /// the channel that it is in.
    /// </summary>
    public static DeliveryResult OfPost(RestAnswer answer) =>
        answer is RestAnswer.Refused { Code: UnknownChannel or ThreadLocked or ThreadArchived or TooManyThreads } refused
            ? Why(refused).Refused(RefusedWhat.Message)
            : Of(answer);

    /// <summary>The refusal in words for the log.</summary>
    public static string Words(RestAnswer.Refused refused) => Why(refused).Text;

    /// <summary>The refusal in words that say what to do.</summary>
    public static Reason Why(RestAnswer.Refused refused)
    {
        var reason = Reason.Of(texts => refused.Code switch
        {
            UnknownChannel => texts["discord.gone.channel"],
            UnknownGuild => texts["discord.gone.server"],
            UnknownMessage => texts["discord.gone.message"],
            MissingAccess => texts.Of("discord.lacks.access", ("rights", texts.Names(Rights.ViewChannel))),
            MissingPermissions => texts.Of("discord.lacks.unknown", ("rights", texts.Names(
                Rights.ViewChannel | Rights.SendMessages | Rights.EmbedLinks | Rights.ReadMessageHistory))),
            NoHistoryToReply => texts.Of(
                "discord.lacks.needed", ("rights", texts.Names(Rights.ReadMessageHistory))),
            NoPrivateMessages => texts["discord.dm.closed"],
            ThreadLocked or ThreadArchived => texts["discord.locked"],
            TooManyThreads or TooManyAnnouncementThreads => texts["discord.threads.full"],
            0 => texts.Of("discord.refused.status", ("status", refused.Status), ("message", refused.Message)),
            _ => texts.Of("discord.refused.code", ("message", refused.Message), ("code", refused.Code)),
        });
        var isCodeSaid = refused.Code == 0 || reason.Text.Contains($"({refused.Code})", StringComparison.Ordinal);
        return isCodeSaid ? reason : reason with { Text = $"{reason.Text} ({refused.Code})" };
    }

    private static DeliveryResult Of(RestAnswer.Refused refused)
    {
        if (WaitCodes.Contains(refused.Code)) return new DeliveryResult.RateLimited(UntoldWait);
        // A refused token, and what stands before Discord and answers without a code of its own, say nothing of this
        // message.
        if (refused is { Status: 401 } or { Status: 403, Code: 0 } or { Code: 40333 } or { Status: 408 })
            return new DeliveryResult.NotSent(Words(refused));
        var isChannel = ChannelCodes.Contains(refused.Code)
            || (refused.Status is 403 or 404 && refused.Code is not (UnknownMessage or NoHistoryToReply));
        return Why(refused).Refused(isChannel ? RefusedWhat.Channel : RefusedWhat.Message);
    }
}
