using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What a rule would have found, for people.</summary>
public static class BacktestReport
{
    private const int Samples = 3;
    private const int MissedShown = 5;

    /// <summary>The whole answer.</summary>
    public static Message Of(BacktestResult result, Texts texts)
    {
        var blocks = new List<Block>
        {
            new Block.Paragraph(0, [new Span(result.Query, IsStrong: true), $" ({result.Topic})"]),
            new Block.Paragraph(0, [Head(result, texts)]),
        };
        if (result.Incidents.Count > 0)
        {
            blocks.Add(new Block.Facts(0, [.. Facts(result, texts)]));
            AddMarks(blocks, result, texts);
            var samples = result.Incidents.Where(hit => hit.Title.Length > 0).Take(Samples).ToList();
            if (samples.Count > 0)
                blocks.Add(new Block.Bullets(
                    1, texts["commands.watch.backtest.samples"], [.. samples.Select(hit => Line(hit, texts))]));
        }
        else
        {
            AddMarks(blocks, result, texts);
        }
        if (result.IsCut)
            blocks.Add(new Block.Paragraph(0, [texts.Of(
                "commands.watch.backtest.cut", ("articles", Articles(result.Articles, texts)), ("days", Days(result.CoveredDays, texts)))]));
        return new Message(Tone.Neutral, blocks);
    }

    // What people marked is the proof: a rule that finds less is better only where it loses noise.
    private static void AddMarks(List<Block> blocks, BacktestResult result, Texts texts)
    {
        if (result.Marks is not { } marks) return;
        var told = texts.Of(
            "commands.watch.backtest.marks",
            ("missed", texts.Count("commands.watch.backtest.good", marks.Missed.Count, ("all", Number(marks.Good)))),
            ("dropped", texts.Count("commands.watch.backtest.noise", marks.Dropped, ("all", Number(marks.Noise)))));
        if (marks.Missed.Count > 0)
            told += " " + texts.Of(
                "commands.watch.backtest.missed",
                ("numbers", texts.Joined(marks.Missed.Take(MissedShown).Select(n => $"#{n}"))));
        if (marks.IsCut) told += " " + texts["commands.watch.backtest.somemarks"];
        blocks.Add(new Block.Paragraph(0, [told]));
    }

    private static IEnumerable<Fact> Facts(BacktestResult result, Texts texts)
    {
        yield return new Fact(texts["commands.watch.backtest.grave"], Number(result.Grave));
        yield return new Fact(texts["commands.watch.backtest.new"], Number(result.New));
        if (result.NoisiestOutlet is { } outlet)
            yield return new Fact(
                texts["commands.watch.backtest.noisiest"],
                texts.Of(
                    "commands.watch.backtest.share", ("outlet", outlet), ("count", result.NoisiestCount),
                    ("all", Articles(result.Matched, texts))));
    }

    private static IReadOnlyList<Span> Line(BacktestHit hit, Texts texts) =>
    [
        hit.Number is { } number ? string.Create(CultureInfo.InvariantCulture, $"#{number} ") : "",
        new Span(texts.Quote(hit.Title, hit.Language), hit.Link), hit.Outlet.Length == 0 ? "" : $" — {hit.Outlet}, {texts.Of(hit.AtUtc)}",
        hit.IsNew ? " " + texts["commands.watch.backtest.isnew"] : "",
    ];

    private static string Head(BacktestResult result, Texts texts)
    {
        if (result.Articles == 0)
            return texts.Count("commands.watch.backtest.nothing", result.Days);
        return result.Incidents.Count == 0
            ? texts.Count(
                "commands.watch.backtest.none", result.Days, ("articles", Articles(result.Articles, texts)))
            : texts.Count(
                "commands.watch.backtest.found", result.Incidents.Count, ("days", Days(result.CoveredDays, texts)),
                ("perday", result.PerDay.ToString("0.#", CultureInfo.InvariantCulture)));
    }

    private static string Days(double days, Texts texts) =>
        texts.Count("commands.counted.days", Math.Max(1, (long)Math.Round(days)));

    private static string Articles(int count, Texts texts) => texts.Count("commands.counted.articles", count);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
