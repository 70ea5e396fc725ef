using AlertBot.Chat;

namespace AlertBot.Discord;

/// <summary>Why something does not go, in every language that there is.</summary>
/// <param name="Text">For the log: in English.</param>
/// <param name="Said">For readers, by BCP 47 tag.</param>
internal sealed record Reason(string Text, IReadOnlyDictionary<string, string> Said)
{
    /// <summary>A text of this room, said in all languages.</summary>
    public static Reason Of(Func<Texts, string> say)
    {
        var said = Reasons.InAll(language => say(DiscordTexts.Book.For(language)));
        return new Reason(said[TextBook.English], said);
    }

    /// <summary>A refusal for it.</summary>
    public DeliveryResult.Refused Refused(RefusedWhat what) => new(Text, what) { Said = Said };

    /// <summary>A closed channel for it.</summary>
    public ChannelAccess.Closed Closed() => new(Text) { Said = Said };
}
