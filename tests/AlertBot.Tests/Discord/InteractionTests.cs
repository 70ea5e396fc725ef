using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Interactions;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using Xunit;

namespace AlertBot.Tests.Discord;

public sealed class InteractionTests : IAsyncLifetime
{
    private static readonly CommandOffers Offers = new(
    [
        new CommandOffer("incidents", Texts("incidents", "الحوادث"), [Option("topic", OptionInput.Completed), Option("page", OptionInput.Number)], CommandAccess.Everyone, false),
        new CommandOffer("mute", Texts("mute", "كتم"), [Option("for", OptionInput.Choice, "1h", "1d")], CommandAccess.ManageChannel, true),
        new CommandOffer("settings", Texts("settings", "الإعدادات"), [Option("zone", OptionInput.Completed)], CommandAccess.Everyone, true),
        new CommandOffer("settings log", Texts("settings log", "الإعدادات السجل"), [], CommandAccess.Everyone, true),
        new CommandOffer("watch show", Texts("watch show", "مراقبة عرض"), [], CommandAccess.Moderate, true),
        new CommandOffer("watch test", Texts("watch test", "مراقبة اختبار"), [Option("rule", OptionInput.Text, isRequired: true)], CommandAccess.Moderate, true),
    ]);

    private readonly FakeTime _time = new();
    private readonly MemoryPlatformState _state = new();
    private readonly Catalogue _catalogue = new();
    private readonly CancellationTokenSource _stop = new();
    private DiscordBench _bench = null!;
    private InteractionServer _server = null!;
    private StandInChannel _room = null!;

    private DiscordStandIn StandIn => _bench.StandIn;

    public async ValueTask InitializeAsync()
    {
        _bench = await DiscordBench.StartAsync(_time);
        _room = StandIn.AddChannel(77);
        _server = NewServer();
        _ = Connect(_server);
        await StandIn.Gateway.UntilAsync(g => g.Ready == 1);
        await UntilAsync(() => StandIn.Commands is not null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
        await _bench.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task Commands_are_told_once_and_again_only_when_they_changed()
    {
        using var same = NewServer();
        same.Hear(new Snowflake(DiscordStandIn.Application), "READY", default);
        await same.StopAsync(CancellationToken.None);

        Assert.Single(StandIn.Requests, r => r.Method == "PUT");
        var watch = StandIn.Commands!.Single(c => (string)c!["name"]! == "watch")!;
        Assert.Equal("مراقبة", (string)watch["name_localizations"]!["ar"]!);
        Assert.Equal(["show", "test"], watch["options"]!.AsArray().Select(o => (string)o!["name"]!));
        Assert.Equal(32, (long)watch["default_member_permissions"]!);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_command_is_heard_at_once_and_answered_when_the_catalogue_has_answered()
    {
        var gate = new TaskCompletionSource();
        _catalogue.Answer = async command =>
        {
            await gate.Task;
            return new CommandReply(Message.Line("Three incidents."), false);
        };

        var given = await StandIn.InteractAsync(_room, 2, Command("incidents", ("topic", "iraq militias")), permissions: 1 << 4);
        await given.Acknowledged;
        Assert.Equal(5, given.CallbackType);
        Assert.False(given.IsPrivate);
        Assert.Equal(TimeSpan.Zero, given.Took);
        gate.SetResult();
        await given.Answered;

        Assert.Contains("Three incidents", given.Text, StringComparison.Ordinal);
        var command = Assert.Single(_catalogue.Given);
        Assert.Equal("/incidents topic:\"iraq militias\"", command.Line);
        Assert.Equal($"discord/77/{_room.Id}", command.Channel.ToString());
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
        _catalogue.Answer = _ => Task.FromResult(new CommandReply(Message.Line("Tested."), true) { Files = [new ReplyFile("hits.csv", "text/csv", "a,b")] });

        var given = await StandIn.InteractAsync(_room, 2, new JsonObject
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
        Assert.Equal("/watch test rule:“\"camp taji\" AND rocket”", _catalogue.Given.Single().Line);
        Assert.True(_catalogue.Given.Single() is { CanAnswerAlone: true, User.MayModerate: true });
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_command_that_has_sub_commands_can_still_be_given_alone()
    {
        var settings = StandIn.Commands!.Single(c => (string)c!["name"]! == "settings")!;
        Assert.Equal(["show", "log"], settings["options"]!.AsArray().Select(o => (string)o!["name"]!));

        foreach (var sub in (string[])["show", "log"])
            await (await StandIn.InteractAsync(_room, 2, new JsonObject
            {
                ["name"] = "settings",
                ["options"] = new JsonArray(new JsonObject { ["name"] = sub, ["type"] = 1 }),
            })).Answered;

        Assert.Equal(["/settings", "/settings log"], _catalogue.Given.Select(g => g.Line).Order(StringComparer.Ordinal));
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_button_under_an_alert_answers_who_pressed_it_alone()
    {
        var given = await StandIn.InteractAsync(_room, 3, new JsonObject { ["custom_id"] = "/incident 3", ["component_type"] = 2 },
            message: new JsonObject { ["id"] = "9", ["channel_id"] = "8" });
        await given.Answered;

        Assert.Equal(5, given.CallbackType);
        Assert.True(given.IsPrivate);
        Assert.Equal("/incident 3", _catalogue.Given.Single().Line);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task A_button_under_ones_own_answer_turns_its_page_in_place()
    {
        var given = await StandIn.InteractAsync(_room, 3, new JsonObject { ["custom_id"] = "/incidents page:2", ["component_type"] = 2 }, user: 5,
            message: new JsonObject { ["id"] = "9", ["channel_id"] = "8", ["interaction_metadata"] = new JsonObject { ["user"] = new JsonObject { ["id"] = "5" } } });
        await given.Answered;

        Assert.Equal(6, given.CallbackType);
        Assert.Single(given.Answers);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task Completion_offers_what_the_catalogue_knows()
    {
        _catalogue.Ways = ["/incidents page:\"2\" topic:iraq-militias", "/incidents page:\"2\" topic:syria"];
        var given = await StandIn.InteractAsync(_room, 4, new JsonObject
        {
            ["name"] = "incidents",
            ["options"] = new JsonArray(
                new JsonObject { ["name"] = "topic", ["type"] = 3, ["value"] = "iraq mil", ["focused"] = true },
                new JsonObject { ["name"] = "page", ["type"] = 4, ["value"] = 2 }),
        });
        await given.Answered;

        Assert.Equal(["iraq-militias", "syria"], given.Choices);
        Assert.Equal("/incidents page:\"2\" topic:iraq-mil", _catalogue.Completed.Single().Line);
        Assert.Empty(StandIn.Complaints);
    }

    [Fact]
    public async Task In_a_thread_and_in_a_direct_message_the_place_is_told_as_it_is()
    {
        var thread = StandIn.AddChannel(77, kind: 11, parent: _room.Id);
        var direct = StandIn.AddChannel(null);

        await (await StandIn.InteractAsync(thread, 2, Command("incidents"))).Answered;
        await (await StandIn.InteractAsync(direct, 2, Command("incidents"))).Answered;

        Assert.Equal(
            [$"discord/77/{_room.Id}/{thread.Id}", $"discord/dm-{direct.Id}/{direct.Id}"],
            _catalogue.Given.Select(g => g.Channel.ToString()));
        Assert.Equal([false, true], _catalogue.Given.Select(g => g.User.MayModerate));
    }

    [Fact]
    public async Task An_interaction_that_is_told_twice_is_answered_once()
    {
        var given = await StandIn.InteractAsync(_room, 2, Command("incidents"));
        await given.Answered;
        StandIn.Order(new StandInFault.Answer(400, """{"code":40060,"message":"Interaction has already been acknowledged."}"""));

        var again = await StandIn.InteractAsync(_room, 2, Command("incidents"));
        await UntilAsync(() => StandIn.Requests.Count(r => r.Route == "interactions///callback") == 2);

        Assert.Null(again.CallbackType);
        Assert.Single(_catalogue.Given);
    }

    private static JsonObject Command(string name, params (string Name, string Value)[] options) => new()
    {
        ["name"] = name,
        ["options"] = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["type"] = 3, ["value"] = o.Value })]),
    };

    private static OfferText[] Texts(string name, string arabic) =>
        [new OfferText("en", name, $"What {name} does."), new OfferText("ar", arabic, "ماذا يفعل.")];

    private static OptionOffer Option(string name, OptionInput input, params string[] choices) => Option(name, input, false, choices);

    private static OptionOffer Option(string name, OptionInput input, bool isRequired, params string[] choices) => new(
        name, Texts(name, name), input, isRequired,
        [.. choices.Select(c => new ChoiceOffer(c, new Dictionary<string, string> { ["en"] = c, ["ar"] = c }))]);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(1);
    }

    private InteractionServer NewServer() => new(
        _bench.Rest, _catalogue, Offers,
        new CommandRegistrar(_bench.Rest, Offers, _state, _bench.Options, _bench.Logs.For<CommandRegistrar>()), _bench.Options,
        _bench.Logs.For<InteractionServer>());

    private Task<ShardEnd> Connect(IGatewayListener listener) => new GatewayConnection(
        new GatewayShard(0, 1), new GatewayDoor(_bench.Rest, _state, _bench.Options, _time, _bench.Logs.For<GatewayDoor>()),
        listener, _time, new Random(3), _bench.Logs.For<GatewayConnection>()).RunAsync(_stop.Token);

    private sealed class Catalogue : ICommandHandler
    {
        public ConcurrentQueue<IncomingCommand> Given { get; } = new();

        public ConcurrentQueue<IncomingCommand> Completed { get; } = new();

        public Func<IncomingCommand, Task<CommandReply>> Answer { get; set; } =
            _ => Task.FromResult(new CommandReply(Message.Line("Done."), false));

        public IReadOnlyList<string> Ways { get; set; } = [];

        public Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
        {
            Given.Enqueue(command);
            return Answer(command);
        }

        public Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken)
        {
            Completed.Enqueue(command);
            return Task.FromResult(Ways);
        }
    }
}
