using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Chooses the language of an answer: for the asker alone the asker's, for a channel that of its alerts, and the other
/// one where the first is not known.
/// </summary>
internal sealed class AnswerLanguage(TextBook book, ISubscriptionStore subscriptions)
{
    /// <summary>The texts for what answers a command.</summary>
    public async Task<Texts> OfAsync(
        IncomingCommand command, CommandDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.IsPrivate && command.Language is { } own) return book.For(own);
        var here = await subscriptions.ListAsync(command.Channel, cancellationToken);
        return book.For(here.Select(s => s.Language).FirstOrDefault(l => l is not null) ?? command.Language);
    }

    /// <summary>The texts for what was not understood: the asker's.</summary>
    public Texts Of(IncomingCommand command) => book.For(command.Language);
}
