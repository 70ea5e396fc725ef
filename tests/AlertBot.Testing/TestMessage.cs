using AlertBot.Chat;

namespace AlertBot.Testing;

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

    /// <summary>Who was notified by it.</summary>
    public IReadOnlyList<string> Pinged { get; init; } = [];

    /// <summary>When it was posted.</summary>
    public DateTimeOffset PostedUtc { get; init; }

    /// <summary>The keys of the edits that it had, in their order; of those that changed nothing too.</summary>
    public IReadOnlyList<string> Edits { get; init; } = [];
}

/// <summary>A post or an edit that the server took.</summary>
/// <param name="Key">Of the delivery.</param>
/// <param name="Message">The message that it made or changed.</param>
/// <param name="Text">What the message said from then on.</param>
/// <param name="AtUtc">When.</param>
public sealed record TestEffect(string Key, MessageRef Message, string Text, DateTimeOffset AtUtc);
