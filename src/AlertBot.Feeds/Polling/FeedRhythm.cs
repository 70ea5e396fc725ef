using System.Buffers.Text;
using System.Globalization;

namespace AlertBot.Feeds;

/// <summary>In which quarters of an hour of the last four weeks a feed brought news, and in which hours it was watched.
/// Immutable.</summary>
/// <remarks>Quarters are counted and not entries: a publisher who puts out ten at a time is no busier than one who puts
/// out one, and what comes by chance and alone can be reckoned with. Stored as one short text.</remarks>
internal sealed class FeedRhythm
{
    /// <summary>How far back it reaches.</summary>
    public const int Hours = 4 * WeekHours;

    private const int WeekHours = 7 * 24;
    private const int NewsBytes = Hours / 2;
    private const int WatchedBytes = Hours / 8;

    // A document holds what came since it was last read, unless that is longer ago.
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(26);

    private readonly byte[] news; // four bits an hour, by the hour since 1970 modulo Hours
    private readonly byte[] watched;

    private FeedRhythm(long lastHour, byte[] news, byte[] watched) =>
        (LastHour, this.news, this.watched) = (lastHour, news, watched);

    /// <summary>Nothing was watched yet.</summary>
    public static FeedRhythm None { get; } = new(0, new byte[NewsBytes], new byte[WatchedBytes]);

    /// <summary>The last hour that was watched, counted from 1970.</summary>
    public long LastHour { get; }

    /// <summary>The hour of an instant, counted from 1970.</summary>
    public static long HourOf(DateTimeOffset atUtc) => (long)Math.Floor(atUtc.ToUnixTimeSeconds() / 3600d);

    /// <summary>Reads what <see cref="ToString"/> wrote; what is none of that is no rhythm.</summary>
    public static FeedRhythm Parse(string? text)
    {
        if (text is null || text.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot)
            || !long.TryParse(text.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var hour))
            return None;
        var bytes = new byte[NewsBytes + WatchedBytes];
        return Base64Url.TryDecodeFromChars(text.AsSpan(dot + 1), bytes, out var count) && count == bytes.Length
            ? new FeedRhythm(hour, bytes[..NewsBytes], bytes[NewsBytes..])
            : None;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{LastHour}.{Base64Url.EncodeToString([.. news, .. watched])}");

    /// <summary>Whether an hour was watched; one that is longer ago than four weeks, or to come, was not.</summary>
    public bool IsWatched(long hour) => IsHeld(hour) && (watched[At(hour) / 8] >> (At(hour) % 8) & 1) == 1;

    /// <summary>How many quarters of an hour brought news, 0 to 4.</summary>
    public int NewsIn(long hour) => IsHeld(hour) ? System.Numerics.BitOperations.PopCount((uint)Quarters(hour)) : 0;

    /// <summary>Notes a poll that went well.</summary>
    /// <param name="nowUtc">When it was.</param>
    /// <param name="lastUtc">When one went well before; null when none did.</param>
    /// <param name="isNews">Whether it brought something new.</param>
    /// <param name="dates">When that was published, as far as it says; only what lies between the two polls
    /// counts.</param>
    public FeedRhythm With(
        DateTimeOffset nowUtc, DateTimeOffset? lastUtc, bool isNews, IEnumerable<DateTimeOffset> dates)
    {
        var hour = HourOf(nowUtc);
        if (hour < LastHour || (hour == LastHour && !isNews)) return this;
        var next = new FeedRhythm(hour, [.. news], [.. watched]);
        for (var gone = Math.Max(LastHour + 1, hour - Hours + 1); gone <= hour; gone++) next.Clear(gone);
        var from = lastUtc is { } last && nowUtc - last <= LongestGap ? HourOf(last) : hour;
        for (var seen = from; seen <= hour; seen++) next.watched[At(seen) / 8] |= (byte)(1 << (At(seen) % 8));
        if (!isNews) return next;
        var isDated = false;
        foreach (var date in dates.Where(date => date > (lastUtc ?? nowUtc) && date <= nowUtc))
        {
            next.Mark(date);
            isDated = true;
        }

        if (!isDated) next.Mark(nowUtc);
        return next;
    }

    private static int At(long hour) => (int)(hour % Hours);

    private bool IsHeld(long hour) => hour <= LastHour && hour > LastHour - Hours && hour >= 0;

    private int Quarters(long hour) => news[At(hour) / 2] >> (At(hour) % 2 * 4) & 0xF;

    private void Clear(long hour)
    {
        news[At(hour) / 2] &= (byte)~(0xF << (At(hour) % 2 * 4));
        watched[At(hour) / 8] &= (byte)~(1 << (At(hour) % 8));
    }

    private void Mark(DateTimeOffset atUtc)
    {
        var hour = HourOf(atUtc);
        if (IsHeld(hour)) news[At(hour) / 2] |= (byte)(1 << ((At(hour) % 2 * 4) + (atUtc.Minute / 15)));
    }
}
