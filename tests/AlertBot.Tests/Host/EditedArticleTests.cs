using AlertBot.Alerts;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Host;

/// <summary>Publishers edit what they published: what they say now counts, once.</summary>
public sealed class EditedArticleTests
{
    private const string Title = "Rockets hit Taji base";

    [Fact]
    public async Task A_raised_toll_edits_the_alert_and_is_told_without_a_second_alert_or_source()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", Title, "Rockets hit the Taji base. One soldier was killed, the army said.");
        var before = await desk.IncidentAsync(1);

        await desk.EditAsync("a", Title, "Rockets hit the Taji base. Six soldiers were killed, the army said.");
        var after = await desk.IncidentAsync(1);

        Assert.Equal((1, 6), (before.Killed?.Min, after.Killed?.Min));
        Assert.Equal((1, 1), (after.Sources.Count, after.Reports));
        Assert.Contains(after.Summary, s => s.Text.Contains("Six soldiers", StringComparison.Ordinal));
        var owed = await desk.OwedAsync(Some.ChannelA);
        Assert.Equal([DeliveryKind.Send, DeliveryKind.Edit, DeliveryKind.Reply], owed.Select(d => d.Kind));
        Assert.Single(owed.Select(d => d.IncidentId).Distinct());
    }

    [Fact]
    public async Task A_lowered_toll_is_told_as_a_correction()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", Title, "Rockets hit the Taji base. Nine soldiers were killed, the army said.");

        await desk.EditAsync("a", Title, "Rockets hit the Taji base. Two soldiers were killed, the army said.");

        Assert.Equal(2, (await desk.IncidentAsync(1)).Killed?.Max);
        var reply = (await desk.OwedAsync(Some.ChannelA)).Single(d => d.Kind == DeliveryKind.Reply);
        Assert.Contains("was 9", TextOf(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_was_edited_is_no_second_source()
    {
        await using var desk = await Desk.OpenAsync("taji");
        const string Wire = "Eighteen rockets hit the Taji base north of Baghdad late on Wednesday, the military said "
            + "in a statement. Two soldiers were killed and twelve others were wounded in the attack, it said. No group has "
            + "claimed responsibility for the attack on the base, which hosts troops of the coalition.";
        await desk.PublishAsync("a", Title, Wire);
        await desk.PublishAsync("b", Title, Wire);
        Assert.Equal((2, 1), await CountsAsync(desk));

        await desk.EditAsync(
            "b", "Taji: the toll rises", "By now four soldiers are dead after the rockets on Taji, officers told us.");
        Assert.Equal((2, 1), await CountsAsync(desk));
        await desk.EditAsync(
            "a", Title, "Rockets fell on the Taji base. The army is looking into it and will report tomorrow.");

        Assert.Equal((2, 1), await CountsAsync(desk));
        Assert.Single(await desk.OwedAsync(Some.ChannelA), d => d.Kind == DeliveryKind.Send);
    }

    [Fact]
    public async Task An_edit_that_brings_what_is_watched_brings_the_alert()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", "Rockets hit a base", "Rockets hit a base near Baghdad. One soldier was killed.");
        Assert.Empty(await desk.OwedAsync(Some.ChannelA));

        await desk.EditAsync("a", Title, "Rockets hit the Taji base near Baghdad. One soldier was killed.");

        Assert.Equal(DeliveryKind.Send, Assert.Single(await desk.OwedAsync(Some.ChannelA)).Kind);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_of_the_event_is_not_told()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", Title, "Rockets hit the Taji base. One soldier was killed. More soon.");

        await desk.EditAsync("a", Title, "Rockets hit the Taji base. One soldier was killed. Our team is on its way.");

        Assert.DoesNotContain(await desk.OwedAsync(Some.ChannelA), d => d.Kind == DeliveryKind.Reply);
        Assert.Equal(0, await desk.Store.Analysis.CountWaitingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_edit_long_after_the_event_is_done_with_and_makes_no_new_incident()
    {
        await using var desk = await Desk.OpenAsync("taji");
        await desk.PublishAsync("a", Title, "Rockets hit the Taji base. One soldier was killed.");
        desk.Time.Advance(TimeSpan.FromDays(30));
        await desk.PublishAsync("b", "Election results", "The commission counted the votes in Mosul.");

        await desk.EditAsync("a", Title, "Rockets hit the Taji base. Six soldiers were killed.");

        Assert.Equal(0, await desk.Store.Analysis.CountWaitingAsync(CancellationToken.None));
        Assert.Single(await desk.OwedAsync(Some.ChannelA));
        Assert.Null(await desk.Store.Incidents.FindAsync(3, Some.CommunityA, CancellationToken.None));
    }

    private static async Task<(int Sources, int Reports)> CountsAsync(Desk desk)
    {
        var view = await desk.IncidentAsync(1);
        return (view.Sources.Count, view.Reports);
    }

    private static string TextOf(Delivery delivery) => AlertBot.Storage.Json.StoreJson.Write(delivery.Message);
}
