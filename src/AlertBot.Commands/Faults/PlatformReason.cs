using System.Text.RegularExpressions;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Why a platform did not take something, in the language of whoever reads it. The store keeps the English of the hour
/// when it happened; what nobody foresaw is quoted as it is. Pure.
/// </summary>
internal static partial class PlatformReason
{
    // Discord's numbers, and the words of Telegram's server and of our own rooms.
    private static readonly (string Part, string Key)[] Known =
    [
        ("(10003)", "commands.reason.channel"), ("(10004)", "commands.reason.server"),
        ("(50001)", "commands.reason.see"), ("(50013)", "commands.reason.rights"),
        ("(50007)", "commands.reason.direct"), ("(160005)", "commands.reason.locked"),
        ("(10008)", "commands.reason.message"), ("there is no message", "commands.reason.message"),
        ("chat not found", "commands.reason.channel"), ("there is no such chat", "commands.reason.channel"),
        ("Telegram has no chat", "commands.reason.channel"), ("bot was blocked", "commands.reason.blocked"),
        ("bot was kicked", "commands.reason.server"), ("bot is not a member", "commands.reason.server"),
        ("the bot is not in the chat", "commands.reason.server"), ("not enough rights", "commands.reason.write"),
        ("no administrator of the channel", "commands.reason.write"), ("lacks the right to post", "commands.reason.write"),
        ("may not send messages", "commands.reason.write"), ("message thread not found", "commands.reason.thread"),
        ("TOPIC_CLOSED", "commands.reason.locked"), ("the answer never came", "commands.reason.unanswered"),
    ];

    /// <summary>The reason in a language; as it is in English.</summary>
    public static string Of(Texts texts, string reason)
    {
        if (texts.Language == TextBook.English) return reason;
        if (GivenUp().Match(reason) is { Success: true } given)
            return texts.Of(
                "commands.reason.givenup", ("count", given.Groups["count"].Value),
                ("reason", Of(texts, given.Groups["reason"].Value)));
        if (Lacking().Match(reason) is { Success: true } lacking)
            return texts.Of("commands.reason.lacks", ("rights", lacking.Groups["rights"].Value));
        var key = Array.Find(Known, k => reason.Contains(k.Part, StringComparison.OrdinalIgnoreCase)).Key;
        return key is null ? texts.Quote(reason, TextBook.English) : texts[key];
    }

    [GeneratedRegex("^given up after (?<count>[0-9]+) attempts?: (?<reason>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GivenUp();

    [GeneratedRegex("^AlertBot lacks rights there: (?<rights>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lacking();
}
