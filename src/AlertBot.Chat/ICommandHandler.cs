namespace AlertBot.Chat;

/// <summary>A command that a person gave, by typing or by a button.</summary>
/// <param name="Channel">Where.</param>
/// <param name="User">Who.</param>
/// <param name="Line">
/// The whole line with its slash, as typed: <c>/incidents topic:iraq-militias</c>; at most 4,000 characters.
/// </param>
/// <param name="Language">BCP 47 tag of the person's client; null when unknown.</param>
public sealed record IncomingCommand(ChannelRef Channel, UserRef User, string Line, string? Language)
{
    /// <summary>
    /// Whether what is private is really shown to the person alone there; false where the platform cannot do that, or
    /// where that is not known.
    /// </summary>
    public bool CanAnswerAlone { get; init; }
}

/// <summary>What a person is answered.</summary>
/// <param name="Message">The answer.</param>
/// <param name="IsPrivate">For the asker alone, where the platform can.</param>
public sealed record CommandReply(Message Message, bool IsPrivate)
{
    /// <summary>Files that go with it; empty when there are none.</summary>
    public IReadOnlyList<ReplyFile> Files { get; init; } = [];
}

/// <summary>
/// The one door through which commands of all platforms reach the catalogue. Never throws for what was typed.
/// </summary>
public interface ICommandHandler
{
    /// <summary>Carries out a command and answers.</summary>
    Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken);

    /// <summary>How the line that is being typed may go on, best first, at most 25; empty when nothing fits.</summary>
    Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken);
}
