using System.Globalization;
using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;

namespace AlertBot.Commands;

/// <summary>Long answers in pages.</summary>
/// <param name="Number">Which page, from 1.</param>
/// <param name="Size">How many items one has.</param>
internal sealed record Pages(int Number, int Size)
{
    /// <summary>The name of the option.</summary>
    public const string Option = "page";

    private const int Last = 1000;

    /// <summary>The option as commands have it.</summary>
    public static OptionDefinition Definition { get; } =
        OptionDefinition.Optional(Option, OptionType.Number);

    /// <summary>How many items come before.</summary>
    public int Skip => (Number - 1) * Size;

    /// <summary>The page that a call asks for; a problem for people when it is none.</summary>
    public static (Pages? Page, string? Problem) Of(CommandCall call, int size)
    {
        if (call.Option(Option) is not { } text) return (new Pages(1, size), null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            && page is >= 1 and <= Last
            ? (new Pages(page, size), null)
            : (null, $"{Option} must be a whole number from 1 to {Last}.");
    }

    /// <summary>How many pages so many items make, 1 or more, as far as pages go.</summary>
    public int CountOf(int items) => Math.Clamp((items + Size - 1) / Size, 1, Last);

    /// <summary>For example "Page 2 of 3, 23 incidents"; the count alone when they fit one page.</summary>
    public string Title(string counted, int items) => CountOf(items) == 1
        ? counted
        : string.Create(CultureInfo.InvariantCulture, $"Page {Number} of {CountOf(items)}, {counted}");

    /// <summary>What is said of a page that does not exist; null when it does.</summary>
    public string? Missing(string counted, int items) => Number <= CountOf(items)
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"There is no page {Number}: {counted} make {Wording.Count(CountOf(items), "page")}.");

    /// <summary>How many incidents there are, in words: "more than 1000 incidents" when they were not all
    /// counted.</summary>
    public static string Counted(IncidentCount count, string noun, Texts texts) => count.IsMore
        ? texts.Of("commands.pages.more", ("counted", Wording.Count(count.Known, noun)))
        : Wording.Count(count.Known, noun);

    /// <summary>The title over incidents: the last page is not named when they were not all counted.</summary>
    public string Title(IncidentCount count, string noun, Texts texts) => count.IsMore
        ? texts.Of("commands.pages.open", ("page", Number), ("counted", Counted(count, noun, texts)))
        : Title(Counted(count, noun, texts), count.Known);

    /// <summary>What is said of a page without incidents; null when it has some.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">What they are called.</param>
    /// <param name="shown">How many the page shows: that decides when they were not all counted.</param>
    /// <param name="texts">The language.</param>
    public string? Missing(IncidentCount count, string noun, int shown, Texts texts) => !count.IsMore
        ? Missing(Counted(count, noun, texts), count.Known)
        : shown > 0 ? null
        : texts.Of("commands.pages.beyond", ("page", Number), ("counted", Counted(count, noun, texts)));

    /// <summary>How many items it takes for the right buttons, when a page shows so many.</summary>
    public int Known(IncidentCount count, int shown) =>
        !count.IsMore ? count.Known : shown < Size ? Skip + shown : Math.Max(count.Known, Skip + Size + 1);

    /// <summary>Buttons to the pages beside this one; on platforms without buttons they are lines to type.</summary>
    public IEnumerable<ActionButton> Buttons(CommandCall call, int items)
    {
        if (Number > 1) yield return new ActionButton("Previous", call.LineOfPage(Number - 1));
        if (Number < CountOf(items)) yield return new ActionButton("Next", call.LineOfPage(Number + 1));
    }
}
