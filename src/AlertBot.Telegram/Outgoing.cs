using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;
using Microsoft.Extensions.Logging;

namespace AlertBot.Telegram;

/// <summary>What goes out beside the text.</summary>
/// <param name="ReplyTo">The message that is answered; null for none.</param>
/// <param name="IsSilent">Without sound.</param>
/// <param name="Mention">Who is notified; null for nobody.</param>
/// <param name="AnswerOf">The command that is answered, without its slash; null for what nobody asked for.</param>
internal sealed record Extras(long? ReplyTo, bool IsSilent, string? Mention, string? AnswerOf)
{
    /// <summary>Ids of users who are notified besides.</summary>
    public IReadOnlyList<string> Followers { get; init; } = [];

    /// <summary>Whether people are to write a reply.</summary>
    public bool WantsReply { get; init; }

    /// <summary>Nothing beside the text.</summary>
    public static Extras None { get; } = new(null, false, null, null);
}

/// <summary>
/// Sends and edits messages. What the server refuses for its looks goes out once more with plainer ones: news must not be
/// lost for a tag. Safe to call from several threads.
/// </summary>
internal sealed partial class Outgoing(
    TelegramApi api, ButtonLines buttons, TelegramOptions options, ILogger<Outgoing> logger)
{
    private const string Html = "HTML";

    // Bot API servers before 9.5 do not know the tag of instants.
    private volatile bool _hasClocks = true;

    /// <summary>Posts a message.</summary>
    public Task<ApiAnswer<WireMessage>> SendAsync(
        long chat, long? thread, Message message, Extras extras, CancellationToken cancellationToken) =>
        CallAsync(message, extras, (looks, token) => api.SendMessageAsync(
            new SendMessage(chat, looks.Text)
            {
                MessageThreadId = thread,
                ParseMode = looks.ParseMode,
                LinkPreviewOptions = looks.Preview,
                DisableNotification = extras.IsSilent ? true : null,
                // The alert that is answered may have been removed by somebody: the news comes all the same.
                ReplyParameters = extras.ReplyTo is { } id ? new ReplyParameters(id, true) : null,
                ReplyMarkup = extras.WantsReply ? ReplyMarkup.Reply : looks.Markup,
            }, token), cancellationToken);

    /// <summary>Changes a message.</summary>
    public Task<ApiAnswer<WireMessage>> EditAsync(
        long chat, long id, Message message, Extras extras, CancellationToken cancellationToken) =>
        CallAsync(message, extras, (looks, token) => api.EditMessageTextAsync(
            new EditMessageText(chat, id, looks.Text)
            {
                ParseMode = looks.ParseMode,
                LinkPreviewOptions = looks.Preview,
                ReplyMarkup = looks.Markup,
            }, token), cancellationToken);

    private async Task<ApiAnswer<WireMessage>> CallAsync(
        Message message, Extras extras, Func<Looks, CancellationToken, Task<ApiAnswer<WireMessage>>> call,
        CancellationToken cancellationToken)
    {
        var looks = await LooksAsync(message, extras, cancellationToken);
        var answer = await call(looks, cancellationToken);
        switch (answer.Refusal?.Kind)
        {
            case ApiErrorKind.BadMarkup when _hasClocks && answer.Problem.Contains("tg-time", StringComparison.Ordinal):
                _hasClocks = false;
                return await call(await LooksAsync(message, extras, cancellationToken), cancellationToken);
            case ApiErrorKind.BadMarkup:
                LogPlainer(answer.Problem);
                return await call(looks with { Text = looks.Plain, ParseMode = null }, cancellationToken);
            case ApiErrorKind.BadKeyboard:
                LogPlainer(answer.Problem);
                return await call(looks with { Markup = null }, cancellationToken);
            default:
                return answer;
        }
    }

    private async Task<Looks> LooksAsync(Message message, Extras extras, CancellationToken cancellationToken)
    {
        var (fitting, text) = TelegramCard.Fitting(message, new CardLook(extras.Mention, extras.Followers, _hasClocks));
        await buttons.KeepAsync(Keyboard.Buttons(fitting).Select(b => b.Command), cancellationToken);
        var markup = Keyboard.Of(fitting, b => ButtonLines.DataOf(b.Command, IsOfSame(b.Command, extras.AnswerOf)));
        var preview = options.LinkPreviews ? TelegramCard.PreviewOf(fitting) : null;
        return new Looks(text.Html, text.Plain, Html, markup, preview is null
            ? LinkPreviewOptions.Off
            : new LinkPreviewOptions { Url = preview.AbsoluteUri, PreferSmallMedia = true });
    }

    /// <summary>
    /// Pages and switches of an answer take its place; what leads elsewhere, or hangs under an alert, is answered below.
    /// </summary>
    private static bool IsOfSame(string line, string? answerOf) =>
        answerOf is { Length: > 0 } && line.StartsWith("/" + answerOf, StringComparison.OrdinalIgnoreCase)
        && (line.Length == answerOf.Length + 1 || line[answerOf.Length + 1] == ' ');

    private sealed record Looks(
        string Text, string Plain, string? ParseMode, ReplyMarkup? Markup, LinkPreviewOptions Preview);

    [LoggerMessage(9501, LogLevel.Error,
        "Telegram refused how a message looks ({Problem}); it goes out plainer. This is a fault of the program.")]
    private partial void LogPlainer(string problem);
}
