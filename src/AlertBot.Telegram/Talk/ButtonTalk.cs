using AlertBot.Chat;
using AlertBot.Telegram.Api;
using AlertBot.Telegram.Rendering;

namespace AlertBot.Telegram.Talk;

/// <summary>Answers pressed buttons: at once, so that nobody sees them turn.</summary>
internal sealed class ButtonTalk(
    TelegramApi api, ButtonLines buttons, CommandBook book, MemberRights rights, StepPrompt steps, Answering answering,
    ICommandHandler handler, TextBook texts, TimeProvider time)
{
    // What takes longer is answered below the message, and the button is let go.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(800);

    // core.telegram.org/bots/api, answerCallbackQuery.
    private const int MaxToast = 200;

    /// <summary>Carries out what a button stands for.</summary>
    public async Task OnPressedAsync(CallbackQuery pressed, CancellationToken cancellationToken)
    {
        var found = pressed is { Data: { } data, Message: not null }
            ? await buttons.FindAsync(data, cancellationToken)
            : null;
        if (found is null || pressed.Message is not { } under)
        {
            await LetGoAsync(pressed, texts.For(pressed.From.LanguageCode)["telegram.button.old"], cancellationToken);
            return;
        }
        var place = await answering.PlaceOfAsync(under, cancellationToken);
        var working = AnswerAsync(found, pressed.From, place, cancellationToken);
        // In a channel the answer is shown by the button itself, and has to wait for it.
        var isSlow = !place.Chat.IsChannel
            && await Task.WhenAny(working, Task.Delay(AtOnce, time, cancellationToken)) != working;
        if (isSlow) await LetGoAsync(pressed, null, cancellationToken);
        var (reply, extras) = await working;
        // A channel is read by many: what one of them asks is answered to them alone. So is what went wrong.
        var toast = place.Chat.IsChannel || (reply.Message.Tone == Tone.Problem && reply.Files.Count == 0)
            ? Toast(reply.Message)
            : null;
        if (!isSlow && toast is not null && (place.Chat.IsChannel || toast.Length <= MaxToast))
        {
            await LetGoAsync(pressed, toast, cancellationToken);
            return;
        }
        if (!isSlow) await LetGoAsync(pressed, null, cancellationToken);
        if (found.InPlace && !extras.WantsReply)
            await answering.ReplaceAsync(place, under.MessageId, reply, extras, cancellationToken);
        else
            await answering.SendAsync(place, reply, extras with { ReplyTo = under.MessageId }, cancellationToken);
    }

    private async Task<(CommandReply Reply, Extras Extras)> AnswerAsync(
        PressedButton found, WireUser from, TalkPlace place, CancellationToken cancellationToken)
    {
        var user = await rights.OfAsync(place.Chat, from, cancellationToken);
        var command = new IncomingCommand(place.Channel, user, found.Line, from.LanguageCode)
        {
            CanAnswerAlone = place.Chat.IsPrivate || place.Chat.IsChannel,
        };
        var extras = Extras.None with { AnswerOf = book.Find(found.Line)?.Offer.Name };
        return await steps.NextAsync(command, cancellationToken) is { } question
            ? (new CommandReply(question.Message, true), extras with { WantsReply = question.WantsReply, AnswerOf = question.Command })
            : (await handler.HandleAsync(command, cancellationToken), extras);
    }

    private Task LetGoAsync(CallbackQuery pressed, string? toast, CancellationToken cancellationToken) =>
        api.AnswerCallbackQueryAsync(
            new AnswerCallbackQuery(pressed.Id)
            {
                Text = toast is null ? null : ShortText.Within(toast, MaxToast),
                ShowAlert = toast is null ? null : true,
            }, cancellationToken);

    private static string Toast(Message message) =>
        TelegramCard.Write(message, CardLook.Plain).Plain.Trim();
}
