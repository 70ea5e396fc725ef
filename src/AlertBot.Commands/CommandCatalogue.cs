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
    private readonly CommandDefinition[] _definitions;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandCatalogue> _logger;
    private readonly OptionCompletion _completion;
    private readonly AnswerLanguage _language;
    private readonly Cooldowns _cooldowns = new();

    internal CommandCatalogue(
        IEnumerable<ICommand> commands, OptionCompletion completion, AnswerLanguage language, TimeProvider time,
        ILogger<CommandCatalogue> logger)
    {
        ICommand[] all = [.. commands, new HelpCommand(() => _definitions!)];
        _definitions = [.. all.Select(c => c.Definition)];
        _commands = all.ToDictionary(c => c.Definition.Name, StringComparer.Ordinal);
        (_completion, _language, _time, _logger) = (completion, language, time, logger);
    }

    /// <summary>Every command, in the order in which help lists them.</summary>
    public IReadOnlyList<CommandDefinition> Definitions => _definitions;

    /// <summary>The README's table of commands.</summary>
    public string ToMarkdown()
    {
        var table = new StringBuilder("| command | what it does | who |\n|---|---|---|\n");
        foreach (var command in _definitions)
            table.Append("| `").Append(command.Usage).Append("` | ").Append(command.Summary).Append(" | ")
                .Append(HelpCommand.Who(command.Permission)).Append(" |\n");
        return table.ToString();
    }

    /// <inheritdoc/>
    public async Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken) =>
        CommandLine.Parse(command.Line, _definitions) switch
        {
            CommandLine.Read read => await RunAsync(read, command, cancellationToken),
            CommandLine.Failed failed => new CommandReply(Answers.Problem(failed.Problem), true),
            var other => throw new InvalidOperationException($"No rule for {other.GetType().Name}."),
        };

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        var line = command.Line.TrimStart();
        var typed = line.TrimStart('/');
        var names = _definitions.Select(d => "/" + d.Name)
            .Where(name => name.StartsWith("/" + typed, StringComparison.OrdinalIgnoreCase)).Take(MaxCompletions)
            .ToList();
        if (names.Count > 0 || !typed.Contains(' ', StringComparison.Ordinal))
            return Task.FromResult<IReadOnlyList<string>>(names);
        return Task.FromResult<IReadOnlyList<string>>(
            [.. _completion.Complete(typed, Communities.Of(command.Channel), _definitions).Take(MaxCompletions)]);
    }

    private async Task<CommandReply> RunAsync(
        CommandLine.Read read, IncomingCommand command, CancellationToken cancellationToken)
    {
        var definition = read.Command;
        if (!IsAllowed(definition.Permission, command.User))
            return new CommandReply(Answers.Problem(
                $"/{definition.Name} is for {HelpCommand.Who(definition.Permission)}. Ask a moderator here."), true);
        var nowUtc = _time.GetUtcNow();
        if (_cooldowns.Wait(command, definition, nowUtc) is { } wait)
            return new CommandReply(Answers.Problem(
                $"/{definition.Name} again in {Math.Ceiling(wait.TotalSeconds):0} s, please."), true);
        try
        {
            var texts = await _language.OfAsync(command, definition, cancellationToken);
            var call = new CommandCall(
                command, Communities.Of(command.Channel), definition, read.Options, texts, nowUtc);
            var answer = await _commands[definition.Name].RunAsync(call, cancellationToken);
            return new CommandReply(answer with { Language = texts.Language }, definition.IsPrivate) { Files = call.Files };
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, definition.Name);
            return new CommandReply(Answers.Problem(
                $"/{definition.Name} failed through a fault of ours; it is in the log. Nothing was changed."), true);
        }
    }

    private static bool IsAllowed(Permission permission, UserRef user) => permission switch
    {
        Permission.Everyone => true,
        Permission.ManageChannel => user.MayManageChannel || user.MayModerate,
        _ => user.MayModerate,
    };

    [LoggerMessage(6001, LogLevel.Error, "/{Command} failed.")]
    private partial void LogFault(Exception fault, string command);
}
