using AlertBot.Chat;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// What is done about one interaction: looked at, refused for the person alone or answered with a form at once, else heard
/// first and answered with what the catalogue says.
/// </summary>
internal sealed class InteractionDesk(
    Responder responder, ICommandHandler handler, CommandOffers offers, TextBook texts, TimeProvider time)
{
    // Of the 3 seconds for the first answer; who looks longer than that is a store in trouble.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1.5);

    private readonly InteractionLine _lines = new(offers);
    private readonly FormDesk _forms = new(offers, handler);
    private readonly HashSet<string> _private =
        [.. offers.All.Where(o => o.IsPrivate).Select(o => o.Name)];

    /// <summary>Answers one interaction.</summary>
    public Task ServeAsync(ReceivedInteraction interaction, CancellationToken cancellationToken) => interaction switch
    {
        { Type: InteractionKind.Command, Data: { } data } => CommandAsync(interaction, data, cancellationToken),
        { Type: InteractionKind.Autocomplete, Data: { } data } => CompleteAsync(interaction, data, cancellationToken),
        { Type: InteractionKind.Component, Data: { CustomId: { } id } data } =>
            KeptForm.LineOf(id) is { } line
                ? AgainAsync(interaction, line, cancellationToken)
                : PressAsync(interaction, data.Values is null ? id : Selects.LineOf(id, data.Values), cancellationToken),
        { Type: InteractionKind.Modal, Data: { CustomId: { } line } data } =>
            FormAsync(interaction, line, FormSheet.Read(data.Components ?? []), cancellationToken),
        // What Discord may invent later gets no answer from us.
        _ => Task.CompletedTask,
    };

    private async Task CommandAsync(
        ReceivedInteraction interaction, InteractionData data, CancellationToken cancellationToken)
    {
        var given = _lines.Given(data);
        var isPrivate = _private.Contains(given.Name);
        if (InteractionPlace.Command(interaction, InteractionLine.Of(given), isPrivate) is not { } command) return;
        var check = await CheckAsync(command, cancellationToken);
        var lacks = (check as CommandCheck.Refused)?.Lacks;
        if ((check is CommandCheck.Ready || lacks is not null)
            && await _forms.OfAsync(command, given, lacks, cancellationToken) is { } form)
        {
            await responder.ShowAsync(interaction, FormSheet.Of(form, interaction.Locale), cancellationToken);
            return;
        }
        if (check is CommandCheck.Refused refused)
        {
            await responder.RefuseAsync(interaction, responder.BodyOf(refused.Reply), cancellationToken);
            return;
        }
        await AnswerAsync(interaction, command, isPrivate ? FirstAnswer.Private : FirstAnswer.Public, cancellationToken);
    }

    /// <summary>
    /// A button or list under an answer of one's own changes it; any other is answered to who pressed it alone.
    /// </summary>
    private async Task PressAsync(ReceivedInteraction interaction, string? line, CancellationToken cancellationToken)
    {
        var presser = (interaction.Member?.User ?? interaction.User)?.Id;
        var isOwn = interaction.Message?.InteractionMetadata?.User?.Id is { } asker && asker == presser;
        var isSeenAlone = ((interaction.Message?.Flags ?? 0) & MessageFlags.Ephemeral) != 0;
        var first = !isOwn ? FirstAnswer.Private : isSeenAlone ? FirstAnswer.PrivateUpdate : FirstAnswer.PublicUpdate;
        var isPrivate = first != FirstAnswer.PublicUpdate;
        if (line is null || InteractionPlace.Command(interaction, line, isPrivate) is not { } command) return;
        await AnswerAsync(interaction, command, first, cancellationToken);
    }

    private async Task CompleteAsync(
        ReceivedInteraction interaction, InteractionData data, CancellationToken cancellationToken)
    {
        if (_lines.Typed(data) is not var (line, option)
            || InteractionPlace.Command(interaction, line, canAnswerAlone: true) is not { } command) return;
        var values = InteractionLine.Values(await handler.CompleteAsync(command, cancellationToken), option);
        await responder.OfferAsync(interaction, [.. values.Select(v => new Choice(v, v))], cancellationToken);
    }

    /// <summary>A form was filled in.</summary>
    private async Task FormAsync(
        ReceivedInteraction interaction, string line, IReadOnlyList<(string Name, string Value)> filled,
        CancellationToken cancellationToken)
    {
        if (InteractionLine.Read(line) is not { } before) return;
        var given = before with { Options = [.. before.Options, .. filled] };
        var isPrivate = _private.Contains(given.Name);
        if (InteractionPlace.Command(interaction, InteractionLine.Of(given), isPrivate) is not { } command) return;
        if (await CheckAsync(command, cancellationToken) is CommandCheck.Refused refused)
        {
            await responder.RefuseAsync(interaction, Faulty(interaction, refused.Reply, line, filled), cancellationToken);
            return;
        }
        var first = isPrivate ? FirstAnswer.Private : FirstAnswer.Public;
        if (!await responder.DeferAsync(interaction, first, cancellationToken)) return;
        var reply = await handler.HandleAsync(command, cancellationToken);
        var body = reply.Message.Tone == Tone.Problem
            ? Faulty(interaction, reply, line, filled) : responder.BodyOf(reply);
        await responder.AnswerAsync(interaction, first, reply, body, cancellationToken);
    }

    /// <summary>What is wrong with a form, with what it held, so that nobody writes it anew.</summary>
    private MessageBody Faulty(
        ReceivedInteraction interaction, CommandReply reply, string line, IReadOnlyList<(string Name, string Value)> filled)
    {
        var kept = KeptForm.TextOf(filled);
        var label = texts.For(interaction.Locale)["discord.form.again"];
        return KeptForm.On(responder.BodyOf(reply, kept.Length), kept, line, label);
    }

    private async Task AgainAsync(ReceivedInteraction interaction, string line, CancellationToken cancellationToken)
    {
        if (interaction.Message is not { } message
            || InteractionPlace.Command(interaction, line, canAnswerAlone: true) is not { } command) return;
        // Who lost the right in between is told so before writing.
        var check = await CheckAsync(command, cancellationToken);
        if (check is not CommandCheck.Refused { Lacks: null }
            && await _forms.AgainAsync(command, line, KeptForm.Read(message), cancellationToken) is { } form)
            await responder.ShowAsync(interaction, FormSheet.Of(form, interaction.Locale), cancellationToken);
        else if (check is CommandCheck.Refused refused)
            await responder.RefuseAsync(interaction, responder.BodyOf(refused.Reply), cancellationToken);
        else
            await responder.DeferAsync(interaction, FirstAnswer.PrivateUpdate, cancellationToken);
    }

    private async Task AnswerAsync(
        ReceivedInteraction interaction, IncomingCommand command, FirstAnswer first, CancellationToken cancellationToken)
    {
        if (!await responder.DeferAsync(interaction, first, cancellationToken)) return;
        var reply = await handler.HandleAsync(command, cancellationToken);
        await responder.AnswerAsync(interaction, first, reply, responder.BodyOf(reply), cancellationToken);
    }

    private async Task<CommandCheck> CheckAsync(IncomingCommand command, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Look, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await handler.CheckAsync(command, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline comes first: what is wrong is found out again when the command is carried out.
            return new CommandCheck.Ready();
        }
    }
}
