using AlertBot.Chat;
using AlertBot.Commands;

namespace AlertBot.Hosting;

/// <summary>The catalogue as platforms list it to people. Pure.</summary>
internal static class CatalogueOffers
{
    /// <summary>Every command in every language.</summary>
    public static CommandOffers Of(IReadOnlyList<CommandDefinition> commands, TextBook book)
    {
        var languages = TextBook.Languages.Select(book.For).ToList();
        return new CommandOffers([.. commands.Select(c => Of(c, languages))]);
    }

    private static CommandOffer Of(CommandDefinition command, List<Texts> languages) => new(
        command.Name,
        [.. languages.Select(t => new OfferText(t.Language, command.NameIn(t), command.Summary(t)))],
        [.. command.Options.Select(o => Of(command, o, languages))],
        command.Permission switch
        {
            Permission.Everyone => CommandAccess.Everyone,
            Permission.ManageChannel => CommandAccess.ManageChannel,
            _ => CommandAccess.Moderate,
        },
        command.IsPrivate)
    {
        Forms = [.. command.Forms.Select(f => new FormOffer(f.Option, f.Value, f.Fields))],
    };

    private static OptionOffer Of(CommandDefinition command, OptionDefinition option, List<Texts> languages) => new(
        option.Name,
        [.. languages.Select(t => new OfferText(t.Language, command.NameOf(option, t), command.SummaryOf(option, t)))],
        option.Type switch
        {
            OptionType.Text or OptionType.Word or OptionType.Numbers or OptionType.Coordinates or OptionType.Country =>
                OptionInput.Text,
            OptionType.Number => OptionInput.Number,
            OptionType.Choice => OptionInput.Choice,
            OptionType.Verbatim => OptionInput.LongText,
            _ => OptionInput.Completed,
        },
        option.IsRequired,
        [.. option.Choices.Select(choice => new ChoiceOffer(
            choice, languages.ToDictionary(t => t.Language, t => command.LabelOf(choice, t), StringComparer.Ordinal)))]);
}
