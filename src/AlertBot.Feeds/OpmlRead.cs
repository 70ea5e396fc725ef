namespace AlertBot.Feeds;

/// <summary>A feed that a list of feeds names.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Url">Absolute http or https address.</param>
/// <param name="Name">What it is called there; its host when it has no name. 1 to 200 characters.</param>
/// <param name="Language">BCP 47 tag in lower case; null when it says none.</param>
/// <param name="Id">The id that we gave it when we wrote the list; null in lists of others.</param>
/// <param name="Group">Outlets of one owner share it: as our own lists say, else the innermost folder; null outside of
/// folders.</param>
/// <param name="Urgent">Whether it is polled as often as is polite.</param>
public sealed record OpmlFeed(
    int Line, Uri Url, string Name, string? Language, string? Id, string? Group, bool Urgent)
{
    /// <summary>Whether the pages of its entries are read.</summary>
    public bool FullText { get; init; }
}

/// <summary>A line of a list that could not be taken.</summary>
/// <param name="Line">From 1.</param>
/// <param name="What">What is wrong.</param>
public sealed record OpmlProblem(int Line, Saying What)
{
    /// <summary>What is wrong, in one line of English.</summary>
    public string Message => What.English;
}

/// <summary>What came of reading a list.</summary>
/// <param name="Feeds">Every feed that can be polled, in the order of the list, each address once.</param>
/// <param name="Problems">Every line that could not be taken.</param>
public sealed record OpmlRead(IReadOnlyList<OpmlFeed> Feeds, IReadOnlyList<OpmlProblem> Problems);
