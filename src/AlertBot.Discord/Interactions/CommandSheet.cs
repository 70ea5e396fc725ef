using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>The commands as Discord is told of them. Pure.</summary>
internal static class CommandSheet
{
    /// <summary>The sub-command that stands for a command by itself: <c>/settings show</c> is <c>/settings</c>.</summary>
    public const string AloneName = "show";

    private const int SlashCommand = 1;
    private const int MaxOptions = 25;
    private const int MaxChoices = 25;
    private const int MaxText = 100;

    // Servers and the bot's own direct messages.
    private static readonly int[] Contexts = [0, 1];

    /// <summary>One command a first word; what has two words is a sub-command.</summary>
    public static IReadOnlyList<CommandBody> Of(CommandOffers offers) =>
        [.. offers.All.GroupBy(o => o.Name.Split(' ')[0], StringComparer.Ordinal).Select(Command)];

    private static CommandBody Command(IGrouping<string, CommandOffer> group)
    {
        var first = group.First();
        var subs = group.Where(o => o.Name.Contains(' ', StringComparison.Ordinal)).ToList();
        // On Discord a command with sub-commands cannot be given by itself: what it does alone gets a name of its own.
        if (subs.Count > 0 && group.FirstOrDefault(o => o.Name == group.Key) is { } alone)
            subs.Insert(0, Alone(alone));
        return new CommandBody
        {
            Type = SlashCommand,
            Name = group.Key,
            NameLocalizations = Names(first.Texts, group.Key, word: 0),
            Description = Cut(first.Texts[0].Summary),
            DescriptionLocalizations = Summaries(first.Texts),
            Options = subs.Count > 0 ? [.. subs.Take(MaxOptions).Select(Sub)] : Options(first),
            DefaultMemberPermissions = Permissions(group.Min(o => o.Access)),
            Contexts = Contexts,
        };
    }

    private static CommandOffer Alone(CommandOffer offer) => offer with
    {
        Name = $"{offer.Name} {AloneName}",
        // One word in every language: there is no second one to translate.
        Texts = [.. offer.Texts.Select(t => t with { Name = $"{t.Name.Split(' ')[0]} {AloneName}" })],
    };

    private static CommandOptionBody Sub(CommandOffer offer) => new()
    {
        Type = OptionKind.SubCommand,
        Name = offer.Name.Split(' ')[1],
        NameLocalizations = Names(offer.Texts, offer.Name.Split(' ')[1], word: 1),
        Description = Cut(offer.Texts[0].Summary),
        DescriptionLocalizations = Summaries(offer.Texts),
        Options = Options(offer),
    };

    // Discord wants required options first; ours are ordered as people type them.
    private static IReadOnlyList<CommandOptionBody>? Options(CommandOffer offer) => offer.Options.Count == 0
        ? null
        : [.. offer.Options.OrderBy(o => IsRequired(offer, o) ? 0 : 1).Take(MaxOptions).Select(o => Option(offer, o))];

    // What a form asks for may be left out of the line.
    private static bool IsRequired(CommandOffer offer, OptionOffer option) =>
        option.IsRequired && !offer.Forms.Any(f => f.Fields.Contains(option.Name));

    private static CommandOptionBody Option(CommandOffer offer, OptionOffer option)
    {
        var choices = option.Input == OptionInput.Choice && option.Choices.Count <= MaxChoices
            ? option.Choices.Select(Choice).ToList() : null;
        return new CommandOptionBody
        {
            Type = option.Input == OptionInput.Number ? OptionKind.Integer : OptionKind.String,
            Name = option.Name,
            NameLocalizations = Names(option.Texts, option.Name, word: 0),
            Description = Cut(option.Texts[0].Summary),
            DescriptionLocalizations = Summaries(option.Texts),
            Required = IsRequired(offer, option) ? true : null,
            MinValue = option.Input == OptionInput.Number ? 1 : null,
            Choices = choices,
            Autocomplete = option.Input == OptionInput.Completed || (option.Input == OptionInput.Choice && choices is null)
                ? true : null,
        };
    }

    private static Choice Choice(ChoiceOffer choice)
    {
        var others = choice.Labels.Where(l => l.Key != TextBook.English).ToList();
        return new Choice(Cut(choice.Labels[TextBook.English]), choice.Value)
        {
            NameLocalizations = others.Count == 0 ? null
                : others.ToDictionary(l => l.Key, l => Cut(l.Value), StringComparer.Ordinal),
        };
    }

    private static Dictionary<string, string>? Names(IReadOnlyList<OfferText> texts, string name, int word)
    {
        var names = texts.Skip(1).Select(t => (t.Language, Word: t.Name.Split(' ').ElementAtOrDefault(word) ?? name))
            .Where(n => n.Word != name && n.Word.Length is > 0 and <= 32)
            .ToDictionary(n => n.Language, n => n.Word.ToLowerInvariant(), StringComparer.Ordinal);
        return names.Count == 0 ? null : names;
    }

    private static Dictionary<string, string>? Summaries(IReadOnlyList<OfferText> texts) => texts.Count <= 1 ? null
        : texts.Skip(1).ToDictionary(t => t.Language, t => Cut(t.Summary), StringComparer.Ordinal);

    private static long? Permissions(CommandAccess access) => access switch
    {
        CommandAccess.Everyone => null,
        CommandAccess.ManageChannel => (long)Rights.ManageChannels,
        _ => (long)Rights.ManageGuild,
    };

    private static string Cut(string text) => ShortText.Within(text, MaxText);
}
