using System.Globalization;
using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What somebody was shown and has not confirmed yet.</summary>
/// <param name="TopicId">Which topic it would replace.</param>
/// <param name="Version">The version that it was compared with.</param>
/// <param name="Yaml">The whole watchlist.</param>
internal sealed record PendingImport(string TopicId, int Version, string Yaml);

/// <summary>Keeps imports until somebody confirms them. In the store, so that any process may take the press.</summary>
internal sealed class PendingImports(IPlatformState state)
{
    private const string Platform = "commands";

    // What nobody confirms in this time was not meant, or is out of date.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    /// <summary>Keeps one in the place of what the person had not confirmed before. Gives the key that confirms it.</summary>
    public async Task<string> KeepAsync(CommandCall call, PendingImport import, CancellationToken cancellationToken)
    {
        var key = Keys.Of(import.TopicId, import.Yaml, call.NowUtc.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))[..10];
        var until = (call.NowUtc + Kept).ToUnixTimeMilliseconds();
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{key}\n{until}\n{import.TopicId}\n{import.Version}\n{import.Yaml}");
        while (true)
        {
            var known = await state.ReadAsync(Platform, Place(call.Community), cancellationToken);
            if (await state.TryWriteAsync(
                Platform, Place(call.Community), Encoding.UTF8.GetBytes(text), known.Version, cancellationToken))
                return key;
        }
    }

    /// <summary>Takes what a key confirms, once; null when there is nothing, or no more.</summary>
    public async Task<PendingImport?> TakeAsync(CommandCall call, string key, CancellationToken cancellationToken)
    {
        var known = await state.ReadAsync(Platform, Place(call.Community), cancellationToken);
        if (known.Value is not { } bytes || Read(Encoding.UTF8.GetString(bytes.Span), key, call.NowUtc) is not { } import)
            return null;
        return await state.TryWriteAsync(
            Platform, Place(call.Community), ReadOnlyMemory<byte>.Empty, known.Version, cancellationToken)
            ? import
            : null;
    }

    // One a community: whoever shows another one has changed the subject.
    private static string Place(CommunityId community) => "import " + community.Value;

    private static PendingImport? Read(string text, string key, DateTimeOffset nowUtc) =>
        text.Split('\n', 5) is [var kept, var until, var topic, var version, var yaml] && kept == key
            && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
            && nowUtc.ToUnixTimeMilliseconds() <= ms
            ? new PendingImport(topic, int.Parse(version, CultureInfo.InvariantCulture), yaml)
            : null;
}
