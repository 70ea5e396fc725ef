using System.Globalization;
using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tells what a rule would have alerted, before anybody is alerted by it.</summary>
internal sealed class WatchBacktestCommand(Backtester backtester, IVoteStore votes, Lookup lookup) : ICommand, IDisposable
{
    private const int Usual = 30;

    // It takes a core while it runs: one at a time, so that alerts go on.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public CommandDefinition Definition { get; } = new(
        "watch backtest",
        [
            OptionDefinition.Required("rule", OptionType.Verbatim),
            OptionDefinition.Optional("days", OptionType.Numbers),
            OptionDefinition.Optional("topic", OptionType.Topic),
        ],
        Permission.Moderate, IsPrivate: true,
        [
            "/watch backtest \"Esper near convoy\" days:30", "/watch backtest actor:kataib-hezbollah NEAR/10 rocket*",
            "/watch backtest rocket-flash days:7 topic:iraq-militias",
        ])
    {
        Cooldown = TimeSpan.FromSeconds(30),
        Forms = [new CommandForm("rule", "days", "topic")],
    };

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var texts = call.Texts;
        var typed = call.Option("rule")!;
        var days = Usual;
        if (call.Option("days") is { } text
            && (!int.TryParse(Digits.InAscii(text).TrimEnd('d', 'D'), NumberStyles.None, CultureInfo.InvariantCulture, out days)
                || days is < 1 or > Backtester.MaxDays))
            return Answers.Problem(texts.Of(
                "commands.watch.backtest.days", ("typed", text), ("most", Backtester.MaxDays)));
        var lists = lookup.Watchlists(call.Community);
        if (call.Option("topic") is { } topic)
        {
            var (list, problem) = lookup.Watchlist(topic, call);
            if (list is null) return Answers.Problem(problem!);
            lists = [list];
        }
        var (chosen, rule, fault) = BacktestRule.Find(typed, lists);
        if (chosen is null || rule is null)
            return Answers.Problem(fault is null
                ? texts["commands.topics.none"]
                : RuleText.Problem(typed, fault, texts));
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
            return Answers.Problem(texts["commands.watch.backtest.busy"]);
        try
        {
            var judged = await votes.ListAsync(call.Community, call.NowUtc.AddDays(-days), cancellationToken);
            var result = await backtester.RunAsync(
                chosen, rule, call.Community, days, BacktestLimits.ForChat, judged, call.Views.FindAsync,
                cancellationToken);
            if (call.Views.IsPublic) result = result.ForAnybody();
            return WithNext(BacktestReport.Of(result, texts), typed, chosen, rule, texts);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // A rule that is not there yet can be taken over as it stands.
    private static Message WithNext(Message answer, string typed, Watchlist list, Rule rule, Texts texts)
    {
        if (rule.Id.Length > 0) return answer;
        var line = $"/watch add rule {list.Topic.Id} {typed.Trim()}";
        return answer with
        {
            Blocks = [.. answer.Blocks, new Block.Paragraph(2, [texts.Of("commands.watch.backtest.add", ("line", line))])],
        };
    }
}
