using AlertBot.Chat;
using AlertBot.Discord.Rest;
using AlertBot.Testing;
using AlertBot.Testing.Discord;
using AlertBot.Tests.Chat;
using Xunit;

namespace AlertBot.Tests.Discord;

/// <summary>Discord keeps what every platform promises.</summary>
public sealed class DiscordPlatformContractTests : ChatPlatformContract, IAsyncLifetime
{
    private readonly Holder _holder;

    public DiscordPlatformContractTests()
        : this(new Holder())
    {
    }

    private DiscordPlatformContractTests(Holder holder)
        : base(holder.Trial) => _holder = holder;

    public async ValueTask InitializeAsync() => _holder.Bench = await DiscordBench.StartAsync(_holder.Time);

    public ValueTask DisposeAsync() => _holder.Bench!.DisposeAsync();

    private sealed class Holder
    {
        public FakeTime Time { get; } = new();

        public DiscordBench? Bench { get; set; }

        private DiscordStandIn StandIn => Bench!.StandIn;

        public PlatformOnTrial Trial()
        {
            var channel = Bench!.NewChannel();
            return new PlatformOnTrial(new Driven(Bench.Platform, Bench), channel, Restart, CountOf)
            {
                Pass = Time.Advance,
                Close = c => RoomOf(c).CanSee = false,
                Reopen = c => RoomOf(c).CanSee = true,
                Remove = message => Of(message).IsDeleted = true,
                // It is tried again within a few seconds, and that is lost as well.
                LoseAnswer = () => StandIn.Weather = r => r.Method == "POST" ? StandInFault.CutAfter : null,
                LoseRequest = () => StandIn.Weather = r => r.Method == "POST" ? StandInFault.CutBefore : null,
                Notified = () => [.. StandIn.Messages.SelectMany(m => m.Pings).Select(p => p.Split(' ')[^1])],
                AnswerTo = message => Of(message).ReplyTo is { } to ? new MessageRef(channel, $"{to}") : null,
                LengthOf = message => Of(message).Text.Length,
            };
        }

        private IChatPlatform Restart()
        {
            var rest = new DiscordRest(Bench!.Options, Time, new Random(2), Bench.Logs.For<DiscordRest>());
            return new Driven(Bench.NewPlatform(rest), Bench, rest);
        }

        private int CountOf(string text) => StandIn.Messages.Count(m => m.Versions.Any(version =>
            StandInMessage.TextOf(version).Replace("\\", "", StringComparison.Ordinal).Contains(text, StringComparison.Ordinal)));

        private StandInChannel RoomOf(ChannelRef channel) => StandIn.Channels[ulong.Parse(channel.Channel)];

        private StandInMessage Of(MessageRef message) => StandIn.Messages.Single(m => $"{m.Id}" == message.Id);
    }

    /// <summary>The platform with a clock that goes on while it waits for its limits.</summary>
    private sealed class Driven(IChatPlatform inner, DiscordBench bench, DiscordRest? own = null) : IChatPlatform, IDisposable
    {
        public string Name => inner.Name;

        public PlatformCapabilities Capabilities => inner.Capabilities;

        public Task<DeliveryResult> SendAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
            bench.RunAsync(inner.SendAsync(delivery, cancellationToken));

        public Task<DeliveryResult> EditAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
            bench.RunAsync(inner.EditAsync(delivery, cancellationToken));

        public Task<DeliveryResult> DeleteAsync(ChatDelivery delivery, CancellationToken cancellationToken) =>
            bench.RunAsync(inner.DeleteAsync(delivery, cancellationToken));

        public Task<FindResult> FindAsync(string key, ChannelRef channel, CancellationToken cancellationToken) =>
            bench.RunAsync(inner.FindAsync(key, channel, cancellationToken));

        public Task<ChannelAccess> CheckAsync(ChannelRef channel, CancellationToken cancellationToken) =>
            bench.RunAsync(inner.CheckAsync(channel, cancellationToken));

        public void Dispose() => own?.Dispose();
    }
}
