using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

/// <summary>What is stuck is seen and mended from the command line, and the worker goes on with it.</summary>
public sealed class OutboxTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly ChannelRef Terminal = new("terminal", "local", "main", null);

    [Fact]
    public async Task What_is_stuck_is_listed_and_can_be_tried_again_or_given_up()
    {
        await using var stand = new Newsstand();
        var rows = Enumerable.Range(1, 3).Select(n => Some.Delivery(n, channel: Terminal)).ToList();
        await StoreAsync(stand, rows);

        var listed = await stand.ToEndAsync(["outbox", "list"]);
        var asJson = await stand.ToEndAsync(["outbox", "list", "--json"]);
        var parked = await stand.ToEndAsync(["outbox", "list", "--state", "parked", "--json"]);

        Assert.Equal((0, 0, 0), (listed.ExitCode, asJson.ExitCode, parked.ExitCode));
        Assert.Contains(listed.OutputLines, line => line.Contains(rows[0].Key, StringComparison.Ordinal)
            && line.Contains("the message is not liked", StringComparison.Ordinal));
        Assert.Equal(
            [(rows[1].Key, "Unknown", "no answer in time"), (rows[0].Key, "Parked", "the message is not liked")],
            asJson.OutputLines.Select(Row));
        Assert.Equal(rows[0].Key, Row(Assert.Single(parked.OutputLines)).Key);

        var retried = await stand.ToEndAsync(["outbox", "retry", rows[0].Key]);
        var dropped = await stand.ToEndAsync(["outbox", "drop", rows[1].Key]);
        var late = await stand.ToEndAsync(["outbox", "drop", rows[2].Key]);
        var wrong = await stand.ToEndAsync(["outbox", "retry", rows[1].Key, "no-such-key"]);

        Assert.Equal((0, 0, 1, 1), (retried.ExitCode, dropped.ExitCode, late.ExitCode, wrong.ExitCode));
        Assert.Contains("is sent already", late.Errors, StringComparison.Ordinal);
        Assert.Contains("no-such-key", wrong.Errors, StringComparison.Ordinal);

        await using (var run = await stand.StartedAsync())
        {
            await run.SeesAsync(line => line.Contains("Incident 1, 1", StringComparison.Ordinal));
            await run.SignalAsync("TERM");
            Assert.Equal(0, (await run.EndAsync()).ExitCode);
        }
        Assert.Equal([rows[0].Key], stand.Transcript.Select(s => s.Key));
        Assert.Empty((await stand.ToEndAsync(["outbox", "list", "--json"])).OutputLines);
    }

    // One row that was refused, one of which nobody knows, and one that was sent.
    private static async Task StoreAsync(Newsstand stand, IReadOnlyList<Delivery> rows)
    {
        var folder = Path.GetDirectoryName(stand.Database)!;
        Directory.CreateDirectory(folder);
        await using var store = TestStore.At(folder);
        Assert.Null(await store.Store.OpenAsync(Never));
        await store.CommitAsync(Some.Outcome(deliveries: rows));
        await store.Outbox.ClaimDueAsync("worker", 10, TimeSpan.FromMinutes(1), Some.NowUtc, Never);
        await store.Outbox.SettleAsync(
            [
                new SettledRow(rows[0].Key, new Settlement.Parked("the message is not liked"), Some.NowUtc),
                new SettledRow(rows[1].Key, new Settlement.Unknown(null, "no answer in time"), Some.NowUtc),
                new SettledRow(rows[2].Key, new Settlement.Sent(Some.Message(rows[2])), Some.NowUtc),
            ],
            Never);
    }

    private static (string Key, string State, string? Reason) Row(string line)
    {
        using var row = JsonDocument.Parse(line);
        return (row.RootElement.GetProperty("key").GetString()!, row.RootElement.GetProperty("state").GetString()!,
            row.RootElement.GetProperty("reason").GetString());
    }
}
