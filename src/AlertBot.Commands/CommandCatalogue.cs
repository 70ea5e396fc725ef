using System.Text;
using AlertBot.Alerts;
using AlertBot.Chat;
using Microsoft.Extensions.Logging;

namespace AlertBot.Commands;

/// <summary>All commands, and the one door through which every platform's commands come in.</summary>
public sealed partial class CommandCatalogue : ICommandHandler
{
    // A platform's own limit of a completion list (Discord: 25 choices).
    private const int MaxCompletions = 25;

    private readonly Dictionary<string, ICommand> _commands;
    private readonly CommandNames _names;
    private readonly TextBook _book;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandCatalogue> _logger;
    private readonly OptionCompletion _completion;
    private readonly TypedAhead _ahead;
    private readonly AskedHere _asked;
    private readonly SharedIncidents _shared;
    private readonly WatchlistRefresh _refresh;
    private readonly Cooldowns _cooldowns = new();

    internal CommandCatalogue(
        IEnumerable<ICommand> commands, OptionCompletion completion, TypedAhead ahead, AskedHere asked,
        SharedIncidents shared, TextBook book,
        WatchlistRefresh refresh, TimeProvider time, ILogger<CommandCatalogue> logger)
    {
        ICommand[] all = [.. commands, new HelpCommand(() => _names!)];
        _names = new CommandNames([.. all.Select(c => c.Definition)], book);
        _commands = all.ToDictionary(c => c.Definition.Name, StringComparer.Ordinal);
        (_completion, _ahead, _asked, _book, _time, _logger) = (completion, ahead, asked, book, time, logger);
        (_refresh, _shared) = (refresh, shared);
    }

    /// <summary>Every command, in the order in which help lists them.</summary>
    public IReadOnlyList<CommandDefinition> Definitions => _names.Definitions;

    /// <summary>What people may type for them.</summary>
    internal CommandNames Names => _names;

    /// <summary>The README's table of commands.</summary>
    public string ToMarkdown()
    {
        var texts = _book.For(TextBook.English);
        var table = new StringBuilder("| command | what it does | who |\n|---|---|---|\n");
        foreach (var command in Definitions)
            table.Append("| `").Append(command.Usage).Append("` | ").Append(command.Summary(texts)).Append(" | ")
                .Append(HelpCommand.Who(command.Permission, texts)).Append(" |\n");
        return table.ToString();
    }

    /// <inheritdoc/>
    public async Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        await _refresh(atOnce: false, cancellationToken);
        var place = await _asked.OfAsync(command, cancellationToken);
        command = place.Command;
        var own = place.TextsFor(null, isPrivate: true);
        return CommandLine.Parse(command.Line, _names, own) switch
        {
            CommandLine.Read read => await RunAsync(read, command, place, cancellationToken),
            CommandLine.Failed failed => Refusal(failed, command, own),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };
    }

    /// <inheritdoc/>
    public async Task<CommandCheck> CheckAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        var place = await _asked.OfAsync(command, cancellationToken);
        var own = place.TextsFor(null, isPrivate: true);
        return CommandLine.Parse(command.Line, _names, own) switch
        {
            CommandLine.Failed failed => new CommandCheck.Refused(
                Refusal(failed, place.Command, own), IsForbidden(failed.Command, place.Command) ? null : failed.Lacks),
            CommandLine.Read read when NotNow(
                    read, place.Command, place.TextsFor(read.Language, isPrivate: true),
                    definition => _cooldowns.Look(place.Command, definition, _time.GetUtcNow())) is { } refusal =>
                new CommandCheck.Refused(refusal, null),
            _ => new CommandCheck.Ready(),
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> CompleteAsync(
        IncomingCommand command, CancellationToken cancellationToken)
    {
        var ahead = OptionCompletion.CommandOf(command.Line, _names) is { } typed
            ? await _ahead.OfAsync(command, typed, cancellationToken)
            : AheadNames.None;
        var lines = _completion.Complete(command.Line, Communities.Of(command.Channel), _names, ahead);
        return [.. lines.Take(MaxCompletions)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SharedCard>> ShareAsync(ShareRequest request, CancellationToken cancellationToken)
    {
        await _refresh(atOnce: false, cancellationToken);
        var nobody = new UserRef("", "", MayManageChannel: false, MayModerate: false);
        var place = await _asked.OfAsync(
            new IncomingCommand(request.Asker, nobody, "", request.Language), cancellationToken);
        var (texts, nowUtc) = (place.TextsFor(null, isPrivate: true), _time.GetUtcNow());
        try
        {
            return await _shared.FindAsync(request, place.ViewsToShare(texts, nowUtc), texts, nowUtc, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogShareFault(fault);
            return [];
        }
    }

    private async Task<CommandReply> RunAsync(
        CommandLine.Read read, IncomingCommand command, AskedPlace place, CancellationToken cancellationToken)
    {
        var definition = read.Command;
        var name = "/" + definition.Name;
        var own = place.TextsFor(read.Language, isPrivate: true);
        var nowUtc = _time.GetUtcNow();
        if (NotNow(read, command, own, _ => _cooldowns.Wait(command, definition, nowUtc)) is { } refusal) return refusal;
        try
        {
            var texts = place.TextsFor(read.Language, definition.IsPrivate);
            var call = new CommandCall(
                command, Communities.Of(command.Channel), definition, read.Options,
                place.ViewsFor(definition, texts, nowUtc), texts, nowUtc)
            {
                Settings = place.Settings,
                OwnLanguage = own.Language,
                IsSubscribed = place.IsSubscribed,
            };
            var answer = await _commands[definition.Name].RunAsync(call, cancellationToken);
            return new CommandReply(answer with { Language = texts.Language }, definition.IsPrivate)
            {
                Files = call.Files,
            };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, definition.Name);
            return Refusal(own.Of("commands.fault", ("command", name)), own);
        }
    }

    /// <summary>Why a command that was read is not carried out; null when it is.</summary>
    private static CommandReply? NotNow(
        CommandLine.Read read, IncomingCommand command, Texts own, Func<CommandDefinition, TimeSpan?> wait)
    {
        if (IsForbidden(read.Command, command)) return Forbidden(read.Command, own);
        return wait(read.Command) is { } left
            ? Refusal(
                own.Count(
                    "commands.cooldown", (long)Math.Ceiling(left.TotalSeconds), ("command", "/" + read.Command.Name)), own)
            : null;
    }

    // Who may not give a command is told that, and not what was wrong with the line.
    private static CommandReply Refusal(CommandLine.Failed failed, IncomingCommand command, Texts own) =>
        IsForbidden(failed.Command, command) ? Forbidden(failed.Command!, own) : Refusal(failed.Problem, own);

    private static bool IsForbidden(CommandDefinition? definition, IncomingCommand command) =>
        definition is not null && !IsAllowed(definition.Permission, command.User);

    private static CommandReply Forbidden(CommandDefinition definition, Texts own) => Refusal(
        own.Of(
            "commands.refused", ("command", "/" + definition.Name), ("who", HelpCommand.Who(definition.Permission, own))), own);

    private static CommandReply Refusal(string text, Texts texts) =>
        new(Answers.Problem(text) with { Language = texts.Language }, IsPrivate: true);

    private static bool IsAllowed(Permission permission, UserRef user) => permission switch
    {
        Permission.Everyone => true,
        Permission.ManageChannel => user.MayManageChannel || user.MayModerate,
        _ => user.MayModerate,
    };

    [LoggerMessage(6001, LogLevel.Error, "/{Command} failed.")]
    private partial void LogFault(Exception fault, string command);

    [LoggerMessage(6003, LogLevel.Error, "Looking for incidents to share failed.")]
    private partial void LogShareFault(Exception fault);
}
