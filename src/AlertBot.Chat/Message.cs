namespace AlertBot.Chat;

/// <summary>How loud a piece is; platforms choose colours and signs by it.</summary>
public enum Tone
{
    /// <summary>Plain.</summary>
    Neutral,

    /// <summary>Severity below 25.</summary>
    Low,

    /// <summary>Severity 25 to 49.</summary>
    Medium,

    /// <summary>Severity 50 to 74.</summary>
    High,

    /// <summary>Severity 75 and more.</summary>
    Critical,

    /// <summary>Something went wrong or is refused.</summary>
    Problem,
}

/// <summary>A run of text. Never mark-up: the platform escapes it and adds its own.</summary>
/// <param name="Text">Plain text; hostile when it comes from a feed or a person.</param>
/// <param name="Link">Absolute http or https address that it leads to; null when none.</param>
/// <param name="IsStrong">To be set off.</param>
/// <param name="IsStruck">To be struck through: withdrawn.</param>
public sealed record Span(string Text, Uri? Link = null, bool IsStrong = false, bool IsStruck = false)
{
    /// <summary>
    /// An instant to show instead of <see cref="Text"/> where the platform can; null when it is none.
    /// </summary>
    public TimeSpot? At { get; init; }

    /// <summary>Plain text as a span.</summary>
    public static implicit operator Span(string text) => new(text);
}

/// <summary>An instant that every reader should see in their own zone, where the platform can.</summary>
/// <param name="AtUtc">The instant.</param>
/// <param name="Text">What stands there where it cannot: UTC, named as such.</param>
public sealed record TimeSpot(DateTimeOffset AtUtc, string Text);

/// <summary>One piece of a message. The lower <see cref="Priority"/>, the later it is cut; 0 is never cut.</summary>
public abstract record Block(int Priority)
{
    /// <summary>
    /// The first line: a label such as CRITICAL (empty for none), the linked title, and a short note after it.
    /// </summary>
    public sealed record Headline(int Priority, string Label, Span Title, string? Note) : Block(Priority);

    /// <summary>One sentence with the numbers of its sources; cut whole or not at all.</summary>
    public sealed record Sentence(int Priority, Span Text, IReadOnlyList<int> Sources, string? Language)
        : Block(Priority);

    /// <summary>Names and values in one line: Place, Killed, Wounded.</summary>
    public sealed record Facts(int Priority, IReadOnlyList<Fact> Items) : Block(Priority);

    /// <summary>Who says what, one line each; lines are cut from the end.</summary>
    public sealed record Ledger(int Priority, string Title, IReadOnlyList<LedgerLine> Lines) : Block(Priority)
    {
        /// <summary>How many more lines there would be: said as a last line unless 0.</summary>
        public int LeftOut { get; init; }
    }

    /// <summary>How a figure changed.</summary>
    public sealed record Figures(int Priority, string Title, IReadOnlyList<string> Lines) : Block(Priority)
    {
        /// <summary>How many more lines there would be: said as a last line unless 0.</summary>
        public int LeftOut { get; init; }
    }

    /// <summary>Numbered sources; those that no sentence refers to are cut first, from the end.</summary>
    public sealed record SourceList(int Priority, string Title, IReadOnlyList<SourceLine> Lines) : Block(Priority)
    {
        /// <summary>How many more lines there would be: said as a last line unless 0.</summary>
        public int LeftOut { get; init; }
    }

    /// <summary>A line of plain text.</summary>
    public sealed record Paragraph(int Priority, IReadOnlyList<Span> Spans) : Block(Priority);

    /// <summary>A list of lines of one kind.</summary>
    public sealed record Bullets(int Priority, string Title, IReadOnlyList<IReadOnlyList<Span>> Items) : Block(Priority)
    {
        /// <summary>How many more items there would be: said as a last line unless 0.</summary>
        public int LeftOut { get; init; }
    }

    /// <summary>Rows and columns; platforms without tables write a line a row.</summary>
    public sealed record Table(
        int Priority, string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Span>> Rows)
            : Block(Priority)
    {
        /// <summary>How many more rows there would be: said as a last line unless 0.</summary>
        public int LeftOut { get; init; }
    }

    /// <summary>Buttons, where the platform has them.</summary>
    public sealed record Actions(int Priority, IReadOnlyList<ActionButton> Buttons) : Block(Priority);

    /// <summary>
    /// Answers of which one is chosen: a list to pick from where the platform has such, else a button or a line each.
    /// </summary>
    /// <param name="Priority">When it is cut.</param>
    /// <param name="Prompt">What is chosen, in a few words.</param>
    /// <param name="Items">In their order; platforms show at least the first 25.</param>
    public sealed record Choices(int Priority, string Prompt, IReadOnlyList<ChoiceLine> Items) : Block(Priority);

    /// <summary>
    /// Has any channel of the community chosen that alerts can go to, where the platform can offer them; nothing elsewhere.
    /// </summary>
    /// <param name="Priority">When it is cut.</param>
    /// <param name="Prompt">What is chosen, in a few words.</param>
    /// <param name="Command">
    /// The line that choosing stands for, 1 to 100 characters, with <see cref="Hole"/> where the channel's id goes.
    /// </param>
    public sealed record ChannelChoice(int Priority, string Prompt, string Command) : Block(Priority)
    {
        /// <summary>Where the id of the channel goes.</summary>
        public const string Hole = "{channel}";
    }
}

/// <summary>One name and value of a facts line.</summary>
/// <param name="Name">Killed, Place, …</param>
/// <param name="Value">Plain text.</param>
/// <param name="At">
/// An instant to show instead of <paramref name="Value"/> where the platform can; null when it is none.
/// </param>
public sealed record Fact(string Name, string Value, TimeSpot? At = null);

/// <summary>One line of "who says what".</summary>
/// <param name="Role">Claimed by, Denied by, …</param>
/// <param name="Who">Whose part it is.</param>
/// <param name="Quote">The sentence that says so; empty when it stands in the message already.</param>
/// <param name="Source">1-based number of the source.</param>
/// <param name="Outlet">Who reports it.</param>
public sealed record LedgerLine(string Role, string Who, string Quote, int Source, string Outlet);

/// <summary>One numbered source.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Outlet">The publisher's name.</param>
/// <param name="Link">Where it can be read; null when there is no safe address.</param>
/// <param name="Note">For example "same text as 1"; null when there is nothing to say.</param>
public sealed record SourceLine(int Number, string Outlet, Uri? Link, string? Note);

/// <summary>A button.</summary>
/// <param name="Label">1 to 80 characters.</param>
/// <param name="Command">
/// The command line that pressing it stands for, with its slash: <c>/why 3</c>; 1 to 100 characters.
/// </param>
public sealed record ActionButton(string Label, string Command);

/// <summary>One of several answers.</summary>
/// <param name="Label">1 to 80 characters.</param>
/// <param name="Note">What else there is to know of it; empty for nothing.</param>
/// <param name="Command">The command line that choosing it stands for, with its slash; 1 to 100 characters.</param>
public sealed record ChoiceLine(string Label, string Note, string Command);

/// <summary>What is to be said, without any platform's mark-up.</summary>
/// <param name="Tone">How loud it is as a whole.</param>
/// <param name="Blocks">In the order in which they are read.</param>
public sealed record Message(Tone Tone, IReadOnlyList<Block> Blocks)
{
    /// <summary>BCP 47 tag of the language in which it is written; what it quotes may be in others.</summary>
    // A stored message of an older version names none, and is English.
    public string Language { get; init => field = value ?? TextBook.English; } = TextBook.English;

    /// <summary>
    /// Keys of <see cref="MessageLabels"/> that say what it is about; null when it is about nothing in particular.
    /// </summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The last line of a list of which some was left out: "and 3 more".</summary>
    /// <param name="leftOut">How much was left out.</param>
    /// <param name="language">BCP 47 tag of the message; null means English.</param>
    public static string More(int leftOut, string? language) =>
        TextBook.OfChat.For(language).Count("chat.more", leftOut);

    /// <summary>One plain line.</summary>
    public static Message Line(string text, Tone tone = Tone.Neutral) => new(tone, [new Block.Paragraph(0, [text])]);
}
