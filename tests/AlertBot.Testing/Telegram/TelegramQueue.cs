using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>What came of asking for updates.</summary>
internal sealed record TelegramPoll(IReadOnlyList<JsonObject> Updates, string? Conflict = null);

/// <summary>Updates that wait to be fetched, and the one who may fetch them. Safe to call from several threads.</summary>
/// <remarks>Behaviour after telegram-bot-api, Client.cpp, do_get_updates.</remarks>
internal sealed class TelegramQueue(TimeProvider time, TelegramRules rules)
{
    private const int LongestPoll = 50;

    private static readonly string[] ByDefault =
        ["message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "callback_query", "my_chat_member"];

    private readonly Lock _turn = new();
    private readonly SortedDictionary<long, (JsonObject Update, DateTimeOffset UntilUtc)> _waiting = [];
    private TaskCompletionSource<bool>? _poll;
    private IReadOnlyCollection<string> _allowed = ByDefault;
    private long _lastOffset = long.MinValue;
    private DateTimeOffset _lastPollUtc = DateTimeOffset.MinValue;
    private string _endedBy = "other getUpdates request; make sure that only one bot instance is running";
    private long _lastId = 700_000_000;

    /// <summary>Rung for every update that comes in.</summary>
    public event Action? Added;

    /// <summary>Updates that nobody confirmed yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_turn) return _waiting.Count;
        }
    }

    /// <summary>Whether somebody waits for the next one.</summary>
    public bool IsPolled
    {
        get
        {
            lock (_turn) return _poll is { Task.IsCompleted: false };
        }
    }

    /// <summary>Forgets all that wait.</summary>
    public void Drop()
    {
        lock (_turn) _waiting.Clear();
    }

    /// <summary>The updates that wait, oldest first.</summary>
    public IReadOnlyList<JsonObject> Peek()
    {
        lock (_turn)
        {
            Expire();
            return [.. _waiting.Values.Select(w => w.Update)];
        }
    }

    /// <summary>Says which kinds are wanted; null leaves it as it is, none means the usual ones.</summary>
    public void Allow(IReadOnlyCollection<string>? kinds)
    {
        if (kinds is null) return;
        lock (_turn) _allowed = kinds.Count == 0 ? ByDefault : kinds;
    }

    /// <summary>Adds an update; nothing happens when nobody wants its kind. Returns its number, or 0.</summary>
    public long Add(string kind, JsonObject content)
    {
        long id;
        lock (_turn)
        {
            if (!_allowed.Contains(kind)) return 0;
            id = ++_lastId;
            _waiting[id] = (new JsonObject { ["update_id"] = id, [kind] = content }, time.GetUtcNow() + rules.UpdatesKept);
            _poll?.TrySetResult(true);
        }
        Added?.Invoke();
        return id;
    }

    /// <summary>Numbers go on from somewhere else, as after a week without updates.</summary>
    public void BeginAnewAt(long id)
    {
        lock (_turn) _lastId = id;
    }

    /// <summary>Forgets an update that was pushed.</summary>
    public void Forget(long id)
    {
        lock (_turn) _waiting.Remove(id);
    }

    /// <summary>Ends the poll that is under way.</summary>
    public void Abort(string by = "setWebhook request")
    {
        lock (_turn)
        {
            if (_poll is null) return;
            _endedBy = by;
            _poll.TrySetResult(false);
        }
    }

    /// <summary>Fetches updates; waits for some when there are none.</summary>
    public async Task<TelegramPoll> PollAsync(long offset, int limit, int seconds, CancellationToken cancellationToken)
    {
        TaskCompletionSource<bool> mine;
        lock (_turn)
        {
            (limit, seconds) = Slowed(offset, limit, seconds);
            Confirm(offset);
            Abort("other getUpdates request; make sure that only one bot instance is running");
            if (Take(limit) is { Count: > 0 } ready || seconds <= 0) return new TelegramPoll(Take(limit));
            mine = _poll = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        var timeout = Task.Delay(TimeSpan.FromSeconds(Math.Min(seconds, LongestPoll)), time, cancellationToken);
        await Task.WhenAny(mine.Task, timeout);
        lock (_turn)
        {
            if (_poll == mine) _poll = null;
            if (mine.Task is { IsCompleted: true, Result: false })
                return new TelegramPoll([], "Conflict: terminated by " + _endedBy);
            return new TelegramPoll(Take(limit));
        }
    }

    /// <summary>Who asks the same again at once is slowed down: 3 s at least, and one update only.</summary>
    private (int Limit, int Seconds) Slowed(long offset, int limit, int seconds)
    {
        var nowUtc = time.GetUtcNow();
        var since = offset == _lastOffset ? nowUtc - _lastPollUtc : TimeSpan.MaxValue;
        (_lastOffset, _lastPollUtc) = (offset, nowUtc);
        if (since < TimeSpan.FromSeconds(3)) seconds = Math.Max(seconds, 3);
        return (since < TimeSpan.FromSeconds(0.5) ? 1 : limit, seconds);
    }

    private List<JsonObject> Take(int limit)
    {
        Expire();
        return [.. _waiting.Values.Take(limit).Select(w => w.Update)];
    }

    private void Confirm(long offset)
    {
        // One beyond the end is of an older count: the server begins at the front then.
        if (offset == 0 || offset > _lastId + 1) return;
        var from = offset < 0 ? _lastId + 1 + offset : offset;
        foreach (var id in _waiting.Keys.Where(id => id < from).ToList()) _waiting.Remove(id);
    }

    private void Expire()
    {
        var nowUtc = time.GetUtcNow();
        foreach (var (id, waiting) in _waiting.ToList())
            if (waiting.UntilUtc <= nowUtc) _waiting.Remove(id);
    }
}
