using AlertBot.Chat;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Tells what can be asked, and how.</summary>
internal sealed class HelpCommand(Func<IReadOnlyList<CommandDefinition>> definitions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "help", "Lists the commands, or explains one.",
        [OptionDefinition.Optional("command", OptionType.Text, "The command to explain.")],
        Permission.Everyone, IsPrivate: true, ["/help", "/help incidents"]);

    /// <summary>Who may, in words.</summary>
    public static string Who(Permission permission) => permission switch
    {
        Permission.Everyone => "everyone",
        Permission.ManageChannel => "who may manage the channel",
        _ => "moderators",
    };

    public Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken) =>
        Task.FromResult(call.Option("command") is { } name ? Explain(name.TrimStart('/')) : All());

    private Message All() => Answers.List(
        "Commands",
        definitions().Select(d => (IReadOnlyList<Span>)[new Span(d.Usage, IsStrong: true), " — " + d.Summary]),
        "More on one: /help incidents");

    private Message Explain(string name)
    {
        var found = definitions().Where(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase) ||
            d.Name.StartsWith(name + " ", StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            var near = DidYouMean.Nearest(name, definitions().Select(d => d.Name));
            return Answers.Problem(
                $"There is no command /{name}.{(near is null ? " See /help." : $" Did you mean /{near}?")}");
        }
        return new Message(Tone.Neutral, [.. found.SelectMany(Explain)]);
    }

    private static IEnumerable<Block> Explain(CommandDefinition command)
    {
        yield return new Block.Paragraph(0, [new Span(command.Usage, IsStrong: true), " — " + command.Summary]);
        if (command.Options.Count > 0)
            yield return new Block.Bullets(1, "Options", [.. command.Options.Select(o => (IReadOnlyList<Span>)
                [new Span(o.Name, IsStrong: true), $" — {o.Summary}{Takes(o)}"])]);
        yield return new Block.Bullets(2, "Examples", [.. command.Examples.Select(e => (IReadOnlyList<Span>)[e])]);
    }

    private static string Takes(OptionDefinition option) => option.Type switch
    {
        OptionType.Choice => $" One of: {string.Join(", ", option.Choices)}.",
        OptionType.Severity => $" One of: {string.Join(", ", Lookup.Levels)}.",
        OptionType.Kind => $" One of: {string.Join(", ", Watchlists.EventKinds.Words)}.",
        OptionType.Since => $" {char.ToUpperInvariant(SinceText.Expected[0])}{SinceText.Expected[1..]}.",
        _ => "",
    };
}
