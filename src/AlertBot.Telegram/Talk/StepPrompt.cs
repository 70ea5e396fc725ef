using System.Globalization;
using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Talk;

/// <summary>What people are asked when a command lacks something.</summary>
/// <param name="Message">The question, with buttons where there is something to choose from.</param>
/// <param name="Command">The command as it was called, without its slash: what is chosen goes on with that.</param>
/// <param name="WantsReply">Whether the answer is to be written as a reply to it.</param>
internal sealed record Question(Message Message, string Command, bool WantsReply);

/// <summary>
/// Asks step by step for what a command needs. Remembers nothing: what was said so far stands in the buttons, or in the
/// last line of the question.
/// </summary>
internal sealed class StepPrompt(CommandBook book, ICommandHandler handler, TextBook texts)
{
    private const int MaxChoices = 24;

    /// <summary>What is to be asked before a line can be carried out; null when nothing is.</summary>
    public async Task<Question?> NextAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        var line = command.Line.Trim();
        var say = texts.For(command.Language);
        if (book.Below(line) is { Count: > 0 } below)
            return Choose(say, say.Of("telegram.step.sub", ("command", line)), line.TrimStart('/'), below.Select(o =>
                new ActionButton(After(CommandBook.NameOf(o.Texts, say.Language)), "/" + o.Name)));
        if (book.Find(line) is not { } called || Missing(called, line) is not { } option) return null;
        var asked = say.Of(
            "telegram.step.option", ("option", CommandBook.NameOf(option.Texts, say.Language)),
            ("summary", CommandBook.SummaryOf(option.Texts, say.Language)));
        var choices = await ChoicesAsync(command, line, option, say.Language, cancellationToken);
        return choices.Count > 0
            ? Choose(say, asked, called.Typed, choices)
            : new Question(
                new Message(Tone.Neutral, [new Block.Paragraph(0, [asked]), new Block.Paragraph(0, [line])])
                {
                    Language = say.Language,
                }, called.Typed, WantsReply: true);
    }

    /// <summary>The line that a reply to one of our questions goes on with; null when it is no such reply.</summary>
    /// <param name="message">What somebody wrote.</param>
    /// <param name="self">Our own id.</param>
    public string? Continued(WireMessage message, long? self)
    {
        if (self is null || message.Text is not { Length: > 0 } text) return null;
        if (message.ReplyToMessage is not { Text: { } question } asked || asked.From?.Id != self) return null;
        var line = Plain(question.Split('\n')[^1]);
        if (!line.StartsWith('/') || book.Find(line) is not { } called || Missing(called, line) is not { } option)
            return null;
        // A rule or a file is taken as it is, to its end.
        if (option.Input == OptionInput.LongText) return $"{line} {option.Name}:{text.Trim()}";
        var value = text.Trim().Replace('\n', ' ');
        // A rule has quotation marks of its own: as the only thing behind the command it may stand bare.
        if (option.Input == OptionInput.Text && IsBare(called, line)) return $"{line} {value}";
        return value.Contains(' ', StringComparison.Ordinal)
            ? $"{line} {option.Name}:\"{value.Replace('"', '\'')}\""
            : $"{line} {option.Name}:{value}";
    }

    /// <summary>
    /// The first thing that a command needs and that a line of our making lacks. What people typed with words behind the
    /// command is theirs: the catalogue tells what is wrong with it.
    /// </summary>
    private static OptionOffer? Missing(CalledCommand called, string line)
    {
        var required = called.Offer.Options.Where(o => o.IsRequired).ToList();
        if (IsBare(called, line)) return required.FirstOrDefault();
        return required.Count > 0 && Has(line, required[0]) ? required.FirstOrDefault(o => !Has(line, o)) : null;
    }

    private static bool IsBare(CalledCommand called, string line) => line.Length == called.Typed.Length + 1;

    private static string After(string name) => name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static bool Has(string line, OptionOffer option) =>
        line.Contains($" {option.Name}:", StringComparison.OrdinalIgnoreCase);

    private async Task<List<ActionButton>> ChoicesAsync(
        IncomingCommand command, string line, OptionOffer option, string language, CancellationToken cancellationToken)
    {
        if (option.Input == OptionInput.Choice)
            return [.. option.Choices.Take(MaxChoices).Select(c => new ActionButton(
                c.Labels.GetValueOrDefault(language, c.Value), $"{line} {option.Name}:{c.Value}"))];
        if (option.Input != OptionInput.Completed) return [];
        var head = $"{line} {option.Name}:";
        var ways = await handler.CompleteAsync(command with { Line = head }, cancellationToken);
        return [.. ways.Where(w => w.StartsWith(head, StringComparison.OrdinalIgnoreCase) && w.Length > head.Length)
            .Take(MaxChoices).Select(w => new ActionButton(w[head.Length..], w))];
    }

    private static Question Choose(Texts say, string asked, string command, IEnumerable<ActionButton> choices) => new(
        new Message(Tone.Neutral, [new Block.Paragraph(0, [asked]), new Block.Actions(0, [.. choices])])
        {
            Language = say.Language,
        }, command, WantsReply: false);

    // Marks of direction stand before the line where the language runs from right to left.
    private static string Plain(string line) =>
        string.Concat(line.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
}
