using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;

namespace AlertBot.Telegram.Talk;

/// <summary>Offers incidents as cards wherever somebody types the bot's name.</summary>
internal sealed class InlineTalk(TelegramApi api, ICommandHandler handler)
{
    // core.telegram.org/bots/api, answerInlineQuery: 50; nobody looks further than a few.
    private const int MaxCards = 10;
    private const int MaxTitle = 120;
    private const int MaxNote = 200;

    // News changes: what was offered a moment ago may be wrong now.
    private const int KeepSeconds = 10;

    /// <summary>Answers what was typed so far.</summary>
    public async Task OnQueryAsync(InlineQuery query, CancellationToken cancellationToken)
    {
        // The chat is not told: shown is what its reader would see alone with the bot.
        var asker = ChatIds.Channel(query.From.Id, null);
        var cards = await handler.ShareAsync(asker, query.Query, query.From.LanguageCode, cancellationToken);
        await api.AnswerInlineQueryAsync(
            new AnswerInlineQuery(query.Id, [.. cards.Take(MaxCards).Select(Article)])
            {
                CacheTime = KeepSeconds,
                IsPersonal = true,
            }, cancellationToken);
    }

    private static InlineQueryResultArticle Article(SharedCard card)
    {
        var (fitting, text) = TelegramCard.Fitting(card.Message, new CardLook(null, HasClocks: false));
        var preview = TelegramCard.PreviewOf(fitting);
        var content = new InputTextMessageContent(text.Html, "HTML")
        {
            LinkPreviewOptions = preview is null
                ? LinkPreviewOptions.Off
                : new LinkPreviewOptions { Url = preview.AbsoluteUri, PreferSmallMedia = true },
        };
        return new InlineQueryResultArticle(card.Id, Cut(card.Title, MaxTitle), content)
        {
            Description = Cut(card.Note, MaxNote),
        };
    }

    private static string Cut(string text, int most)
    {
        var line = CleanText.Line(text);
        if (line.Length == 0) return "…";
        return line.Length <= most ? line : line[..(most - 1)].TrimEnd() + "…";
    }
}
