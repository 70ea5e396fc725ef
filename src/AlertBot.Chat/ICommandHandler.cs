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

/// <summary>What would come of a command.</summary>
public abstract record CommandCheck
{
    /// <summary>It would be carried out; what it finds may still be a problem.</summary>
    public sealed record Ready : CommandCheck;

    /// <summary>It would be refused.</summary>
    /// <param name="Reply">What is said.</param>
    /// <param name="Lacks">The name of a required option that was left out; null when something else is wrong.</param>
    public sealed record Refused(CommandReply Reply, string? Lacks) : CommandCheck;
}

/// <summary>
/// The one door through which commands of all platforms reach the catalogue. Never throws for what was typed.
/// </summary>
public interface ICommandHandler
{
    /// <summary>Carries out a command and answers.</summary>
    Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a command would be carried out: the giver's rights, the pause between two uses and what was typed are looked
    /// at, and nothing is done. So a platform knows before its first answer whether that is for the asker alone.
    /// </summary>
    Task<CommandCheck> CheckAsync(IncomingCommand command, CancellationToken cancellationToken) =>
        Task.FromResult<CommandCheck>(new CommandCheck.Ready());

    /// <summary>How the line that is being typed may go on, best first, at most 25; empty when nothing fits.</summary>
    Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken);

    /// <summary>
    /// Incidents that somebody may show others wherever they like, newest first; empty when nothing fits what was typed.
    /// Who reads them there is not known: they hold no more than anybody may be told.
    /// </summary>
    Task<IReadOnlyList<SharedCard>> ShareAsync(ShareRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SharedCard>>([]);
}

/// <summary>What somebody looks for to show it to others.</summary>
/// <param name="Asker">Where they would be alone with the bot: what is offered is of what they may see there.</param>
/// <param name="Typed">What is looked for, in any script; empty for the newest.</param>
/// <param name="Language">BCP 47 tag of the person's client; null when unknown.</param>
/// <param name="Skip">How many of the first were offered before, 0 or more.</param>
/// <param name="Limit">How many are wanted at most, 1 to 50.</param>
public sealed record ShareRequest(ChannelRef Asker, string Typed, string? Language, int Skip, int Limit);

/// <summary>Something to show others.</summary>
/// <param name="Id">1 to 64 characters of A-Z, a-z, 0-9, - and _.</param>
/// <param name="Title">What it is, in a line.</param>
/// <param name="Note">What else there is to know before it is shown.</param>
/// <param name="Message">What the others are shown.</param>
public sealed record SharedCard(string Id, string Title, string Note, Message Message);
