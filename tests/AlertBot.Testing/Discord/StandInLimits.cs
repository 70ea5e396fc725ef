using System.Globalization;

namespace AlertBot.Testing.Discord;

/// <summary>What a request was refused for, and what the headers say either way.</summary>
/// <param name="Headers">Of the answer.</param>
/// <param name="RetryAfter">How long to wait; null when it was let through.</param>
/// <param name="Scope">user, global or shared; null when it was let through.</param>
internal sealed record StandInLimit(
    IReadOnlyList<(string Name, string Value)> Headers, TimeSpan? RetryAfter, string? Scope);

/// <summary>The limits of the stand-in: 50 requests in any second, and a bucket a route and top-level resource.</summary>
/// <remarks>The global limit is counted over every span of a second, which is stricter than any real one.</remarks>
public sealed class StandInLimits
{
    private readonly Dictionary<string, (int Count, TimeSpan Per)> _routes = new(StringComparer.Ordinal)
    {
        ["POST channels//messages"] = (5, TimeSpan.FromSeconds(5)),
        ["PATCH channels//messages/"] = (5, TimeSpan.FromSeconds(5)),
        ["DELETE channels//messages/"] = (5, TimeSpan.FromSeconds(1)),
        ["PATCH webhooks///messages/@original"] = (5, TimeSpan.FromSeconds(2)),
        ["PUT applications//commands"] = (2, TimeSpan.FromSeconds(60)),
    };

    private readonly Dictionary<string, (int Used, DateTimeOffset ResetUtc)> _windows = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _global = new();

    /// <summary>Requests to all of the API in any second.</summary>
    public int GlobalPerSecond { get; set; } = 50;

    /// <summary>Most requests that any second has seen.</summary>
    public int Busiest { get; private set; }

    /// <summary>Sets the bucket of a route, such as <c>POST channels//messages</c>.</summary>
    public void Set(string route, int count, TimeSpan per) => _routes[route] = (count, per);

    internal StandInLimit Take(string route, string major, bool isInteraction, DateTimeOffset nowUtc)
    {
        var second = TimeSpan.FromSeconds(1);
        while (_global.TryPeek(out var first) && first + second <= nowUtc) _global.Dequeue();
        if (!isInteraction)
        {
            if (_global.Count >= GlobalPerSecond)
            {
                var wait = _global.Peek() + second - nowUtc;
                return new StandInLimit([("X-RateLimit-Global", "true"), ("X-RateLimit-Scope", "global")], wait, "global");
            }
            _global.Enqueue(nowUtc);
            Busiest = Math.Max(Busiest, _global.Count);
        }
        // The first answer to an interaction has no bucket.
        return route.EndsWith("/callback", StringComparison.Ordinal) ? new StandInLimit([], null, null) : Bucket(route, major, nowUtc);
    }

    private StandInLimit Bucket(string route, string major, DateTimeOffset nowUtc)
    {
        var (limit, per) = _routes.GetValueOrDefault(route, (50, TimeSpan.FromSeconds(1)));
        var key = $"{route}|{major}";
        var (used, resetUtc) = _windows.GetValueOrDefault(key);
        if (resetUtc <= nowUtc) (used, resetUtc) = (0, nowUtc + per);
        var isOver = used >= limit;
        if (!isOver) used++;
        _windows[key] = (used, resetUtc);
        var after = resetUtc - nowUtc;
        List<(string, string)> headers =
        [
            ("X-RateLimit-Limit", Number(limit)),
            ("X-RateLimit-Remaining", Number(limit - used)),
            ("X-RateLimit-Reset", Number((resetUtc - DateTimeOffset.UnixEpoch).TotalSeconds)),
            ("X-RateLimit-Reset-After", Number(after.TotalSeconds)),
            // Discord's names do not hold the top-level resource.
            ("X-RateLimit-Bucket", Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(route))),
        ];
        if (isOver) headers.Add(("X-RateLimit-Scope", "user"));
        return new StandInLimit(headers, isOver ? after : null, isOver ? "user" : null);
    }

    private static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
