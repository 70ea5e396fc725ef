using AlertBot.Chat;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// Knows which commands ask for what they lack in a form. Remembers nothing: what was given so far stands in the line that
/// comes back with the form.
/// </summary>
internal sealed class FormDesk(CommandOffers offers, ICommandHandler handler)
{
    // As many components as a modal has (Modal, components).
    private const int MaxFields = 5;

    // The line comes back as a custom id of 100 characters, with the mark of a form that is opened again before it.
    private const int MaxLine = 90;

    // A list has 25; one that long may go on, and is typed.
    private const int MaxValues = 24;

    /// <summary>The form that a command opens; null when it opens none.</summary>
    /// <param name="command">Where and by whom it was given.</param>
    /// <param name="given">What was filled in.</param>
    /// <param name="lacks">The required option without which it is refused; null when it would be carried out.</param>
    /// <param name="cancellationToken">Ends the wait for what may be chosen.</param>
    public async Task<ShownForm?> OfAsync(
        IncomingCommand command, GivenCommand given, string? lacks, CancellationToken cancellationToken)
    {
        if (Find(given) is not var (offer, form)) return null;
        var isWanted = lacks is null
            ? given[form.Fields[0]] is null && given.Options.All(o => form.Option == o.Name || form.Fields.Contains(o.Name))
            : form.Fields.Contains(lacks);
        return isWanted ? await ShowAsync(command, offer, form, given, [], cancellationToken) : null;
    }

    /// <summary>A form again, with what it held; null when that is no form any more.</summary>
    /// <param name="command">Where and by whom it is wanted.</param>
    /// <param name="line">The line that came back with it.</param>
    /// <param name="kept">What was filled in.</param>
    /// <param name="cancellationToken">Ends the wait for what may be chosen.</param>
    public async Task<ShownForm?> AgainAsync(
        IncomingCommand command, string line, IReadOnlyList<(string Name, string Value)> kept,
        CancellationToken cancellationToken)
    {
        if (InteractionLine.Read(line) is not { } before) return null;
        var given = before with { Options = [.. before.Options, .. kept] };
        return Find(given) is var (offer, form)
            ? await ShowAsync(command, offer, form, given, [.. kept.Select(k => k.Name)], cancellationToken)
            : null;
    }

    private (CommandOffer Offer, FormOffer Form)? Find(GivenCommand given)
    {
        var offer = offers.All.FirstOrDefault(o => o.Name == given.Name);
        var form = offer?.Forms.FirstOrDefault(f => f.Option is null || given[f.Option] == f.Value);
        return form is null ? null : (offer!, form);
    }

    private async Task<ShownForm?> ShowAsync(
        IncomingCommand command, CommandOffer offer, FormOffer form, GivenCommand given, HashSet<string> again,
        CancellationToken cancellationToken)
    {
        var shown = form.Fields.Select(name => offer.Options.First(o => o.Name == name))
            .Where(o => given[o.Name] is null || again.Contains(o.Name) || o.Input is OptionInput.Text or OptionInput.LongText)
            .Take(MaxFields).ToList();
        var line = InteractionLine.Of(given with
        {
            Options = [.. given.Options.Where(g => g.Value.Trim().Length > 0 && !shown.Exists(o => o.Name == g.Name))],
        });
        if (line.Length > MaxLine) return null;
        var fields = new List<FormField>();
        foreach (var option in shown)
            fields.Add(new FormField(
                option, given[option.Name],
                await ValuesAsync(command with { Line = $"{line} {option.Name}:" }, option, cancellationToken)));
        return new ShownForm(offer.Name, line, fields);
    }

    private async Task<IReadOnlyList<ChoiceOffer>> ValuesAsync(
        IncomingCommand typed, OptionOffer option, CancellationToken cancellationToken)
    {
        if (option.Input == OptionInput.Choice) return option.Choices.Count <= MaxValues + 1 ? option.Choices : [];
        if (option.Input != OptionInput.Completed) return [];
        var values = InteractionLine.Values(await handler.CompleteAsync(typed, cancellationToken), option.Name);
        return values.Count > MaxValues ? []
            : [.. values.Select(v => new ChoiceOffer(v, new Dictionary<string, string>(StringComparer.Ordinal) { [TextBook.English] = v }))];
    }
}
