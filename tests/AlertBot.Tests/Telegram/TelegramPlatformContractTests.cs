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

    public async ValueTask InitializeAsync() =>
        _holder.Bench = await TelegramBench.StartAsync(new TelegramRules { HasFloodControl = false });

    public ValueTask DisposeAsync() => _holder.Bench!.DisposeAsync();

    private sealed class Holder
    {
        public TelegramBench? Bench { get; set; }

        public PlatformOnTrial Trial() => new(
            Bench!.Platform, TelegramBench.Channel(Bench.PrivateRoom),
            () => Bench.Node("node-2").GetRequiredService<TelegramPlatform>(),
            text => Bench.Server.Answers(Bench.PrivateRoom).Count(
                post => post.Texts.Any(t => t.Contains(text, StringComparison.Ordinal))));
    }
}
