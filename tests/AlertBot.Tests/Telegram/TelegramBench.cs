using System.Collections.Concurrent;
using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Telegram.Updates;
using AlertBot.Testing;
using AlertBot.Testing.Telegram;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AlertBot.Tests.Telegram;

/// <summary>The room as the host puts it together, against the stand-in.</summary>
internal sealed class TelegramBench : IAsyncDisposable
{
    public static readonly CancellationToken Never = CancellationToken.None;

    // No test measures time by it: it only keeps one that waits in vain from holding up the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string?> _settings;
    private readonly List<ServiceProvider> _nodes = [];

    private TelegramBench(TelegramServer server, FakeTime time, IEnumerable<(string, string)> settings)
    {
        (Server, Time) = (server, time);
        _settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Telegram:Token"] = TelegramServer.Token,
            ["Telegram:ApiBaseUrl"] = server.BaseUrl,
        };
        foreach (var (name, value) in settings) _settings[name] = value;
        Services = Node("node-1");
    }

    public TelegramServer Server { get; }

    public FakeTime Time { get; }

    public MemoryPlatformState State { get; } = new();

    private readonly MemoryLeases _leases = new();

    public ScriptedHandler Handler { get; } = new();

    public AllLogs Logs { get; } = new();

    public ServiceProvider Services { get; }

    public TelegramPlatform Platform => Services.GetRequiredService<TelegramPlatform>();

    public UpdatePoller Poller => Services.GetServices<IHostedService>().OfType<UpdatePoller>().Single();

    /// <summary>A person with a private chat.</summary>
    public TelegramPerson Person { get; private set; } = null!;

    public TelegramRoom PrivateRoom => Server.Room(Person.Id);

    public static Task<TelegramBench> StartAsync(params IEnumerable<(string, string)> settings) =>
        StartAsync(null, settings);

    public static async Task<TelegramBench> StartAsync(
        TelegramRules? rules, params IEnumerable<(string, string)> settings)
    {
        var time = new FakeTime();
        var bench = new TelegramBench(await TelegramServer.StartAsync(time, rules), time, settings);
        bench.Person = bench.Server.Person(7001, "Noor");
        return bench;
    }

    /// <summary>The channel of a chat, as the program calls it.</summary>
    public static ChannelRef Channel(TelegramRoom room, long? thread = null) => ChatIds.Channel(room.Id, thread);

    /// <summary>Another process of the same bot.</summary>
    public ServiceProvider Node(string name)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_settings).Build();
        var node = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IPlatformState>(State).AddSingleton<ILeases>(_leases)
            .AddSingleton<ICommandHandler>(Handler).AddSingleton(Handler.Offers)
            .AddTelegram(configuration, _ => name)
            .BuildServiceProvider();
        _nodes.Add(node);
        return node;
    }

    /// <summary>Asks for what waits, and handles it.</summary>
    public async Task TakeAsync()
    {
        // A poll of nothing would wait for the clock, which stands still.
        while (Server.WaitingUpdates > 0)
        {
            if (await Poller.StepAsync(Never).WaitAsync(Patience) > TimeSpan.Zero) return;
            if (Server.WaitingUpdates > 0) await ConfirmAsync();
        }
    }

    /// <summary>Somebody writes, and the bot's answers are given back.</summary>
    public async Task<IReadOnlyList<TelegramPost>> SayAsync(
        TelegramRoom room, TelegramPerson? by, string text, long? thread = null, long? replyTo = null)
    {
        var before = Server.Answers(room).Count;
        Server.Write(room, by, text, thread, replyTo);
        await TakeAsync();
        return [.. Server.Answers(room).Skip(before)];
    }

    /// <summary>Somebody presses a button, and what they were shown is given back.</summary>
    public async Task<(string? Text, bool IsAlert)?> PressAsync(
        TelegramRoom room, TelegramPost under, TelegramPerson by, string label)
    {
        var query = Server.Press(room, under, by, label);
        await TakeAsync();
        return Server.Toast(query);
    }

    public static ChatDelivery Delivery(TelegramRoom room, Message message, string key = "key-1", long? thread = null) =>
        new(key, Channel(room, thread), message, null, null, false, null);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Has the server forget what was handled, as the next poll would.</summary>
    private async Task ConfirmAsync()
    {
        var handled = await Services.GetRequiredService<UpdateLog>().NextAsync(Never);
        await Server.ConfirmAsync(handled ?? 0);
    }
}

/// <summary>A catalogue whose answers a test decides, and which notes what it was asked.</summary>
internal sealed class ScriptedHandler : ICommandHandler
{
    private readonly ConcurrentQueue<IncomingCommand> _asked = new();

    public IReadOnlyList<IncomingCommand> Asked => [.. _asked];

    public Func<IncomingCommand, CommandReply> Answer { get; set; } =
        command => new CommandReply(Message.Line("Answer to " + command.Line), false);

    public Func<IncomingCommand, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<SharedCard> Cards { get; set; } = [];

    public List<ShareRequest> Shares { get; } = [];

    public CommandOffers Offers { get; } = new(
    [
        Offer("topics", CommandAccess.Everyone),
        Offer("incidents", CommandAccess.Everyone, Option("topic", "Of which topic.", OptionInput.Completed, false)),
        Offer("incident", CommandAccess.Everyone, Option("number", "The number behind #.", OptionInput.Number, true)),
        Offer("subscribe", CommandAccess.ManageChannel,
            Option("topic", "What to hear of.", OptionInput.Completed, true),
            Option("mode", "At once, or gathered.", OptionInput.Choice, true, "instant", "daily")),
        Offer("watch test", CommandAccess.Everyone, Option("rule", "The rule to try.", OptionInput.Text, true)),
        Offer("watch show", CommandAccess.Everyone),
        Offer("merge", CommandAccess.Moderate),
        Offer("help", CommandAccess.Everyone),
    ]);

    public async Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        _asked.Enqueue(command);
        await Before(command);
        return Answer(command);
    }

    public Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(command.Line.EndsWith("topic:", StringComparison.Ordinal)
            ? [command.Line + "iraq-militias", command.Line + "taji"]
            : []);

    public Task<IReadOnlyList<SharedCard>> ShareAsync(
        ShareRequest request, CancellationToken cancellationToken)
    {
        Shares.Add(request);
        return Task.FromResult<IReadOnlyList<SharedCard>>([.. Cards.Skip(request.Skip).Take(request.Limit)]);
    }

    private static OptionOffer Option(
        string name, string words, OptionInput input, bool isRequired, params string[] choices) => new(
        name, [new OfferText("en", name, words)], input, isRequired,
        [.. choices.Select(c => new ChoiceOffer(c, new Dictionary<string, string> { ["en"] = c }))]);

    private static string Arabic(string name) => name switch
    {
        "topics" => "المواضيع",
        "subscribe" => "اشتراك",
        "watch show" => "مشاهدة عرض",
        _ => name,
    };

    private static CommandOffer Offer(string name, CommandAccess access, params OptionOffer[] options) => new(
        name, [new OfferText("en", name, $"What {name} does."), new OfferText("ar", Arabic(name), "ما يفعله الأمر")], options,
        access, false);
}

/// <summary>Everything that is logged, with what was thrown.</summary>
internal sealed class AllLogs : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();

    public IReadOnlyList<(int Id, string Text)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((eventId.Id, formatter(state, exception) + exception));

    public void Dispose()
    {
        // Nothing is held.
    }
}
