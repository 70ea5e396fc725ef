using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Interactions;

/// <summary>How an interaction was first answered: what follows depends on it.</summary>
internal enum FirstAnswer
{
    /// <summary>Everybody in the channel sees that an answer is coming.</summary>
    Public,

    /// <summary>The person alone does.</summary>
    Private,

    /// <summary>The message with the button or list is changed, which everybody sees.</summary>
    PublicUpdate,

    /// <summary>The message with the button or list is changed, which the person alone sees.</summary>
    PrivateUpdate,
}

/// <summary>
/// Says things to whoever did something, within what Discord allows: one first answer within 3 seconds, and what follows
/// while the token lives. What went wrong is told to the person alone, whatever came first.
/// </summary>
internal sealed partial class Responder(
    DiscordRest rest, IOptions<DiscordOptions> options, ILogger<Responder> logger)
{
    // Discord's own numbers (Opcodes and Status Codes).
    private const int Acknowledged = 40060;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DiscordRenderer _renderer = new(options.Value.Layout);

    /// <summary>Says that something was heard. False when nothing more may be said.</summary>
    public Task<bool> DeferAsync(
        ReceivedInteraction interaction, FirstAnswer first, CancellationToken cancellationToken) => FirstAsync(
        interaction,
        first switch
        {
            FirstAnswer.Public => new CallbackBody(CallbackType.DeferredMessage),
            FirstAnswer.Private => new CallbackBody(
                CallbackType.DeferredMessage, new CallbackData { Flags = MessageFlags.Ephemeral }),
            _ => new CallbackBody(CallbackType.DeferredUpdate),
        },
        cancellationToken);

    /// <summary>Answers at once, for the person alone.</summary>
    public Task<bool> RefuseAsync(
        ReceivedInteraction interaction, MessageBody body, CancellationToken cancellationToken) => FirstAsync(
        interaction, new CallbackBody(CallbackType.Message, CallbackData.Of(Private(body))), cancellationToken);

    /// <summary>Opens a form: Discord takes that as the first answer alone.</summary>
    public Task<bool> ShowAsync(
        ReceivedInteraction interaction, CallbackData modal, CancellationToken cancellationToken) =>
        FirstAsync(interaction, new CallbackBody(CallbackType.Modal, modal), cancellationToken);

    /// <summary>Offers what may be typed.</summary>
    public Task<bool> OfferAsync(
        ReceivedInteraction interaction, IReadOnlyList<Choice> choices, CancellationToken cancellationToken) =>
        FirstAsync(
            interaction, new CallbackBody(CallbackType.Completions, new CallbackData { Choices = choices }),
            cancellationToken);

    /// <summary>An answer as Discord is sent it.</summary>
    /// <param name="reply">What is said.</param>
    /// <param name="keep">Characters to be left free for what is added to it.</param>
    public MessageBody BodyOf(CommandReply reply, int keep = 0) => _renderer.Answer(reply, keep);

    /// <summary>Says what came of it, after the first answer.</summary>
    /// <param name="interaction">What was done.</param>
    /// <param name="first">How that was answered.</param>
    /// <param name="reply">What is said.</param>
    /// <param name="body">The same as Discord is sent it.</param>
    /// <param name="cancellationToken">The token of the interaction is dead.</param>
    public async Task AnswerAsync(
        ReceivedInteraction interaction, FirstAnswer first, CommandReply reply, MessageBody body,
        CancellationToken cancellationToken)
    {
        var isForOne = reply.IsPrivate || reply.Message.Tone == Tone.Problem;
        var (application, token) = (interaction.ApplicationId, interaction.Token);
        if (!isForOne || first is FirstAnswer.Private or FirstAnswer.PrivateUpdate)
        {
            var content = RestBody.Of(body, DiscordJson.Default.MessageBody) with { Files = reply.Files };
            Note(interaction, await rest.CallAsync(
                RestRoute.EditOriginal(application, token), content, Patience, cancellationToken));
            return;
        }
        // Everybody sees that an answer is coming, and what follows takes its place: it is taken back before.
        if (first == FirstAnswer.Public)
            Note(interaction, await rest.CallAsync(
                RestRoute.DeleteOriginal(application, token), null, Patience, cancellationToken));
        Note(interaction, await rest.CallAsync(
            RestRoute.FollowUp(application, token),
            RestBody.Of(Private(body), DiscordJson.Default.MessageBody) with { Files = reply.Files }, Patience,
            cancellationToken));
    }

    private static MessageBody Private(MessageBody body) => body with { Flags = (body.Flags ?? 0) | MessageFlags.Ephemeral };

    private async Task<bool> FirstAsync(
        ReceivedInteraction interaction, CallbackBody body, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(
            RestRoute.Callback(interaction.Id, interaction.Token),
            RestBody.Of(body, DiscordJson.Default.CallbackBody), TimeSpan.Zero, cancellationToken);
        // Told twice after a session was taken up again: another life of ours has answered.
        if (answer is RestAnswer.Refused { Code: Acknowledged }) return false;
        if (answer is not RestAnswer.Done) LogNotAcknowledged(interaction.Id, Words(answer));
        // An answer that was lost may have arrived: what follows tells.
        return answer is RestAnswer.Done or RestAnswer.Failed { MayBeDone: true };
    }

    private void Note(ReceivedInteraction interaction, RestAnswer answer)
    {
        if (answer is not RestAnswer.Done) LogNotAnswered(interaction.Id, Words(answer));
    }

    private static string Words(RestAnswer answer) => answer switch
    {
        RestAnswer.Refused { Code: 10062 } => "it is more than 3 seconds old (10062)",
        RestAnswer.Refused { Code: 50027 } => "it is more than 15 minutes old (50027)",
        RestAnswer.Refused refused => Answers.Words(refused),
        RestAnswer.Failed failed => failed.Reason,
        _ => "rate limited",
    };

    [LoggerMessage(9040, LogLevel.Warning, "Interaction {Id} could not be acknowledged: {Reason}")]
    private partial void LogNotAcknowledged(Snowflake id, string reason);

    [LoggerMessage(9041, LogLevel.Warning, "Interaction {Id} could not be answered: {Reason}")]
    private partial void LogNotAnswered(Snowflake id, string reason);
}
