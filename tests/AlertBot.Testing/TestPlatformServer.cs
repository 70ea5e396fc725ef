using System.Globalization;
using AlertBot.Chat;

namespace AlertBot.Testing;

/// <summary>The far side of the test platform. Safe to call from several threads.</summary>
public sealed class TestPlatformServer(TimeProvider time, TestPlatformRules? rules = null)
{
    /// <summary>What an edit in an archived thread is answered with.</summary>
    public const string ThreadAsleep = "This action cannot be performed on an archived thread (50083)";

    private readonly Lock _turn = new();
    private readonly HashSet<ChannelRef> _channels = [];
    private readonly HashSet<ChannelRef> _archived = [];
    private readonly List<TestMessage> _messages = [];
    private readonly Dictionary<MessageRef, int> _places = [];
    private readonly Dictionary<string, MessageRef> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<ChannelRef, TestPlatformBudget> _budgets = [];
    private readonly Queue<TestFault> _faults = new();
    private readonly Dictionary<ChannelRef, string> _closed = [];
    private readonly Dictionary<ChannelRef, ChannelRef> _moved = [];
    private readonly List<string> _misdeeds = [];
    private readonly List<TestEffect> _effects = [];
    private readonly TestPlatformCalls _calls = new((rules ?? new TestPlatformRules()).Limits);
    private int _lastId;

    /// <summary>The limits in force.</summary>
    public TestPlatformRules Rules { get; } = rules ?? new TestPlatformRules();

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>
    /// Decides the fault of every call that none was ordered for; the delivery is null for a look-up.
    /// </summary>
    public Func<ChatDelivery?, TestFault> Weather { get; set; } = _ => TestFault.None;

    /// <summary>How long a call takes there and back.</summary>
    public Func<TimeSpan> Latency { get; set; } = () => TimeSpan.Zero;

    /// <summary>How many calls were refused for their number.</summary>
    public int RateLimited { get; private set; }

    /// <summary>What no client may ever do, such as notifying somebody whom the delivery does not name.</summary>
    public IReadOnlyList<string> Misdeeds
    {
        get
        {
            lock (_turn) return [.. _misdeeds];
        }
    }

    /// <summary>Every post and edit that was taken, in the order in which they were.</summary>
    public IReadOnlyList<TestEffect> Effects
    {
        get
        {
            lock (_turn) return [.. _effects];
        }
    }

    /// <summary>Every message ever posted, oldest first.</summary>
    public IReadOnlyList<TestMessage> Messages
    {
        get
        {
            lock (_turn) return [.. _messages];
        }
    }

    /// <summary>Makes a channel, or a thread in one.</summary>
    public ChannelRef Open(ChannelRef channel)
    {
        lock (_turn)
        {
            _channels.Add(channel);
            if (channel.Thread is not null) _channels.Add(channel with { Thread = null });
        }
        return channel;
    }

    /// <summary>Has a channel refuse everything, as when the bot was thrown out.</summary>
    public void Close(ChannelRef channel, string? why = null)
    {
        lock (_turn) _closed[channel] = why ?? Rules.Forbidden;
    }

    /// <summary>Lets the bot in again.</summary>
    public void Reopen(ChannelRef channel)
    {
        lock (_turn) _closed.Remove(channel);
    }

    /// <summary>Puts a thread to sleep, as happens when nobody writes there for a while.</summary>
    public void Archive(ChannelRef thread)
    {
        lock (_turn) _archived.Add(thread);
    }

    /// <summary>Wakes a thread.</summary>
    public void Unarchive(ChannelRef thread)
    {
        lock (_turn) _archived.Remove(thread);
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

    /// <summary>Removes a message as a person does.</summary>
    public void Remove(MessageRef message)
    {
        lock (_turn) _messages[_places[message]] = _messages[_places[message]] with { IsDeleted = true };
    }

    /// <summary>Orders faults for the next calls.</summary>
    public void Order(params ReadOnlySpan<TestFault> faults)
    {
        lock (_turn)
        {
            foreach (var fault in faults) _faults.Enqueue(fault);
        }
    }

    /// <summary>Forgets the faults that were ordered.</summary>
    public void CalmDown()
    {
        lock (_turn) _faults.Clear();
    }

    internal ChannelAccess Access(ChannelRef channel)
    {
        lock (_turn)
        {
            if (_closed.TryGetValue(channel, out var why)) return new ChannelAccess.Closed(why);
            return _channels.Contains(channel)
                ? new ChannelAccess.Open()
                : new ChannelAccess.Closed("there is no such channel");
        }
    }

    internal TestFault NextFault(ChatDelivery? delivery)
    {
        lock (_turn) return _faults.TryDequeue(out var fault) ? fault : Weather(delivery);
    }

    /// <summary>What it answers to a post of a marked-up text; so for the two that follow.</summary>
    public DeliveryResult Post(ChatDelivery delivery, string text)
    {
        lock (_turn)
        {
            if (Refuse(delivery, text) is { } refused) return refused;
            if (Rules.CanFind && Remembered(delivery.Key) is { } known) return new DeliveryResult.Sent(known);
            // A message that is not there any more is answered by one that stands alone.
            var answers = delivery.ReplyTo is { } to && Place(to) is not null ? to : null;
            var made = new MessageRef(delivery.Channel, (++_lastId).ToString(CultureInfo.InvariantCulture));
            _places[made] = _messages.Count;
            _messages.Add(new TestMessage(made, delivery.Key, answers, delivery.IsSilent, [text], false)
            {
                Pinged = Pinged(delivery, text),
                PostedUtc = time.GetUtcNow(),
            });
            _keys[delivery.Key] = made;
            _effects.Add(new TestEffect(delivery.Key, made, text, time.GetUtcNow()));
            _archived.Remove(delivery.Channel);
            return new DeliveryResult.Sent(made);
        }
    }

    /// <inheritdoc cref="Post"/>
    public DeliveryResult Edit(ChatDelivery delivery, string text)
    {
        lock (_turn)
        {
            if (Refuse(delivery, text) is { } refused) return refused;
            if (delivery.Target is not { } target || Place(target) is not { } place)
                return new DeliveryResult.Refused(Rules.NoMessage, RefusedWhat.Message);
            if (Rules.ThreadsArchive && _archived.Contains(delivery.Channel))
                return new DeliveryResult.Refused(ThreadAsleep, RefusedWhat.Message);
            var message = _messages[place];
            // Refused as "message is not modified" or taken: to the client both are a success.
            if (message.Text != text) message = message with { Texts = [.. message.Texts, text] };
            else if (Rules.RefusesSameText) SameTexts++;
            _messages[place] = message with { Edits = [.. message.Edits, delivery.Key] };
            _keys[delivery.Key] = message.Ref;
            _effects.Add(new TestEffect(delivery.Key, target, text, time.GetUtcNow()));
            return new DeliveryResult.Sent(message.Ref);
        }
    }

    /// <summary>Edits that were refused because they changed nothing.</summary>
    public int SameTexts { get; private set; }

    /// <inheritdoc cref="Post"/>
    public DeliveryResult Delete(ChatDelivery delivery)
    {
        lock (_turn)
        {
            if (Refuse(delivery, "") is { } refused) return refused;
            if (delivery.Target is not { } target)
                return new DeliveryResult.Refused(Rules.NoMessage, RefusedWhat.Message);
            if (Place(target) is { } place)
            {
                if (time.GetUtcNow() - _messages[place].PostedUtc > Rules.DeletesUntil)
                    return new DeliveryResult.Refused("message can't be deleted", RefusedWhat.Message);
                _messages[place] = _messages[place] with { IsDeleted = true };
            }
            _keys[delivery.Key] = target;
            return new DeliveryResult.Sent(target);
        }
    }

    internal MessageRef? Find(string key, ChannelRef channel)
    {
        lock (_turn)
        {
            if (!_keys.TryGetValue(key, out var found)) return null;
            return (_moved.TryGetValue(found.Channel, out var to) ? to : found.Channel) == channel
                || found.Channel == channel ? found : null;
        }
    }

    private int? Place(MessageRef message) =>
        _places.TryGetValue(message, out var place) && !_messages[place].IsDeleted ? place : null;

    // A message stands for ever, its key is forgotten after a while.
    private MessageRef? Remembered(string key) => _keys.TryGetValue(key, out var known)
        && !(time.GetUtcNow() - _messages[_places[known]].PostedUtc > Rules.KeysKept) ? known : null;

    private DeliveryResult? Refuse(ChatDelivery delivery, string text)
    {
        var channel = delivery.Channel;
        if (_moved.TryGetValue(channel, out var to)) return new DeliveryResult.Moved(to);
        if (_closed.TryGetValue(channel, out var why)) return new DeliveryResult.Refused(why, RefusedWhat.Channel);
        if (!_channels.Contains(channel))
            return new DeliveryResult.Refused(
                channel.Thread is not null && _channels.Contains(channel with { Thread = null })
                    ? Rules.NoThread : $"there is no channel {channel}", RefusedWhat.Channel);
        if (delivery.Key.Length is < 1 or > 25)
            return new DeliveryResult.Refused("a key has 1 to 25 characters", RefusedWhat.Message);
        var length = Rules.LengthUnit == LengthUnit.Utf16 ? text.Length : text.EnumerateRunes().Count();
        if (length > Rules.MaxLength)
            return new DeliveryResult.Refused($"{length} is longer than {Rules.MaxLength}", RefusedWhat.Message);
        if (Rules.RefusesBadMarkup && TestPlatformMarkup.Fault(text) is { } fault)
            return new DeliveryResult.Refused("Bad Request: can't parse entities: " + fault, RefusedWhat.Message);
        return Excess(delivery);
    }

    private DeliveryResult.RateLimited? Excess(ChatDelivery delivery)
    {
        var nowUtc = time.GetUtcNow();
        var isOldEdit = delivery.Target is { } target && Place(target) is { } place
            && nowUtc - _messages[place].PostedUtc > RateLimit.OldAge;
        var met = Rules.Limits.Count > 0
            ? _calls.Take(delivery.Channel, isOldEdit, nowUtc)
            : Spent(delivery.Channel) is { } spent ? (spent, RateScope.Channel) : null;
        if (met is not { } excess) return null;
        RateLimited++;
        var wait = Rules.WaitsInWholeSeconds
            ? TimeSpan.FromSeconds(Math.Ceiling(excess.Wait.TotalSeconds)) : excess.Wait;
        return new DeliveryResult.RateLimited(wait) { Scope = excess.Scope };
    }

    private TimeSpan? Spent(ChannelRef channel)
    {
        if (!_budgets.TryGetValue(channel, out var budget))
            _budgets[channel] = budget = new TestPlatformBudget(Rules.Burst, Rules.Refill, time.GetUtcNow());
        return budget.Take(time.GetUtcNow());
    }

    private List<string> Pinged(ChatDelivery delivery, string text)
    {
        var pinged = TestPlatformMarkup.Mentions(text).ToList();
        _misdeeds.AddRange(pinged.Where(who => who != delivery.Mention && !delivery.Followers.Contains(who, StringComparer.Ordinal))
            .Select(who => $"{delivery.Key} notifies {who}, whom it does not name"));
        return pinged;
    }
}
