using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Terminal;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Alerts;

/// <summary>What people read, as plain text of the terminal.</summary>
public sealed class AlertCardTests
{
    private static readonly AlertChange[] Changes =
    [
        new(new DateTimeOffset(2020, 3, 11, 20, 15, 0, TimeSpan.Zero), new NamedChange(NamedChangeKind.FirstDenial, 3)
        {
            Name = "Kata'ib Hezbollah",
        }),
        new(new DateTimeOffset(2020, 3, 11, 20, 45, 0, TimeSpan.Zero), new NamedChange(NamedChangeKind.DeathsStep, 4)
        {
            Deaths = new NumberRange(3, 3),
            WasDeaths = new NumberRange(2, 2),
        }),
    ];

    private static IncidentView Full => SomeViews.View(SomeViews.Full);

    [Fact]
    public void A_first_alert() => Check("FirstAlert", AlertCard.Alert(TestTexts.English, SomeViews.View(SomeViews.First), []));

    [Fact]
    public void An_alert_with_all_that_it_can_tell() => Check("FullAlert", AlertCard.Alert(TestTexts.English, Full, Changes));

    [Fact]
    public void A_withdrawn_alert() => Check("WithdrawnAlert", AlertCard.Alert(
        TestTexts.English, SomeViews.View(SomeViews.First with { State = IncidentState.Retracted, RetractedWhy = "It was a drill." }),
        []));

    [Fact]
    public void An_alert_that_points_to_another() => Check("MergedAlert", AlertCard.MergedAlert(
        TestTexts.English, 3, SomeViews.View(SomeViews.First), 1, Full with { Number = 1 }));

    [Fact]
    public void A_reply() => Check("Reply", AlertCard.Reply(
        TestTexts.English, Full, Told(IncidentChanges.Between(SomeViews.View(SomeViews.First), Full))));

    [Fact]
    public void A_digest() => Check("Digest", AlertCard.Digest(
        TestTexts.English, [SomeViews.View(SomeViews.First) with { Number = 4 }, Full], leftOut: 1));

    [Fact]
    public void Text_that_tries_tricks_stays_harmless_text() =>
        Check("HostileAlert", AlertCard.Alert(TestTexts.English, SomeViews.View(SomeViews.Hostile), []));

    [Fact]
    public void Every_alert_can_be_shown_within_three_hundred_characters_and_keeps_its_headline()
    {
        foreach (var view in new[] { SomeViews.View(SomeViews.First), Full, SomeViews.View(SomeViews.Hostile) })
        {
            var delivery = new ChatDelivery(
                "key", Some.ChannelA, AlertCard.Alert(TestTexts.English, view, Changes), null, null, false, null);
            var text = TestPlatformMarkup.Render(delivery, new TestPlatformRules());

            Assert.InRange(text.Length, 1, 300);
            Assert.Contains($"#{view.Number}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_number_of_a_source_that_is_not_left_out_stands_for_a_line()
    {
        var message = AlertCard.Alert(TestTexts.English, Full, Changes);
        var numbers = message.Blocks.OfType<Block.Sentence>().SelectMany(s => s.Sources)
            .Concat(message.Blocks.OfType<Block.Ledger>().SelectMany(l => l.Lines.Select(line => line.Source)))
            .ToHashSet();

        Assert.Subset(message.Blocks.OfType<Block.SourceList>().Single().Lines.Select(l => l.Number).ToHashSet(),
            numbers);
    }

    private static IReadOnlyList<AlertChange> Told(IReadOnlyList<NamedChange> changes) =>
    [
        .. changes.Select(c => new AlertChange(Some.NowUtc, c)
        {
            Outlet = c.Source is { } n ? Full.Sources[n - 1].Outlet : null,
        }),
    ];

    private static void Check(string name, Message message) => Approved.Check(
        "Alerts/Approved/" + name, string.Join('\n', Card.Lines(message)) + "\n");
}
