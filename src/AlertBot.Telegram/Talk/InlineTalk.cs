using System.Globalization;
using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;

namespace AlertBot.Telegram.Talk;

/// <summary>Offers incidents as cards wherever somebody types the bot's name.</summary>
internal sealed class InlineTalk(TelegramApi api, ICommandHandler handler, TextBook texts)
{
    /// <summary>What <c>/start</c> brings from the line above an empty list.</summary>
    public const string Nothing = "inline";

    // core.telegram.org/bots/api, answerInlineQuery: 50 at most; clients ask for more when somebody scrolls.
    private const int PageCards = 20;
    private const int MaxOffset = 1000;
    private const int MaxTitle = 120;
    private const int MaxNote = 200;

    // News changes: what was offered a moment ago may be wrong now.
    private const int KeepSeconds = 10;

    /// <summary>Answers what was typed so far.</summary>
    public async Task OnQueryAsync(InlineQuery query, CancellationToken cancellationToken)
    {
        var from = int.TryParse(query.Offset, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? Math.Min(offset, MaxOffset)
            : 0;
        // The chat is not told: offered is what its reader may see alone with the bot, as it may be told to anybody.
        var asker = ChatIds.Channel(query.From.Id, null);
        var cards = await handler.ShareAsync(
            new ShareRequest(asker, query.Query, query.From.LanguageCode, from, PageCards), cancellationToken);
        var isMore = cards.Count == PageCards && from + PageCards <= MaxOffset;
        await api.AnswerInlineQueryAsync(
            new AnswerInlineQuery(query.Id, [.. cards.Select(Article)])
            {
                CacheTime = KeepSeconds,
                // By language, and by the feeds and watchlists of their own.
                IsPersonal = true,
                NextOffset = isMore ? (from + PageCards).ToString(CultureInfo.InvariantCulture) : "",
                Button = cards.Count > 0 || from > 0 ? null : new InlineQueryResultsButton(
                    texts.For(query.From.LanguageCode)["telegram.inline.none"], Nothing),
            }, cancellationToken);
    }

    private static InlineQueryResultArticle Article(SharedCard card)
    {
        var (fitting, text) = TelegramCard.Fitting(card.Message, CardLook.Plain);
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

    private static string Cut(string text, int most) =>
        CleanText.Line(text) is { Length: > 0 } line ? ShortText.Of(line, most - 1) : "…";
}
