using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;

namespace AlertBot.Commands;

/// <summary>What a command is given when it is carried out.</summary>
/// <param name="Incoming">Where, who and the line as typed.</param>
/// <param name="Community">Whose data may be shown.</param>
/// <param name="Command">What is carried out.</param>
/// <param name="Options">As typed, by option name; a required one is always there.</param>
/// <param name="Views">The incidents and articles that the answer may show.</param>
/// <param name="Texts">What is said in the language of the answer.</param>
/// <param name="NowUtc">The instant of asking.</param>
internal sealed record CommandCall(
    IncomingCommand Incoming, CommunityId Community, CommandDefinition Command,
    IReadOnlyDictionary<string, string> Options, CallViews Views, Texts Texts, DateTimeOffset NowUtc)
{
    /// <summary>What the community set.</summary>
    public CommunitySettings Settings { get; init; } = CommunitySettings.None;

    /// <summary>BCP 47 tag of the language in which what is for the asker alone is said.</summary>
    public string? OwnLanguage { get; init; }

    /// <summary>Who asks, for what is carried out later and may fail then.</summary>
    public Asker Asker => new(
        Incoming.Channel, Incoming.User.Id, Incoming.User.Name, Command.Name, OwnLanguage ?? Texts.Language);

    /// <summary>Whether the channel hears of anything yet.</summary>
    public bool IsSubscribed { get; init; }

    /// <summary>Files that the command gives with its answer.</summary>
    public List<ReplyFile> Files { get; } = [];

    /// <summary>The same command with another page.</summary>
    public string LineOfPage(int page)
    {
        var options = Command.Options.Where(o => o.Name != Pages.Option && Option(o.Name) is not null)
            .Select(o => $" {o.Name}:{Quoted(Option(o.Name)!)}");
        return string.Create(
            CultureInfo.InvariantCulture, $"/{Command.Name}{string.Concat(options)} {Pages.Option}:{page}");
    }

    /// <summary>An option's text; null when it was left out.</summary>
    public string? Option(string name) =>
        Options.TryGetValue(name, out var text) && text.Trim().Length > 0 ? text.Trim() : null;

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}

/// <summary>One command of the catalogue. Bad input is an answer, never an exception.</summary>
internal interface ICommand
{
    /// <summary>What it is called, takes and is for.</summary>
    CommandDefinition Definition { get; }

    /// <summary>Carries it out.</summary>
    Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken);
}
