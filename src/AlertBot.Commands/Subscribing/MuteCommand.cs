using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Keeps a channel quiet about an incident, topic, actor or place for a while; lists the mutes when nothing is named.
/// </summary>
internal sealed class MuteCommand(
    MuteTargets targets, IMuteStore mutes, IAnalysisStore analysis, IAuditLog audit) : ICommand
{
    /// <summary>What is typed for a mute that ends by itself.</summary>
    public const string UntilChange = "changes";

    private const string DefaultFor = "1d";

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public CommandDefinition Definition { get; } = new(
        "mute",
        [
            MuteTargets.Options[0], OptionDefinition.Optional("for", OptionType.Duration),
            .. MuteTargets.Options.Skip(1),
        ],
        Permission.ManageChannel, IsPrivate: false,
        [
            "/mute", "/mute 3 2h", $"/mute 3 {UntilChange}", "/mute actor:kataib hezbollah for 3d",
            "/mute place:taji for 12h",
        ]);

    /// <summary>Those that hold for a channel, oldest first.</summary>
    public static async Task<List<Mute>> StandingAsync(
        IMuteStore mutes, CommandCall call, CancellationToken cancellationToken) =>
        [.. (await mutes.ListAsync(call.Community, call.NowUtc, cancellationToken))
            .Where(m => m.Channel is null || m.Channel == call.Incoming.Channel)];

    /// <summary>When a mute ends, in words.</summary>
    public static string End(Mute mute, Texts texts) => mute.UntilUtc is { } until
        ? texts.Of("commands.mute.until", ("at", texts.Of(until)))
        : texts["commands.mute.untilchange"];

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (named, problem) = await targets.OfAsync(call, cancellationToken);
        if (named is null) return problem!;
        return named.Count == 0
            ? Listed(await StandingAsync(mutes, call, cancellationToken), call)
            : await MuteAsync(named, call, cancellationToken);
    }

    private async Task<Message> MuteAsync(
        IReadOnlyList<(MuteWhat What, string Target)> named, CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var typed = call.Option("for") ?? DefaultFor;
        var isUntilChange = UntilChange.StartsWith(typed.Split(' ')[^1], StringComparison.OrdinalIgnoreCase)
            || typed == texts["commands.mute.changes"];
        DateTimeOffset? untilUtc = null;
        if (!isUntilChange)
        {
            if (ClockText.Length(typed, call.NowUtc) is not { } span || span < Shortest || span > Longest)
                return Answers.Problem(texts.Of("commands.mute.for", ("typed", typed), ("changes", UntilChange)));
            untilUtc = call.NowUtc + span;
        }
        var user = call.Incoming.User;
        var made = named.Select(t => new Mute(
            Keys.Of("mute", call.Incoming.Channel.ToString(), t.What.ToString(), t.Target,
                call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)),
            call.Community, call.Incoming.Channel, t.What, t.Target, untilUtc, isUntilChange, user.Name, call.NowUtc))
            .ToList();
        foreach (var mute in made)
        {
            await audit.AddAsync(
                new AuditEntry(
                    call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, MuteTargets.Subject(mute), null,
                    MuteTargets.Kept(mute)),
                cancellationToken);
            await analysis.AddRequestAsync(
                new AnalysisRequest.AddMute(mute.Id, mute) { Asker = call.Asker }, call.NowUtc, cancellationToken);
        }
        var back = $"/unmute {string.Join(' ', made.Select(MuteTargets.Line))}";
        return new Message(Tone.Neutral,
        [
            new Block.Paragraph(0, [texts.Of("commands.mute.done",
                ("names", texts.List([.. named.Select(t => targets.Name(t.What, t.Target, call))])),
                ("end", End(made[0], texts)))]),
            new Block.Actions(1, [new ActionButton(texts["commands.mute.back"], back)]),
        ]);
    }

    private Message Listed(IReadOnlyList<Mute> standing, CommandCall call)
    {
        var texts = call.Texts;
        return standing.Count == 0
            ? Answers.Line(texts.Of("commands.mute.none",
                ("one", "/mute 3 2h"), ("other", "/mute actor:kataib-hezbollah for:3d")))
            : Answers.List(
                texts["commands.mute.title"],
                standing.Select(m => (IReadOnlyList<Span>)
                [
                    new Span(targets.Name(m.What, m.Target, call), IsStrong: true),
                    " — " + texts.Of("commands.mute.by", ("end", End(m, texts)), ("by", m.By)),
                ]),
                texts.Of("commands.mute.end", ("line", $"/unmute {MuteTargets.Line(standing[0])}")));
    }
}

/// <summary>Ends mutes of a channel: those that are named, or all.</summary>
internal sealed class UnmuteCommand(
    MuteTargets targets, IMuteStore mutes, IAnalysisStore analysis, IAuditLog audit) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "unmute", MuteTargets.Options, Permission.ManageChannel, IsPrivate: false,
        ["/unmute", "/unmute 3", "/unmute place:taji"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (named, problem) = await targets.OfAsync(call, cancellationToken);
        if (named is null) return problem!;
        var ended = (await MuteCommand.StandingAsync(mutes, call, cancellationToken))
            .Where(m => named.Count == 0 || named.Contains((m.What, m.Target))).ToList();
        if (ended.Count == 0) return Answers.Line(call.Texts.Of("commands.unmute.none", ("line", "/mute")));
        var user = call.Incoming.User;
        foreach (var mute in ended)
        {
            await audit.AddAsync(
                new AuditEntry(
                    call.NowUtc, call.Community, user.Id, user.Name, Definition.Name, MuteTargets.Subject(mute),
                    MuteTargets.Kept(mute), null),
                cancellationToken);
            await analysis.AddRequestAsync(
                new AnalysisRequest.EndMute(Keys.Of("unmute", mute.Id), mute.Id, call.Community, user.Name)
                {
                    Asker = call.Asker,
                },
                call.NowUtc, cancellationToken);
        }
        return Answers.Line(call.Texts.Of("commands.unmute.done",
            ("names", call.Texts.List([.. ended.Select(m => targets.Name(m.What, m.Target, call))]))));
    }
}
