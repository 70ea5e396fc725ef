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
            if (Rules.CanFind && _keys.TryGetValue(delivery.Key, out var known)) return new DeliveryResult.Sent(known);
            var made = new MessageRef(delivery.Channel, (++_lastId).ToString(CultureInfo.InvariantCulture));
            _messages.Add(new TestMessage(made, delivery.Key, delivery.ReplyTo, delivery.IsSilent, [text], false));
            _keys[delivery.Key] = made;
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
            if (place >= 0) _messages[place] = _messages[place] with { IsDeleted = true };
            _keys[delivery.Key] = target;
            return new DeliveryResult.Sent(target);
        }
    }

    internal MessageRef? Find(string key, ChannelRef channel)
    {
        lock (_turn) return _keys.TryGetValue(key, out var found) && found.Channel == channel ? found : null;
    }

    private DeliveryResult? Refuse(ChatDelivery delivery, string text)
    {
        if (!_channels.Contains(delivery.Channel))
            return new DeliveryResult.Refused($"there is no channel {delivery.Channel}", RefusedWhat.Channel);
        if (text.Length > Rules.MaxLength)
            return new DeliveryResult.Refused($"{text.Length} is longer than {Rules.MaxLength}", RefusedWhat.Message);
        if (!_budgets.TryGetValue(delivery.Channel, out var budget))
            _budgets[delivery.Channel] = budget = new TestPlatformBudget(Rules.Burst, Rules.Refill, time.GetUtcNow());
        if (budget.Take(time.GetUtcNow()) is not { } wait) return null;
        RateLimited++;
        return new DeliveryResult.RateLimited(wait);
    }
}
