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

    private readonly IReadOnlyList<ICommand> _commands;
    private readonly CommandDefinition[] _definitions;
    private readonly TimeProvider _time;
    private readonly ILogger<CommandCatalogue> _logger;
    private readonly OptionCompletion _completion;

    internal CommandCatalogue(
        IEnumerable<ICommand> commands, OptionCompletion completion, TimeProvider time, ILogger<CommandCatalogue> logger)
    {
        _commands = [.. commands.Append(new HelpCommand(() => _definitions!))];
        _definitions = [.. _commands.Select(c => c.Definition)];
        (_completion, _time, _logger) = (completion, time, logger);
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
    public async Task<CommandReply> HandleAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        var parsed = CommandLine.Parse(command.Line, _definitions);
        if (parsed is CommandLine.Failed failed) return new CommandReply(Answers.Problem(failed.Problem), true);
        var read = (CommandLine.Read)parsed;
        if (!IsAllowed(read.Command.Permission, command.User))
            return new CommandReply(Answers.Problem(
                $"/{read.Command.Name} is for {HelpCommand.Who(read.Command.Permission)}. Ask a moderator here."), true);
        var call = new CommandCall(command, Communities.Of(command.Channel), read.Options, _time.GetUtcNow());
        try
        {
            var chosen = _commands.First(c => c.Definition == read.Command);
            return new CommandReply(await chosen.RunAsync(call, cancellationToken), read.Command.IsPrivate);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(fault, read.Command.Name);
            return new CommandReply(Answers.Problem(
                $"/{read.Command.Name} failed through a fault of ours; it is in the log. Nothing was changed."), true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> CompleteAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        var line = command.Line.TrimStart();
        var typed = line.TrimStart('/');
        var names = _definitions.Select(d => "/" + d.Name)
            .Where(name => name.StartsWith("/" + typed, StringComparison.OrdinalIgnoreCase)).Take(MaxCompletions).ToList();
        if (names.Count > 0 || !typed.Contains(' ', StringComparison.Ordinal))
            return Task.FromResult<IReadOnlyList<string>>(names);
        return Task.FromResult<IReadOnlyList<string>>(
            [.. _completion.Complete(typed, Communities.Of(command.Channel), _definitions).Take(MaxCompletions)]);
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
