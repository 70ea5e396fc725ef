using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AlertBot.Alerts;
using AlertBot.Configuration;
using AlertBot.Storage;

namespace AlertBot.Verbs;

/// <summary>Shows and mends what channels are owed, beside a worker that may be running.</summary>
internal static class OutboxVerbs
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is neither sent nor replaced: all that may ask for a look.
    private static readonly DeliveryState[] NotSettled =
        [DeliveryState.Unknown, DeliveryState.Parked, DeliveryState.Sending, DeliveryState.Due];

    /// <summary>Lists rows, newest first.</summary>
    /// <param name="folder">The configuration.</param>
    /// <param name="state">Only of this state; null for all that are not settled.</param>
    /// <param name="most">At most so many, 1 to 100,000.</param>
    /// <param name="asJson">One JSON object a line instead of text for people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> ListAsync(
        ConfigFolder folder, DeliveryState? state, int most, bool asJson, CancellationToken cancellationToken)
    {
        await using var beside = await StoreBeside.OpenAsync(folder, cancellationToken);
        if (beside.Problem is { } problem) return Bad(problem);
        var outbox = beside.Get<IOutbox>();
        var rows = new List<OutboxRow>();
        foreach (var wanted in state is { } only ? [only] : NotSettled)
            rows.AddRange(await outbox.ListAsync(wanted, most - rows.Count, cancellationToken));
        foreach (var row in rows) Console.Out.WriteLine(asJson ? Json(row) : Line(row));
        if (asJson) return Exit.Done;
        var counts = await outbox.CountAsync(cancellationToken);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counts.Due} due, {counts.Sending} sending, {counts.Unknown} unknown, {counts.Parked} parked, ")
            + string.Create(CultureInfo.InvariantCulture, $"{counts.Sent} sent, {counts.Superseded} superseded"));
        return Exit.Done;
    }

    /// <summary>Makes parked or unknown rows due again.</summary>
    public static Task<int> RetryAsync(
        ConfigFolder folder, IReadOnlyList<string> keys, bool asJson, CancellationToken cancellationToken) =>
        MendAsync(
            folder, keys, asJson, "retry",
            (outbox, key) => outbox.RetryAsync(key, TimeProvider.System.GetUtcNow(), cancellationToken),
            "is neither parked nor unknown", cancellationToken);

    /// <summary>Gives up rows that are not sent.</summary>
    public static Task<int> DropAsync(
        ConfigFolder folder, IReadOnlyList<string> keys, bool asJson, CancellationToken cancellationToken) =>
        MendAsync(
            folder, keys, asJson, "drop",
            (outbox, key) => outbox.DropAsync(key, TimeProvider.System.GetUtcNow(), cancellationToken),
            "is sent already", cancellationToken);

    private static async Task<int> MendAsync(
        ConfigFolder folder, IReadOnlyList<string> keys, bool asJson, string what,
        Func<IOutbox, string, Task<bool>> mend, string whyNot, CancellationToken cancellationToken)
    {
        await using var beside = await StoreBeside.OpenAsync(folder, StoreAccess.Beside, cancellationToken);
        if (beside.Problem is { } problem) return Bad(problem);
        var outbox = beside.Get<IOutbox>();
        var exit = Exit.Done;
        foreach (var key in keys.Distinct(StringComparer.Ordinal))
        {
            var isDone = await mend(outbox, key);
            if (asJson) Console.Out.WriteLine(Json(key, what, isDone));
            else if (isDone) Console.Out.WriteLine($"{key}: {(what == "retry" ? "due again" : "given up")}");
            if (isDone) continue;
            Say.Problem($"outbox {what} {key}: it {whyNot}, or there is none. 'alertbot outbox list' shows the keys.");
            exit = Exit.BadInput;
        }
        return exit;
    }

    private static int Bad(string problem)
    {
        Say.Problem(problem);
        return Exit.BadInput;
    }

    private static string Line(OutboxRow row)
    {
        var owed = row.Delivery;
        var attempts = OperatorTexts.Count(row.Attempts, "attempt");
        return string.Join("  ", new[]
        {
            owed.Key, row.State.ToString(), owed.Kind.ToString(), owed.Severity.ToString(), owed.Channel.ToString(),
            Instant(owed.CreatedUtc), attempts, row.Reason ?? "",
        }).TrimEnd();
    }

    private static string Json(OutboxRow row) => Write(json =>
    {
        var owed = row.Delivery;
        json.WriteString("key", owed.Key);
        json.WriteString("state", row.State.ToString());
        json.WriteString("kind", owed.Kind.ToString());
        json.WriteString("severity", owed.Severity.ToString());
        json.WriteString("channel", owed.Channel.ToString());
        json.WriteString("alert", owed.AlertId);
        json.WriteNumber("sequence", owed.Sequence);
        json.WriteString("incident", owed.IncidentId);
        json.WriteString("created", Instant(owed.CreatedUtc));
        json.WriteString("due", Instant(owed.DueUtc));
        json.WriteNumber("attempts", row.Attempts);
        json.WriteString("reason", row.Reason);
        json.WriteString("sent", row.SentUtc is { } sentUtc ? Instant(sentUtc) : null);
        if (row.SentUtc is { } sent && owed.PublishedUtc is { } published)
            json.WriteNumber("delaySeconds", Math.Round((sent - published).TotalSeconds, 3));
        else json.WriteNull("delaySeconds");
    });

    private static string Json(string key, string what, bool isDone) => Write(json =>
    {
        json.WriteString("key", key);
        json.WriteString("action", what);
        json.WriteBoolean("done", isDone);
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Instant(DateTimeOffset instantUtc) =>
        instantUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
