using System.Globalization;
using System.Text;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Wire;
using AlertBot.Storage;
using AlertBot.Testing;

namespace AlertBot.Benchmarks;

/// <summary>
/// Draws alerts of a kept demo (<c>alertbot demo --data FOLDER</c>) as Discord shows them: the very JSON that the client
/// sends, laid out by a page of ours. What mark-up means there is written by hand and no proof; the limits are in the tests.
/// </summary>
internal static class DiscordCards
{
    private const string Mark = "/*CARDS*/[]";

    /// <summary>Writes a page for each layout, with some alerts each, and what each takes.</summary>
    /// <param name="data">Data folder of a demo.</param>
    /// <param name="output">Folder for the pages.</param>
    /// <param name="numbers">Numbers of the incidents, divided by commas; null for the gravest three.</param>
    public static async Task<int> DrawAsync(string data, string output, string? numbers)
    {
        await using var store = TestStore.At(data, access: StoreAccess.Own);
        if (await store.Store.OpenAsync(CancellationToken.None) is { } problem)
            throw new InvalidOperationException(problem.ToString());
        var latest = (await store.Outbox.ListAsync(null, 1000, CancellationToken.None)).Select(row => row.Delivery)
            .Where(d => d is { Message: not null, IncidentId: not null, Kind: DeliveryKind.Send or DeliveryKind.Edit })
            .GroupBy(d => d.AlertId).Select(g => g.MaxBy(d => d.Sequence)!).ToList();
        var chosen = numbers is null
            ? latest.OrderByDescending(d => d.Severity).ThenByDescending(d => d.Sequence).Take(3)
            : numbers.Split(',').Select(n => latest.First(d => NumberOf(d) == "#" + n));
        var page = await File.ReadAllTextAsync(
            Path.Combine(SharedData.RepositoryRoot!, "tests", "AlertBot.Benchmarks", "DiscordCards.html"));
        Directory.CreateDirectory(output);
        foreach (var layout in Enum.GetValues<DiscordLayout>())
        {
            var bodies = chosen.Select(d => Body(d, layout)).ToList();
            var path = Path.Combine(output, $"{layout.ToString().ToLowerInvariant()}.html");
            await File.WriteAllTextAsync(path, page.Replace(Mark, $"[{string.Join(',', bodies)}]", StringComparison.Ordinal));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{path}: {bodies.Sum(b => Encoding.UTF8.GetByteCount(b))} bytes sent"));
        }
        return 0;
    }

    private static string Body(Delivery delivery, DiscordLayout layout) => JsonSerializer.Serialize(
        new DiscordRenderer(layout).Create(new ChatDelivery(
            delivery.Key, delivery.Channel, delivery.Message, null, null, delivery.IsSilent, null)),
        DiscordJson.Default.MessageBody);

    private static string? NumberOf(Delivery delivery) =>
        delivery.Message!.Blocks.OfType<Block.Headline>().FirstOrDefault()?.Note;
}
