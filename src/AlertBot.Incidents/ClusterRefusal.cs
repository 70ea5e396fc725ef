namespace AlertBot.Incidents;

/// <summary>Why something that was asked of incidents could not be done.</summary>
public enum ClusterRefusal
{
    /// <summary>No incident that takes changes is it: merged, closed for lack of news, or never there.</summary>
    Gone,

    /// <summary>It was withdrawn.</summary>
    Withdrawn,

    /// <summary>It is not withdrawn.</summary>
    NotWithdrawn,

    /// <summary>The two are one and the same.</summary>
    Itself,

    /// <summary>None of the articles is in the incident.</summary>
    NoneOfThem,

    /// <summary>All articles would leave: nothing would be split.</summary>
    AllOfThem,

    /// <summary>No open incident holds the article.</summary>
    NoArticle,

    /// <summary>The article is there already.</summary>
    ThereAlready,
}
