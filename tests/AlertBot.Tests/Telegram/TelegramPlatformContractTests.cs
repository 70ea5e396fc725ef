using AlertBot.Chat;
using AlertBot.Telegram;
using AlertBot.Testing.Telegram;
using AlertBot.Tests.Chat;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AlertBot.Tests.Telegram;

/// <summary>Telegram keeps what every platform promises.</summary>
public sealed class TelegramPlatformContractTests : ChatPlatformContract, IAsyncLifetime
{
    private readonly Holder _holder;

    public TelegramPlatformContractTests()
        : this(new Holder())
    {
    }

    private TelegramPlatformContractTests(Holder holder)
        : base(holder.Trial) => _holder = holder;

    public async ValueTask InitializeAsync() => _holder.Bench = await TelegramBench.StartAsync();

    public ValueTask DisposeAsync() => _holder.Bench!.DisposeAsync();

    /// <summary>A group and what becomes of it.</summary>
    private sealed class Holder
    {
        private readonly List<TelegramRoom> _rooms = [];

        public TelegramBench? Bench { get; set; }

        private TelegramServer Server => Bench!.Server;

        private IEnumerable<TelegramPost> Posts => _rooms.SelectMany(Server.Answers);

        public PlatformOnTrial Trial()
        {
            _rooms.Add(Server.Open("group", "Desk"));
            return new PlatformOnTrial(
                Bench!.Platform, TelegramBench.Channel(_rooms[0]),
                () => Bench.Node("node-2").GetRequiredService<TelegramPlatform>(),
                text => Posts.Count(post => post.Texts.Any(t => t.Contains(text, StringComparison.Ordinal))))
            {
                Pass = Bench.Time.Advance,
                Close = _ => Server.ChangeBot(_rooms[0], Bench.Person, "kicked"),
                Reopen = _ => Server.ChangeBot(_rooms[0], Bench.Person, "member"),
                Move = Moved,
                Remove = message => Server.Remove(_rooms[0], ChatIds.Read(message.Id)),
                LoseAnswer = () => Server.Order(TelegramFault.CutAfter),
                LoseRequest = () => Server.Order(TelegramFault.CutBefore),
                Notified = () => [.. Posts.SelectMany(p => p.Entities).Where(e => e.Type == "text_mention")
                    .Select(e => e.Argument!.Split('=')[1])],
                AnswerTo = message => Post(message).ReplyTo is { } id ? message with { Id = ChatIds.Text(id) } : null,
                LengthOf = message => Post(message).Text.Length,
            };
        }

        private ChannelRef Moved(ChannelRef channel)
        {
            _rooms.Add(Server.Migrate(_rooms[0], isTold: false));
            return channel with { Channel = ChatIds.Text(_rooms[1].Id) };
        }

        private TelegramPost Post(MessageRef message) => Posts.Single(p => p.Id == ChatIds.Read(message.Id));
    }
}
