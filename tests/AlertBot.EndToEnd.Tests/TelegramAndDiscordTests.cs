using System.Text.Json.Nodes;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>One program, a community on each platform.</summary>
public sealed class TelegramAndDiscordTests
{
    private const ulong Guild = 70_000_000_000_000_000;
    private const ulong ManageChannels = 1 << 4;

    [Fact]
    public async Task One_incident_is_posted_and_edited_on_both_and_one_that_fails_does_not_hold_up_the_other()
    {
        await using var discord = await DiscordStandIn.StartAsync();
        // On a real clock nobody knows how busy the machine is.
        discord.Deadline = TimeSpan.FromMinutes(3);
        var channel = discord.AddChannel(Guild);
        await using var desk = await TelegramDesk.OpenAsync();
        var (group, isGraver) = (desk.Group("Desk"), false);
        desk.Stand.Add("agency", _ => FeedServerReply.Document(isGraver ? TelegramDesk.Agency(11, 41) : TelegramDesk.NoNews));
        await using var run = await desk.StartedAsync(
            ("Discord__Token", DiscordStandIn.Token), ("Discord__ApiBaseUrl", discord.ApiBaseUrl));
        await run.SeesAsync(line => line.Contains("is ready", StringComparison.Ordinal));
        await SubscribeAsync(run, discord, channel);
        await desk.SubscribeAsync(run, group);

        await desk.PublishAsync(run, 11, group);
        await run.UntilAsync(() => Alerts(11).Count == 1);
        var (onTelegram, onDiscord) = (Assert.Single(desk.Alerts(group, 11)), Alerts(11)[0]);
        isGraver = true;
        await run.UntilAsync(() => onTelegram.Texts.Count > 1 && onDiscord.Versions.Count > 1);
        await run.UntilAsync(() => desk.Server.Answers(group).Any(p => p.ReplyTo == onTelegram.Id)
            && discord.Messages.Any(m => m.ReplyTo == onDiscord.Id));
        desk.Server.Delete(group);
        await desk.PublishAsync(run, 12);
        await run.UntilAsync(() => Alerts(12).Count == 1);
        Assert.Equal(0, (await TelegramDesk.StopAsync(run)).ExitCode);

        Assert.All([onTelegram.Text, onDiscord.Text], text => Assert.Contains("41", text, StringComparison.Ordinal));
        Assert.Single(desk.Alerts(group, 11));
        Assert.Empty(discord.Complaints);

        IReadOnlyList<StandInMessage> Alerts(int place) => [.. discord.Messages.Where(
            m => m.ReplyTo is null && m.Text.Contains(Newsstand.Place(place), StringComparison.Ordinal))];
    }

    private static async Task SubscribeAsync(ProgramRun run, DiscordStandIn discord, StandInChannel channel)
    {
        JsonObject Option(string name, string value) => new() { ["name"] = name, ["type"] = 3, ["value"] = value };
        var given = await discord.InteractAsync(channel, 2, new JsonObject
        {
            ["name"] = "subscribe",
            ["options"] = new JsonArray(Option("topic", "blasts"), Option("severity", "low")),
        }, permissions: ManageChannels);
        await run.UntilAsync(() => given.Answered.IsCompleted);
    }
}
