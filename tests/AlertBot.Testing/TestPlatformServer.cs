using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>The tight limits of the test platform.</summary>
public sealed record TestPlatformRules
{
    /// <summary>Longest message in UTF-16 units.</summary>
    public int MaxLength { get; init; } = 300;

    /// <summary>Most buttons under a message.</summary>
    public int MaxButtons { get; init; } = 2;

    /// <summary>Calls that a channel takes at once.</summary>
    public int Burst { get; init; } = 1000;

    /// <summary>How long it takes until a channel takes one more.</summary>
    public TimeSpan Refill { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the platform can tell what it has, and takes a key but once.</summary>
    public bool CanFind { get; init; } = true;

    /// <summary>In what lengths are counted.</summary>
    public LengthUnit LengthUnit { get; init; }

    /// <summary>
    /// The documented limits, in any span of their length; when there are some, the burst does not count.
    /// </summary>
    public IReadOnlyList<RateLimit> Limits { get; init; } = [];

    /// <summary>How long a key is remembered; null for ever.</summary>
    public TimeSpan? KeysKept { get; init; }

    /// <summary>How old a message may be that is removed; null for any age.</summary>
    public TimeSpan? DeletesUntil { get; init; }

    /// <summary>Edits of messages older than an hour that a channel takes in a minute; null for any number.</summary>
    public int? OldEditsAMinute { get; init; }

    /// <summary>Whether a wait is told in whole seconds.</summary>
    public bool WaitsInWholeSeconds { get; init; }

    /// <summary>
    /// Discord as documented in 2026: 2,000 code points, 25 buttons, 50 calls a second in all and 5 in 5 seconds a
    /// channel, a
    /// nonce that holds for a few minutes, edits of old messages with a cap of their own.
    /// </summary>
    public static TestPlatformRules Discord { get; } = new()
    {
        MaxLength = 2000,
        MaxButtons = 25,
        LengthUnit = LengthUnit.CodePoints,
        KeysKept = TimeSpan.FromMinutes(3),
        OldEditsAMinute = 5,
        Limits =
        [
            new RateLimit(RateScope.Platform, 50, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 5, TimeSpan.FromSeconds(5)),
        ],
    };

    /// <summary>
    /// Telegram as documented in 2026: 4,096 UTF-16 units, 30 messages a second in all, one a second and 20 a minute in
    /// a group, no
    /// key, waits in whole seconds, removal within 48 hours.
    /// </summary>
    public static TestPlatformRules Telegram { get; } = new()
    {
        MaxLength = 4096,
        MaxButtons = 100,
        CanFind = false,
        DeletesUntil = TimeSpan.FromHours(48),
        WaitsInWholeSeconds = true,
        Limits =
        [
            new RateLimit(RateScope.Platform, 30, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 1, TimeSpan.FromSeconds(1)),
            new RateLimit(RateScope.Channel, 20, TimeSpan.FromMinutes(1)),
        ],
    };
}

/// <summary>A message as the server has it.</summary>
/// <param name="Ref">Where it stands.</param>
/// <param name="Key">The key that it was posted with.</param>
/// <param name="ReplyTo">What it answers; null when it stands alone.</param>
/// <param name="IsSilent">Whether it came without sound.</param>
/// <param name="Texts">What it said at first and after each edit that changed it.</param>
/// <param name="IsDeleted">Whether it is gone.</param>
public sealed record TestMessage(
    MessageRef Ref, string Key, MessageRef? ReplyTo, bool IsSilent, IReadOnlyList<string> Texts, bool IsDeleted)
{
    /// <summary>What it says now.</summary>
    public string Text => Texts[^1];
}

/// <summary>The far side of the test platform. Safe to call from several threads.</summary>
public sealed class TestPlatformServer(TimeProvider time, TestPlatformRules? rules = null)
{
    private readonly Lock _turn = new();
    private readonly HashSet<ChannelRef> _channels = [];
    private readonly List<TestMessage> _messages = [];
    private readonly Dictionary<string, MessageRef> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<ChannelRef, TestPlatformBudget> _budgets = [];
    private readonly Queue<TestFault> _faults = new();
    private readonly Dictionary<ChannelRef, string> _closed = [];
    private readonly Dictionary<ChannelRef, ChannelRef> _moved = [];
    private readonly Dictionary<MessageRef, DateTimeOffset> _postedUtc = [];
    private readonly List<(ChannelRef Channel, DateTimeOffset AtUtc, bool IsOldEdit)> _calls = [];
    private int _lastId;

    /// <summary>The limits in force.</summary>
    public TestPlatformRules Rules { get; } = rules ?? new TestPlatformRules();

    /// <summary>
    /// Decides the fault of every call that none was ordered for; the delivery is null for a look-up.
    /// </summary>
    public Func<ChatDelivery?, TestFault> Weather { get; set; } = _ => TestFault.None;

    /// <summary>How many calls were refused for their number.</summary>
    public int RateLimited { get; private set; }

    /// <summary>Every message ever posted, oldest first.</summary>
    public IReadOnlyList<TestMessage> Messages
    {
        get
        {
            lock (_turn) return [.. _messages];
        }
    }

    /// <summary>Makes a channel.</summary>
    public ChannelRef Open(ChannelRef channel)
    {
        lock (_turn) _channels.Add(channel);
        return channel;
    }

    /// <summary>Has a channel refuse everything, as when the bot was thrown out.</summary>
    public void Close(ChannelRef channel, string why)
    {
        lock (_turn) _closed[channel] = why;
    }

    /// <summary>Lets the bot in again.</summary>
    public void Reopen(ChannelRef channel)
    {
        lock (_turn) _closed.Remove(channel);
    }

    /// <summary>Gives a channel another address, as when a group becomes a supergroup.</summary>
    public void Move(ChannelRef from, ChannelRef to)
    {
        lock (_turn)
        {
            _channels.Remove(from);
            _channels.Add(to);
            _moved[from] = to;
        }
    }

    internal ChannelAccess Access(ChannelRef channel)
    {
        lock (_turn)
        {
            if (_closed.TryGetValue(channel, out var why)) return new ChannelAccess.Closed(why);
            return _channels.Contains(channel) ? new ChannelAccess.Open() : new ChannelAccess.Closed("there is no such channel");
        }
    }

    /// <summary>Orders faults for the next calls.</summary>
    public void Order(params ReadOnlySpan<TestFault> faults)
    {
        lock (_turn)
        {
            foreach (var fault in faults) _faults.Enqueue(fault);
        }
    }

    internal TestFault NextFault(ChatDelivery? delivery)
    {
        lock (_turn) return _faults.TryDequeue(out var fault) ? fault : Weather(delivery);
    }

    internal DeliveryResult Post(ChatDelivery delivery, string text)
    {
        lock (_turn)
        {
            if (Refuse(delivery, text) is { } refused) return refused;
            if (Rules.CanFind && Remembered(delivery.Key) is { } known) return new DeliveryResult.Sent(known);
            var made = new MessageRef(delivery.Channel, (++_lastId).ToString(CultureInfo.InvariantCulture));
            _messages.Add(new TestMessage(made, delivery.Key, delivery.ReplyTo, delivery.IsSilent, [text], false));
            _keys[delivery.Key] = made;
            _postedUtc[made] = time.GetUtcNow();
            return new DeliveryResult.Sent(made);
        }
    }

    internal DeliveryResult Edit(ChatDelivery delivery, string text)
    {
        lock (_turn)
        {
            if (Refuse(delivery, text) is { } refused) return refused;
            var place = _messages.FindIndex(m => m.Ref == delivery.Target && !m.IsDeleted);
            if (place < 0) return new DeliveryResult.Refused("there is no such message", RefusedWhat.Message);
            var message = _messages[place];
            if (message.Text != text) _messages[place] = message with { Texts = [.. message.Texts, text] };
            _keys[delivery.Key] = message.Ref;
            return new DeliveryResult.Sent(message.Ref);
        }
    }

    internal DeliveryResult Delete(ChatDelivery delivery)
    {
        lock (_turn)
        {
            if (Refuse(delivery, "") is { } refused) return refused;
            if (delivery.Target is not { } target)
                return new DeliveryResult.Refused("there is no such message", RefusedWhat.Message);
            var place = _messages.FindIndex(m => m.Ref == target);
            if (place >= 0 && time.GetUtcNow() - _postedUtc[target] > Rules.DeletesUntil)
                return new DeliveryResult.Refused("message can't be deleted", RefusedWhat.Message);
            if (place >= 0) _messages[place] = _messages[place] with { IsDeleted = true };
            _keys[delivery.Key] = target;
            return new DeliveryResult.Sent(target);
        }
    }

    internal MessageRef? Find(string key, ChannelRef channel)
    {
        lock (_turn) return _keys.TryGetValue(key, out var found) && found.Channel == channel ? found : null;
    }

    // A message stands for ever, its key is forgotten after a while.
    private MessageRef? Remembered(string key) => _keys.TryGetValue(key, out var known)
        && !(time.GetUtcNow() - _postedUtc.GetValueOrDefault(known, DateTimeOffset.MinValue) > Rules.KeysKept) ? known : null;

    private DeliveryResult? Refuse(ChatDelivery delivery, string text)
    {
        if (_moved.TryGetValue(delivery.Channel, out var to)) return new DeliveryResult.Moved(to);
        if (_closed.TryGetValue(delivery.Channel, out var why)) return new DeliveryResult.Refused(why, RefusedWhat.Channel);
        if (!_channels.Contains(delivery.Channel))
            return new DeliveryResult.Refused($"there is no channel {delivery.Channel}", RefusedWhat.Channel);
        if (delivery.Key.Length is < 1 or > 25)
            return new DeliveryResult.Refused("a key has 1 to 25 characters", RefusedWhat.Message);
        var length = Rules.LengthUnit == LengthUnit.Utf16 ? text.Length : text.EnumerateRunes().Count();
        if (length > Rules.MaxLength)
            return new DeliveryResult.Refused($"{length} is longer than {Rules.MaxLength}", RefusedWhat.Message);
        if ((Rules.Limits.Count > 0 ? Excess(delivery) : Spent(delivery.Channel)) is not { } wait) return null;
        RateLimited++;
        return new DeliveryResult.RateLimited(
            Rules.WaitsInWholeSeconds ? TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)) : wait);
    }

    private TimeSpan? Spent(ChannelRef channel)
    {
        if (!_budgets.TryGetValue(channel, out var budget))
            _budgets[channel] = budget = new TestPlatformBudget(Rules.Burst, Rules.Refill, time.GetUtcNow());
        return budget.Take(time.GetUtcNow());
    }

    // Counted over every span of the limit's length: stricter than any bucket.
    private TimeSpan? Excess(ChatDelivery delivery)
    {
        var nowUtc = time.GetUtcNow();
        _calls.RemoveAll(c => c.AtUtc <= nowUtc - TimeSpan.FromMinutes(2));
        var isOldEdit = delivery.Target is { } target && _postedUtc.TryGetValue(target, out var postedUtc)
            && nowUtc - postedUtc > TimeSpan.FromHours(1);
        foreach (var limit in Rules.Limits)
        {
            var counted = _calls.Where(c => c.AtUtc > nowUtc - limit.Per
                && (limit.Scope == RateScope.Platform || c.Channel == delivery.Channel)).ToList();
            if (counted.Count >= limit.Count) return counted[^limit.Count].AtUtc + limit.Per - nowUtc;
        }
        var old = _calls.Where(c => c.IsOldEdit && c.Channel == delivery.Channel && c.AtUtc > nowUtc - TimeSpan.FromMinutes(1)).ToList();
        if (isOldEdit && old.Count >= Rules.OldEditsAMinute) return old[0].AtUtc + TimeSpan.FromMinutes(1) - nowUtc;
        _calls.Add((delivery.Channel, nowUtc, isOldEdit));
        return null;
    }
}
