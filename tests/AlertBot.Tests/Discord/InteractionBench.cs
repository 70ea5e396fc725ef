using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Interactions;
using AlertBot.Testing;
using AlertBot.Testing.Discord;

namespace AlertBot.Tests.Discord;

/// <summary>All that answers people on Discord, on a fake clock, before a stand-in.</summary>
internal sealed class InteractionBench : IAsyncDisposable
{
    public static readonly CommandOffers Offers = new(
    [
        new CommandOffer("incidents", Texts("incidents", "الحوادث"), [Option("topic", OptionInput.Completed), Option("page", OptionInput.Number)], CommandAccess.Everyone, false),
        new CommandOffer("mute", Texts("mute", "كتم"), [Option("for", OptionInput.Choice, "1h", "1d")], CommandAccess.ManageChannel, true),
        new CommandOffer("settings", Texts("settings", "الإعدادات"), [Option("zone", OptionInput.Completed)], CommandAccess.Everyone, true),
        new CommandOffer("settings log", Texts("settings log", "الإعدادات السجل"), [], CommandAccess.Everyone, true),
        new CommandOffer("watch show", Texts("watch show", "مراقبة عرض"), [], CommandAccess.Moderate, true),
        new CommandOffer("watch test", Texts("watch test", "مراقبة اختبار"), [Option("rule", OptionInput.Text, isRequired: true)], CommandAccess.Moderate, true),
        new CommandOffer("watch add", Texts("watch add", "مراقبة إضافة"), [
            Option("what", OptionInput.Choice, isRequired: true, "rule", "actor"), Option("topic", OptionInput.Completed, isRequired: true),
            Option("text", OptionInput.LongText, isRequired: true), Option("name", OptionInput.Text)], CommandAccess.Moderate, false)
        {
            Forms = [new FormOffer("what", "rule", ["text", "topic", "name"])],
        },
    ]);

    private readonly MemoryPlatformState _state = new();
    private readonly CancellationTokenSource _stop = new();
    private DiscordBench _bench = null!;
    private InteractionServer _server = null!;

    public FakeTime Time { get; } = new();

    public TestCatalogue Catalogue { get; } = new();

    public DiscordStandIn StandIn => _bench.StandIn;

    public TestLogs Logs => _bench.Logs;

    public StandInChannel Room { get; private set; } = null!;

    public async ValueTask StartAsync()
    {
        _bench = await DiscordBench.StartAsync(Time);
        Room = StandIn.AddChannel(77);
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

    public InteractionServer NewServer() => new(
        new InteractionDesk(
            new Responder(_bench.Rest, _bench.Options, _bench.Logs.For<Responder>()), Catalogue, Offers, Book, Time),
        new CommandRegistrar(_bench.Rest, Offers, _state, _bench.Options, _bench.Logs.For<CommandRegistrar>()),
        new Greeter(_bench.Rest, _state, Book, _bench.Options, Time, _bench.Logs.For<Greeter>()), Time,
        _bench.Logs.For<InteractionServer>());

    /// <summary>Has a person give a command without sub-commands.</summary>
    public Task<StandInInteraction> GiveAsync(string name, params (string Name, string Value)[] options) =>
        StandIn.InteractAsync(Room, 2, new JsonObject { ["name"] = name, ["options"] = Options(options) });

    public static JsonArray Options(IEnumerable<(string Name, string Value)> options) =>
        [.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o.Name, ["type"] = 3, ["value"] = o.Value })];

    public static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo()) await Task.Delay(1);
    }

    private static TextBook Book { get; } = new([new TextSource(typeof(DiscordRegistration).Assembly)]);

    private static OfferText[] Texts(string name, string arabic) =>
        [new OfferText("en", name, $"What {name} does."), new OfferText("ar", arabic, "ماذا يفعل.")];

    private static OptionOffer Option(string name, OptionInput input, params string[] choices) => Option(name, input, false, choices);

    private static OptionOffer Option(string name, OptionInput input, bool isRequired, params string[] choices) => new(
        name, Texts(name, name), input, isRequired,
        [.. choices.Select(c => new ChoiceOffer(c, new Dictionary<string, string> { ["en"] = c, ["ar"] = c }))]);

    private Task<ShardEnd> Connect(IGatewayListener listener) => new GatewayConnection(
        new GatewayShard(0, 1), new GatewayDoor(_bench.Rest, _state, _bench.Options, Time, _bench.Logs.For<GatewayDoor>()),
        listener, Time, new Random(3), _bench.Logs.For<GatewayConnection>()).RunAsync(_stop.Token);
}

/// <summary>Answers as a test says, and remembers what it was given.</summary>
internal sealed class TestCatalogue : ICommandHandler
{
    public ConcurrentQueue<IncomingCommand> Given { get; } = new();

    public ConcurrentQueue<IncomingCommand> Completed { get; } = new();

    public Func<IncomingCommand, Task<CommandReply>> Answer { get; set; } =
        _ => Task.FromResult(new CommandReply(Message.Line("Done."), false));

    public Func<IncomingCommand, CancellationToken, Task<CommandReply>>? AnswerUntil { get; set; }

    public Func<IncomingCommand, CommandCheck> Check { get; set; } = _ => new CommandCheck.Ready();

    public IReadOnlyList<string> Ways { get; set; } = [];

    public Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        Given.Enqueue(command);
        return AnswerUntil is { } until ? until(command, cancellationToken) : Answer(command);
    }

    public Task<CommandCheck> CheckAsync(IncomingCommand command, CancellationToken cancellationToken) =>
        Task.FromResult(Check(command));

    public Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        Completed.Enqueue(command);
        return Task.FromResult(Ways);
    }
}
