using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>A field of a form.</summary>
/// <param name="Option">What it fills in.</param>
/// <param name="Value">What it holds when it is shown; null for nothing.</param>
/// <param name="Values">What may be chosen instead of typed; empty for any words.</param>
internal sealed record FormField(OptionOffer Option, string? Value, IReadOnlyList<ChoiceOffer> Values);

/// <summary>A form as it is shown.</summary>
/// <param name="Name">The command.</param>
/// <param name="Line">The command so far, which comes back with the form.</param>
/// <param name="Fields">1 to 5 of them.</param>
internal sealed record ShownForm(string Name, string Line, IReadOnlyList<FormField> Fields);

/// <summary>Forms as Discord is told of them: modals. Pure.</summary>
internal static class FormSheet
{
    // Text inputs take 4,000 characters. A line has no more, and a faulty form is shown whole below what is wrong.
    private const int MaxLongText = 2500;
    private const int MaxWords = 200;

    private const int MaxTitle = 45;
    private const int MaxLabel = 45;
    private const int MaxText = 100;

    /// <summary>The modal.</summary>
    /// <param name="form">What is asked.</param>
    /// <param name="language">BCP 47 tag of the person's client; null when unknown.</param>
    public static CallbackData Of(ShownForm form, string? language) => new()
    {
        CustomId = form.Line,
        Title = ShortText.Within("/" + form.Name, MaxTitle),
        Components = [.. form.Fields.Select(f => Label(f, language))],
    };

    /// <summary>What was filled in, field by field; what was left empty is not there.</summary>
    public static IReadOnlyList<(string Name, string Value)> Read(IEnumerable<FilledComponent> components) =>
    [
        .. components.Select(c => c.Component).OfType<FilledComponent>()
            .Select(c => (c.CustomId ?? "", c.Value ?? (c.Values is [var chosen, ..] ? chosen : "")))
            .Where(f => f.Item1.Length > 0 && f.Item2.Trim().Length > 0),
    ];

    private static Component Label(FormField field, string? language)
    {
        var text = TextOf(field.Option, language);
        return new Component
        {
            Type = ComponentType.Label,
            Label = ShortText.Within(text.Name, MaxLabel),
            Description = ShortText.Within(text.Summary, MaxText),
            Inner = field.Values.Count > 0 ? Select(field, language) : Input(field),
        };
    }

    private static Component Input(FormField field)
    {
        var isLong = field.Option.Input == OptionInput.LongText;
        var most = isLong ? MaxLongText : MaxWords;
        return new Component
        {
            Type = ComponentType.TextInput,
            CustomId = field.Option.Name,
            Style = isLong ? TextStyle.Paragraph : TextStyle.Line,
            MaxLength = most,
            Required = field.Option.IsRequired,
            Value = field.Value is { } value ? value[..Math.Min(value.Length, most)] : null,
        };
    }

    private static Component Select(FormField field, string? language) => new()
    {
        Type = ComponentType.StringSelect,
        CustomId = field.Option.Name,
        Required = field.Option.IsRequired,
        Options =
        [
            .. field.Values.Select(v => new SelectOption(ShortText.Within(LabelOf(v, language), MaxText), v.Value)
            {
                Default = v.Value == field.Value ? true : null,
            }),
        ],
    };

    private static OfferText TextOf(OptionOffer option, string? language) =>
        option.Texts.FirstOrDefault(t => t.Language == Primary(language)) ?? option.Texts[0];

    private static string LabelOf(ChoiceOffer choice, string? language) =>
        choice.Labels.GetValueOrDefault(Primary(language)) ?? choice.Labels.GetValueOrDefault(TextBook.English, choice.Value);

    private static string Primary(string? language) => language?.Split('-', '_')[0] ?? TextBook.English;
}
