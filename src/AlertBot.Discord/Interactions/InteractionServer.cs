using System.Collections.Concurrent;
using System.Text.Json;
using AlertBot.Chat;
using AlertBot.Discord.Gateway;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Rest;
using AlertBot.Discord.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// Answers what people do with commands and buttons: at once that it was heard, then with what the catalogue says. Each
/// runs by itself; the gateway never waits.
/// </summary>
internal sealed partial class InteractionServer(
    DiscordRest rest, ICommandHandler handler, CommandOffers offers, CommandRegistrar registrar,
    IOptions<DiscordOptions> options, ILogger<InteractionServer> logger) : IGatewayListener, IHostedService, IDisposable
{
    // More at once than people type; beyond, the rest is told by Discord itself that the bot did not answer.
    private const int MaxAtOnce = 200;
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(30);

    // The token of an interaction lives 15 minutes (Receiving and Responding).
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(14);

    private readonly DiscordRenderer _renderer = new(options.Value.Layout);
    private readonly InteractionLine _lines = new(offers);
    private readonly HashSet<string> _private =
        [.. offers.All.Where(o => o.IsPrivate).Select(o => o.Name)];
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();

    /// <inheritdoc/>
    public void Hear(Snowflake application, string name, JsonElement body)
    {
        switch (name)
        {
            case "READY":
                Start(registrar.RegisterAsync(application, _stop.Token));
                break;
            case "INTERACTION_CREATE" when _underWay.Count >= MaxAtOnce:
                LogTooMany(MaxAtOnce);
                break;
            case "INTERACTION_CREATE":
                Start(ServeAsync(body));
                break;
            case "GUILD_DELETE" when body.Deserialize(DiscordJson.Default.GuildEvent) is { Unavailable: false } left:
                LogLeft(left.Id);
                break;
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_underWay.Keys).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Start(Task task)
    {
        if (task.IsCompleted) return;
        _underWay[task] = true;
        _ = task.ContinueWith(
            done => _underWay.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task ServeAsync(JsonElement body)
    {
        try
        {
            if (body.Deserialize(DiscordJson.Default.ReceivedInteraction) is not { } interaction) return;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            end.CancelAfter(Longest);
            await ServeAsync(interaction, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The process stops, or the token of the interaction is dead.
        }
        catch (Exception fault)
        {
            LogFault(fault);
        }
    }

    private Task ServeAsync(ReceivedInteraction interaction, CancellationToken cancellationToken) => interaction switch
    {
        { Type: InteractionKind.Command, Data: { } data } => CommandAsync(interaction, data, cancellationToken),
        { Type: InteractionKind.Autocomplete, Data: { } data } => CompleteAsync(interaction, data, cancellationToken),
        { Type: InteractionKind.Component, Data.CustomId: { } line } => ButtonAsync(interaction, line, cancellationToken),
        // What Discord may invent later gets no answer from us.
        _ => Task.CompletedTask,
    };

    private async Task CommandAsync(
        ReceivedInteraction interaction, InteractionData data, CancellationToken cancellationToken)
    {
        var line = _lines.Of(data);
        var isPrivate = IsPrivate(line);
        var heard = new CallbackBody(
            CallbackType.DeferredMessage, isPrivate ? new CallbackData { Flags = MessageFlags.Ephemeral } : null);
        if (await AcknowledgeAsync(interaction, heard, cancellationToken))
            await AnswerAsync(interaction, line, isPrivate, cancellationToken);
    }

    /// <summary>
    /// A button under an answer of one's own turns its page; any other is answered to who pressed it alone.
    /// </summary>
    private async Task ButtonAsync(ReceivedInteraction interaction, string line, CancellationToken cancellationToken)
    {
        var presser = (interaction.Member?.User ?? interaction.User)?.Id;
        var isOwn = interaction.Message?.InteractionMetadata?.User?.Id is { } asker && asker == presser;
        var isPrivate = !isOwn || ((interaction.Message?.Flags ?? 0) & MessageFlags.Ephemeral) != 0;
        var heard = isOwn
            ? new CallbackBody(CallbackType.DeferredUpdate)
            : new CallbackBody(CallbackType.DeferredMessage, new CallbackData { Flags = MessageFlags.Ephemeral });
        if (await AcknowledgeAsync(interaction, heard, cancellationToken))
            await AnswerAsync(interaction, line, isPrivate, cancellationToken);
    }

    private async Task CompleteAsync(
        ReceivedInteraction interaction, InteractionData data, CancellationToken cancellationToken)
    {
        if (_lines.Typed(data) is not var (line, option)
            || InteractionPlace.Command(interaction, line, canAnswerAlone: true) is not { } command) return;
        var lines = await handler.CompleteAsync(command, cancellationToken);
        var choices = new CallbackData { Choices = InteractionLine.Choices(lines, option) };
        await AcknowledgeAsync(interaction, new CallbackBody(CallbackType.Completions, choices), cancellationToken);
    }

    private async Task<bool> AcknowledgeAsync(
        ReceivedInteraction interaction, CallbackBody body, CancellationToken cancellationToken)
    {
        var answer = await rest.CallAsync(
            RestRoute.Callback(interaction.Id, interaction.Token),
            RestBody.Of(body, DiscordJson.Default.CallbackBody), TimeSpan.Zero, cancellationToken);
        // Told twice after a session was taken up again: another life of ours, or this one, has answered.
        if (answer is RestAnswer.Refused { Code: 40060 }) return false;
        if (answer is not RestAnswer.Done) LogNotAcknowledged(interaction.Id, Words(answer));
        // An answer that was lost may have arrived: what follows tells.
        return answer is RestAnswer.Done or RestAnswer.Failed { MayBeDone: true };
    }

    private async Task AnswerAsync(
        ReceivedInteraction interaction, string line, bool isPrivate, CancellationToken cancellationToken)
    {
        if (InteractionPlace.Command(interaction, line, isPrivate) is not { } command) return;
        var reply = await handler.HandleAsync(command, cancellationToken);
        var body = RestBody.Of(_renderer.Answer(reply), DiscordJson.Default.MessageBody) with { Files = reply.Files };
        var answer = await rest.CallAsync(
            RestRoute.EditOriginal(interaction.ApplicationId, interaction.Token), body, AnswerPatience, cancellationToken);
        if (answer is not RestAnswer.Done) LogNotAnswered(interaction.Id, Words(answer));
    }

    private bool IsPrivate(string line)
    {
        var words = line.TrimStart('/').Split(' ', 3);
        return _private.Contains(words[0]) || (words.Length > 1 && _private.Contains($"{words[0]} {words[1]}"));
    }

    private static string Words(RestAnswer answer) => answer switch
    {
        RestAnswer.Refused refused => Answers.Words(refused),
        RestAnswer.Failed failed => failed.Reason,
        _ => "rate limited",
    };

    [LoggerMessage(9040, LogLevel.Warning, "Interaction {Id} could not be acknowledged: {Reason}")]
    private partial void LogNotAcknowledged(Snowflake id, string reason);

    [LoggerMessage(9041, LogLevel.Warning, "Interaction {Id} could not be answered: {Reason}")]
    private partial void LogNotAnswered(Snowflake id, string reason);

    [LoggerMessage(9042, LogLevel.Error, "An interaction failed.")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(9043, LogLevel.Warning, "An interaction is left without an answer: {Most} are under way.")]
    private partial void LogTooMany(int most);

    [LoggerMessage(9044, LogLevel.Information, "AlertBot left the server {Guild}; its subscriptions rest until it is back.")]
    private partial void LogLeft(Snowflake guild);
}
