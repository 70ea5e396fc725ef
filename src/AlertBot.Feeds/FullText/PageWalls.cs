using AngleSharp.Html.Dom;

namespace AlertBot.Feeds;

/// <summary>Knows pages that stand in front of an article: robots' checks, consent, payment.</summary>
internal static class PageWalls
{
    // Less is a teaser or a caption, in any language.
    private const int LeastChars = 250;

    // A paying reader's article with more than this was given away in full.
    private const int LeastPaidChars = 1_500;

    private static readonly string[] BotTitles =
    [
        "just a moment", "one moment", "attention required", "access denied", "are you a robot", "verify you are human",
        "security check", "checking your browser", "ddos protection", "pardon our interruption", "human verification",
        "enable javascript", "request blocked", "bot verification", "لحظة من فضلك", "تحقق من أنك",
    ];

    private static readonly string[] ConsentTitles =
        ["before you continue", "your privacy choices", "cookie consent", "privacy settings", "we value your privacy"];

    private static readonly string[] BotMarks =
        ["#challenge-form", "#cf-challenge-running", "#px-captcha", ".g-recaptcha", ".h-captcha", "#challenge-running"];

    private static readonly string[] PaidMarks =
        ["[class*=paywall]", "[id*=paywall]", "[class*=subscriber-only]", "[class*=regwall]", "[data-paywall]"];

    /// <summary>The code of a wall that the whole page is; null when it is none.</summary>
    public static string? Of(IHtmlDocument page, PageHead head)
    {
        if (Starts(head.PageTitle, BotTitles) || Starts(head.Title, BotTitles)) return "bot-wall";
        if (Starts(head.PageTitle, ConsentTitles) || Starts(head.Title, ConsentTitles)) return "consent";
        return null;
    }

    /// <summary>Whether a page has what stands before articles that are paid for, and what asks for proof of a person. To be
    /// asked before <see cref="MainText"/> clears the page.</summary>
    public static (bool Paid, bool Bot) SignsOf(IHtmlDocument page) => (Has(page, PaidMarks), Has(page, BotMarks));

    /// <summary>The code of a wall that shows by how little text there is; null when the text is an article's.</summary>
    public static string? OfText((bool Paid, bool Bot) signs, PageHead head, string text)
    {
        if (text.Length < LeastPaidChars && (head.IsPaid || signs.Paid)) return "paywall";
        if (text.Length >= LeastChars) return null;
        return signs.Bot ? "bot-wall" : "no-text";
    }

    private static bool Has(IHtmlDocument page, string[] selectors) =>
        Array.Exists(selectors, selector => page.QuerySelector(selector) is not null);

    private static bool Starts(string? title, string[] openings)
    {
        var text = title.AsSpan().Trim();
        foreach (var opening in openings)
            if (text.StartsWith(opening, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
