using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Erases all that a community made, once somebody typed a code back and then said so again. The codes are made of who
/// asks, where and when: nothing is kept of the question, and any worker knows the answer.
/// </summary>
internal sealed class SettingsEraseCommand(ICommunityData data, WatchlistRefresh refresh) : ICommand
{
    /// <summary>The command's name.</summary>
    public const string Name = "settings erase";

    private const int CodeLength = 6;
    private const int ValidMinutes = 10;

    public CommandDefinition Definition { get; } = new(
        Name,
        [OptionDefinition.Optional("code", OptionType.Word), OptionDefinition.Optional("sure", OptionType.Word)],
        Permission.Moderate, IsPrivate: true, ["/settings erase"])
    {
        Cooldown = TimeSpan.FromSeconds(2),
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        if (call.Option("code") is not { } code) return await AskAsync(call, cancellationToken);
        if (!IsCode("code", code, call)) return Wrong(texts);
        if (call.Option("sure") is not { } sure) return AskAgain(code, call);
        if (!IsCode("sure", sure, call)) return Wrong(texts);
        var rows = await data.EraseAsync(call.Community, call.NowUtc, cancellationToken);
        await refresh(atOnce: true, cancellationToken);
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [texts.Count("commands.settings.erase.done", rows)]),
            new Block.Paragraph(0, [texts.Of("commands.settings.erase.left", ("setup", "/setup"))]),
        ]);
    }

    private async Task<Message> AskAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var all = await data.ReadAsync(call.Community, cancellationToken);
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [new Span(texts["commands.settings.erase.ask"], IsStrong: true)]),
            SettingsExportCommand.Counts(all, texts),
            new Block.Paragraph(0, [texts.Of("commands.settings.erase.export", ("line", "/settings export"))]),
            new Block.Paragraph(0, [texts.Count("commands.settings.erase.type", ValidMinutes,
                ("line", $"/settings erase code:{Code("code", call, 0)}"))]),
        ]);
    }

    private static Message AskAgain(string code, CommandCall call)
    {
        var line = $"/settings erase code:{code} sure:{Code("sure", call, 0)}";
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [new Span(call.Texts["commands.settings.erase.again"], IsStrong: true)]),
            new Block.Paragraph(0, [call.Texts.Of("commands.settings.erase.line", ("line", line))]),
            new Block.Actions(1, [new ActionButton(call.Texts["commands.settings.erase.button"], line)]),
        ]);
    }

    private static Message Wrong(Texts texts) =>
        Answers.Problem(texts.Of("commands.settings.erase.code", ("line", "/settings erase")));

    private static bool IsCode(string step, string typed, CommandCall call) => Enumerable.Range(0, ValidMinutes + 1)
        .Any(back => Code(step, call, back).Equals(Digits.InAscii(typed).Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The code of a person, community and minute.</summary>
    private static string Code(string step, CommandCall call, int minutesBack)
    {
        var minute = call.NowUtc.AddMinutes(-minutesBack).ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        var key = Keys.Of("erase", step, call.Community.Value, call.Incoming.User.Id, minute);
        return string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()[..CodeLength];
    }
}
