using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>
/// Chooses the language of an answer: for the asker alone the one in which they named the command or else their
/// client's, for a channel that of its alerts, and the other one where the first is not known.
/// </summary>
internal sealed class AnswerLanguage(TextBook book, ISubscriptionStore subscriptions)
{
    /// <summary>The texts for an answer.</summary>
    /// <param name="command">What was asked, where and by whom.</param>
    /// <param name="named">BCP 47 tag of the language in which the command was named; null when that tells none.</param>
    /// <param name="isPrivate">Whether the answer is for the asker alone.</param>
    /// <param name="cancellationToken">Ends the look at the channel's alerts.</param>
    public async Task<Texts> OfAsync(
        IncomingCommand command, string? named, bool isPrivate, CancellationToken cancellationToken)
    {
        var own = named ?? command.Language;
        if (isPrivate && own is not null) return book.For(own);
        var here = await subscriptions.ListAsync(command.Channel, cancellationToken);
        return book.For(here.Select(s => s.Language).FirstOrDefault(l => l is not null) ?? own);
    }
}
