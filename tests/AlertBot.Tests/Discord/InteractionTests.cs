using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class InteractionTests : IAsyncLifetime
{
    private readonly InteractionBench _bench = new();

    private DiscordStandIn StandIn => _bench.StandIn;

    private StandInChannel Room => _bench.Room;

    private TestCatalogue Catalogue => _bench.Catalogue;

    public ValueTask InitializeAsync() => _bench.StartAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Commands_are_told_once_and_again_only_when_they_changed()
    {
        using var same = _bench.NewServer();
        same.Hear(new Snowflake(DiscordStandIn.Application), "READY", default);
        await same.StopAsync(CancellationToken.None);

        Assert.Single(StandIn.Requests, r => r.Method == "PUT");
        var watch = StandIn.Commands!.Single(c => (string)c!["name"]! == "watch")!;
        Assert.Equal("مراقبة", (string)watch["name_localizations"]!["ar"]!);
        Assert.Equal(["show", "test", "add"], watch["options"]!.AsArray().Select(o => (string)o!["name"]!));
        Assert.Equal(32, (long)watch["default_member_permissions"]!);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_command_is_heard_at_once_and_answered_when_theCatalogue_has_answered()
    {
        var gate = new TaskCompletionSource();
        Catalogue.Answer = async command =>
        {
            await gate.Task;
            return new CommandReply(Message.Line("Three incidents."), false);
        };

        var given = await StandIn.InteractAsync(Room, 2, Command("incidents", ("topic", "iraq militias")), permissions: 1 << 4);
        await given.Acknowledged;
        Assert.Equal(5, given.CallbackType);
        Assert.False(given.IsPrivate);
        Assert.Equal(TimeSpan.Zero, given.Took);
        gate.SetResult();
        await given.Answered;

        Assert.Contains("Three incidents", given.Text, StringComparison.Ordinal);
        var command = Assert.Single(Catalogue.Given);
        Assert.Equal("/incidents topic:\"iraq militias\"", command.Line);
        Assert.Equal($"discord/77/{Room.Id}", command.Channel.ToString());
        Assert.True(command.User.MayManageChannel);
        Assert.False(command.User.MayModerate);
        Assert.Equal(["66"], command.User.Roles);
        Assert.Equal("en-GB", command.Language);
        Assert.False(command.CanAnswerAlone);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task What_is_private_is_shown_to_the_asker_alone_and_files_go_with_it()
    {
        Catalogue.Answer = _ => Task.FromResult(new CommandReply(Message.Line("Tested."), true) { Files = [new ReplyFile("hits.csv", "text/csv", "a,b")] });

        var given = await StandIn.InteractAsync(Room, 2, new JsonObject
        {
            ["name"] = "watch",
            ["options"] = new JsonArray(new JsonObject
            {
                ["name"] = "test",
                ["type"] = 1,
                ["options"] = new JsonArray(new JsonObject { ["name"] = "rule", ["type"] = 3, ["value"] = "\"camp taji\" AND rocket" }),
            }),
        }, permissions: 1 << 5);
        await given.Answered;

        Assert.True(given.IsPrivate);
        Assert.Equal(["hits.csv"], given.Files);
        Assert.Equal("/watch test rule:“\"camp taji\" AND rocket”", Catalogue.Given.Single().Line);
        Assert.True(Catalogue.Given.Single() is { CanAnswerAlone: true, User.MayModerate: true });
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_command_that_has_sub_commands_can_still_be_given_alone()
    {
        var settings = StandIn.Commands!.Single(c => (string)c!["name"]! == "settings")!;
        Assert.Equal(["show", "log"], settings["options"]!.AsArray().Select(o => (string)o!["name"]!));

        foreach (var sub in (string[])["show", "log"])
            await (await StandIn.InteractAsync(Room, 2, new JsonObject
            {
                ["name"] = "settings",
                ["options"] = new JsonArray(new JsonObject { ["name"] = sub, ["type"] = 1 }),
            })).Answered;

        Assert.Equal(["/settings", "/settings log"], Catalogue.Given.Select(g => g.Line).Order(StringComparer.Ordinal));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_button_under_an_alert_answers_who_pressed_it_alone()
    {
        var given = await StandIn.InteractAsync(Room, 3, new JsonObject { ["custom_id"] = "/incident 3", ["component_type"] = 2 },
            message: new JsonObject { ["id"] = "9", ["channel_id"] = "8" });
        await given.Answered;

        Assert.Equal(5, given.CallbackType);
        Assert.True(given.IsPrivate);
        Assert.Equal("/incident 3", Catalogue.Given.Single().Line);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_button_under_ones_own_answer_turns_its_page_in_place()
    {
        var given = await StandIn.InteractAsync(Room, 3, new JsonObject { ["custom_id"] = "/incidents page:2", ["component_type"] = 2 }, user: 5,
            message: new JsonObject { ["id"] = "9", ["channel_id"] = "8", ["interaction_metadata"] = new JsonObject { ["user"] = new JsonObject { ["id"] = "5" } } });
        await given.Answered;

        Assert.Equal(6, given.CallbackType);
        Assert.Single(given.Answers);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task Completion_offers_what_theCatalogue_knows()
    {
        Catalogue.Ways = ["/incidents page:\"2\" topic:iraq-militias", "/incidents page:\"2\" topic:syria"];
        var given = await StandIn.InteractAsync(Room, 4, new JsonObject
        {
            ["name"] = "incidents",
            ["options"] = new JsonArray(
                new JsonObject { ["name"] = "topic", ["type"] = 3, ["value"] = "iraq mil", ["focused"] = true },
                new JsonObject { ["name"] = "page", ["type"] = 4, ["value"] = 2 }),
        });
        await given.Answered;

        Assert.Equal(["iraq-militias", "syria"], given.Choices);
        Assert.Equal("/incidents page:\"2\" topic:iraq-mil", Catalogue.Completed.Single().Line);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task In_a_thread_and_in_a_direct_message_the_place_is_told_as_it_is()
    {
        var thread = StandIn.AddChannel(77, kind: 11, parent: Room.Id);
        var direct = StandIn.AddChannel(null);

        await (await StandIn.InteractAsync(thread, 2, Command("incidents"))).Answered;
        await (await StandIn.InteractAsync(direct, 2, Command("incidents"))).Answered;

        Assert.Equal(
            [$"discord/77/{Room.Id}/{thread.Id}", $"discord/dm-{direct.Id}/{direct.Id}"],
            Catalogue.Given.Select(g => g.Channel.ToString()));
        Assert.Equal([false, true], Catalogue.Given.Select(g => g.User.MayModerate));
    }

    [Fact]
    public async Task An_interaction_that_is_told_twice_is_answered_once()
    {
        var given = await StandIn.InteractAsync(Room, 2, Command("incidents"));
        await given.Answered;
        StandIn.Order(new StandInFault.Answer(400, """{"code":40060,"message":"Interaction has already been acknowledged."}"""));

        var again = await StandIn.InteractAsync(Room, 2, Command("incidents"));
        await InteractionBench.UntilAsync(() => StandIn.Requests.Count(r => r.Route == "interactions///callback") == 2);

        Assert.Null(again.CallbackType);
        Assert.Single(Catalogue.Given);
    }

    private static JsonObject Command(string name, params (string Name, string Value)[] options) => new()
    {
        ["name"] = name,
        ["options"] = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["type"] = 3, ["value"] = o.Value })]),
    };
}
