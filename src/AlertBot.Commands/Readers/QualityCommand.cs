using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>Verdicts and precision in words. Pure.</summary>
internal static class QualityText
{
    /// <summary>For example "wrong place".</summary>
    public static string Of(Verdict verdict, Texts texts) => texts[verdict switch
    {
        Verdict.Good => "commands.quality.good",
        Verdict.WrongPlace => "commands.quality.place",
        Verdict.WrongActor => "commands.quality.actor",
        Verdict.Duplicate => "commands.quality.duplicate",
        _ => "commands.quality.noise",
    }];

    /// <summary>For example "80%"; a dash when nothing was decided.</summary>
    public static string Percent(Precision precision) => precision.Percent is { } percent
        ? string.Create(CultureInfo.InvariantCulture, $"{percent}%")
        : "–";
}

/// <summary>Tells how precise alerts are by what readers say of them: by rule, by source, by week.</summary>
internal sealed class QualityCommand(IVoteStore votes, Lookup lookup) : ICommand
{
    private const string DefaultSince = "8w";
    private const int ShownRows = 12;
    private const int DaysOfWeek = 7;

    public CommandDefinition Definition { get; } = new(
        "quality",
        [OptionDefinition.Optional("topic", OptionType.Topic), OptionDefinition.Optional("since", OptionType.Since)],
        Permission.Moderate, IsPrivate: true,
        ["/quality", "/quality iraq-militias", "/quality iraq-militias since:30d"]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var since = call.Option("since") ?? DefaultSince;
        if (SinceText.Parse(since, call.NowUtc) is not { } sinceUtc)
            return Answers.Problem(Answers.NoTime(call, "since", since));
        string? topic = null;
        if (call.Option("topic") is { } typed)
        {
            var (found, problem) = lookup.Topic(typed, call);
            if (found is null) return Answers.Problem(problem!);
            topic = found.Id + "/";
        }
        var cast = (await votes.ListAsync(call.Community, sinceUtc, cancellationToken))
            .Where(v => topic is null || v.Rules.Any(r => r.StartsWith(topic, StringComparison.Ordinal))).ToList();
        if (cast.Count == 0)
            return Answers.Line(texts.Of("commands.quality.none",
                ("since", texts.Of(sinceUtc)), ("good", "/good 3"), ("noise", "/noise 3")));
        var rules = Precision.By(
            cast, v => v.Rules.Where(r => topic is null || r.StartsWith(topic, StringComparison.Ordinal)));
        var blocks = new List<Block> { Whole(cast, sinceUtc, texts) };
        foreach (var (title, rows) in (ReadOnlySpan<(string, IReadOnlyList<(string, Precision)>)>)
            [
                ("commands.quality.byrule", rules),
                ("commands.quality.bysource", Precision.By(cast, v => v.Outlets)),
                ("commands.quality.byweek", ByWeek(cast, texts)),
            ])
            if (rows.Count > 0) blocks.Add(Table(title, rows, texts));
        if (Reasons(cast, texts) is { Items.Count: > 0 } reasons) blocks.Add(reasons);
        return new Message(Tone.Neutral, blocks);
    }

    private static Block Whole(List<Vote> cast, DateTimeOffset sinceUtc, Texts texts)
    {
        var all = Precision.Of(cast);
        return new Block.Paragraph(0,
        [
            new Span(QualityText.Percent(all), IsStrong: true), " ",
            texts.Count("commands.quality.whole", all.Judged,
                ("good", all.Good), ("noise", all.Noise), ("undecided", all.Undecided), ("since", texts.Of(sinceUtc))),
        ]);
    }

    private static Block Table(
        string title, IReadOnlyList<(string Name, Precision Precision)> rows, Texts texts) => new Block.Table(
        1, texts[title],
        ["", texts["commands.quality.precision"], texts["commands.quality.good"], texts["commands.quality.noise"]],
        [.. rows.Take(ShownRows).Select(r => (IReadOnlyList<Span>)
        [
            new Span(r.Name, IsStrong: true), QualityText.Percent(r.Precision), Text(r.Precision.Good),
            Text(r.Precision.Noise),
        ])])
        {
            LeftOut = Math.Max(0, rows.Count - ShownRows),
        };

    // By the Monday with which each week begins, the newest first.
    private static List<(string Name, Precision Precision)> ByWeek(List<Vote> cast, Texts texts) =>
    [
        .. cast.GroupBy(v => Monday(v.AtUtc)).OrderByDescending(g => g.Key)
            .Select(g => (texts.Of(g.Key), Precision.Of(g))),
    ];

    private static DateOnly Monday(DateTimeOffset atUtc)
    {
        var day = DateOnly.FromDateTime(atUtc.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + DaysOfWeek - (int)DayOfWeek.Monday) % DaysOfWeek));
    }

    private static Block.Facts Reasons(List<Vote> cast, Texts texts) => new Block.Facts(2,
    [
        .. cast.Where(v => v.Verdict is not (Verdict.Good or Verdict.Noise)).GroupBy(v => v.Verdict).OrderBy(g => g.Key)
            .Select(g => new Fact(QualityText.Of(g.Key, texts), Text(g.Count()))),
    ]);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
