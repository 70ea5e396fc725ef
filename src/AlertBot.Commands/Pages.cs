using System.Globalization;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Long answers in pages.</summary>
/// <param name="Number">Which page, from 1.</param>
/// <param name="Size">How many items one has.</param>
/// <param name="Texts">The language of the answer.</param>
internal sealed record Pages(int Number, int Size, Texts Texts)
{
    /// <summary>The name of the option.</summary>
    public const string Option = "page";

    private const int Last = 1000;

    /// <summary>The option as commands have it.</summary>
    public static OptionDefinition Definition { get; } = OptionDefinition.Optional(Option, OptionType.Number);

    /// <summary>How many items come before.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>The page that a call asks for; a problem for people when it is none.</summary>
    /// <param name="call">What was asked.</param>
    /// <param name="size">How many items a page has.</param>
    /// <param name="typed">A number that was typed in another place; null when there is none.</param>
    public static (Pages? Page, string? Problem) Of(CommandCall call, int size, string? typed = null)
    {
        if ((call.Option(Option) ?? typed) is not { } text) return (new Pages(1, size, call.Texts), null);
        return int.TryParse(Digits.InAscii(text), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page is >= 1 and <= Last
            ? (new Pages(page, size, call.Texts), null)
            : (null, call.Texts.Of("commands.pages.number", ("option", Option), ("last", Last)));
    }

    /// <summary>How many pages so many items make, 1 or more, as far as pages go.</summary>
    public int CountOf(int items) => Math.Clamp((items + Size - 1) / Size, 1, Last);

    /// <summary>For example "Page 2 of 3, 23 incidents"; the count alone when they fit one page.</summary>
    public string Title(string counted, int items) => CountOf(items) == 1
        ? counted
        : Texts.Of("commands.pages.title", ("page", Number), ("pages", CountOf(items)), ("counted", counted));

    /// <summary>What is said of a page that does not exist; null when it does.</summary>
    public string? Missing(string counted, int items) => Number <= CountOf(items)
        ? null
        : Texts.Count("commands.pages.missing", CountOf(items), ("page", Number), ("counted", counted));

    /// <summary>
    /// How many incidents there are, in words: "more than 1000 incidents" when they were not all counted.
    /// </summary>
    /// <param name="count">How many there are.</param>
    /// <param name="counted">The text of the number with its noun.</param>
    /// <param name="texts">The language.</param>
    public static string Counted(IncidentCount count, string counted, Texts texts) => count.IsMore
        ? texts.Of("commands.pages.more", ("counted", texts.Count(counted, count.Known)))
        : texts.Count(counted, count.Known);

    /// <summary>The title over incidents: the last page is not named when they were not all counted.</summary>
    public string Title(IncidentCount count, string counted) => count.IsMore
        ? Texts.Of("commands.pages.open", ("page", Number), ("counted", Counted(count, counted, Texts)))
        : Title(Counted(count, counted, Texts), count.Known);

    /// <summary>What is said of a page without incidents; null when it has some.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="counted">The text of the number with its noun.</param>
    /// <param name="shown">How many the page shows: that decides when they were not all counted.</param>
    public string? Missing(IncidentCount count, string counted, int shown) => !count.IsMore
        ? Missing(Counted(count, counted, Texts), count.Known)
        : shown > 0 ? null
        : Texts.Of("commands.pages.beyond", ("page", Number), ("counted", Counted(count, counted, Texts)));

    /// <summary>How many items it takes for the right buttons, when a page shows so many.</summary>
    public int Known(IncidentCount count, int shown) =>
        !count.IsMore ? count.Known : shown < Size ? Skip + shown : Math.Max(count.Known, Skip + Size + 1);

    /// <summary>Buttons to the pages beside this one; on platforms without buttons they are lines to type.</summary>
    public IEnumerable<ActionButton> Buttons(CommandCall call, int items)
    {
        if (Number > 1) yield return new ActionButton(Texts["commands.pages.previous"], call.LineOfPage(Number - 1));
        if (Number < CountOf(items))
            yield return new ActionButton(Texts["commands.pages.next"], call.LineOfPage(Number + 1));
    }
}
