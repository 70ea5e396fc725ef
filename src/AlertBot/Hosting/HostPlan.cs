using AlertBot.Configuration;
using AlertBot.Feeds;
using AlertBot.Terminal;

namespace AlertBot.Hosting;

/// <summary>What the worker is made of: the same for <c>run</c> and for the demo.</summary>
/// <param name="Folder">Where the configuration lies.</param>
/// <param name="Config">What it says.</param>
/// <param name="Feeds">The feeds to poll.</param>
/// <param name="Time">The only clock.</param>
/// <param name="Tick">How often Quartz asks what is due, on the real clock.</param>
/// <param name="Screen">Standard output.</param>
/// <param name="Overrides">Settings that go before all others.</param>
internal sealed record HostPlan(
    ConfigFolder Folder, BotConfig Config, IReadOnlyList<Feed> Feeds, TimeProvider Time, TimeSpan Tick,
    TerminalScreen Screen, IReadOnlyDictionary<string, string?> Overrides);
