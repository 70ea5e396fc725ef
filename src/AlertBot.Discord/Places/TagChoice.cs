using System.Text;
using AlertBot.Chat;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Places;

/// <summary>Which tags of a forum a message is filed under. Pure.</summary>
internal static class TagChoice
{
    /// <summary>Most tags of a post, and of a forum; longest name of one (Forum Tag Object; platform prose).</summary>
    public const int MostApplied = 5, MostOfForum = 20, MostLetters = 20;

    /// <summary>The tags that bear the name of a label, in any language, however they are spelt.</summary>
    /// <param name="tags">What the forum has.</param>
    /// <param name="labels">What the message is about.</param>
    /// <param name="mayModerate">Whether tags of moderators may be applied.</param>
    public static IReadOnlyList<Snowflake> Find(
        IReadOnlyList<ForumTag> tags, IEnumerable<MessageLabel> labels, bool mayModerate) =>
    [
        .. labels.Select(label => tags.FirstOrDefault(t => (mayModerate || !t.Moderated) && Bears(t, label))?.Id)
            .OfType<Snowflake>().Distinct().Take(MostApplied),
    ];

    /// <summary>The labels of which the forum has no tag at all.</summary>
    public static IReadOnlyList<MessageLabel> Missing(IReadOnlyList<ForumTag> tags, IEnumerable<MessageLabel> labels) =>
        [.. labels.Where(label => !tags.Any(t => Bears(t, label)))];

    /// <summary>What a post is filed under from now on: what people added stays, what was ours goes by the labels.</summary>
    /// <param name="tags">What the forum has.</param>
    /// <param name="applied">What the post has.</param>
    /// <param name="chosen">What we want it to have.</param>
    /// <param name="all">Every label that there is.</param>
    public static IReadOnlyList<Snowflake> Merge(
        IReadOnlyList<ForumTag> tags, IReadOnlyList<Snowflake> applied, IReadOnlyList<Snowflake> chosen,
        MessageLabels all)
    {
        var ours = tags.Where(t => all.All.Any(label => Bears(t, label))).Select(t => t.Id).ToHashSet();
        return [.. chosen.Concat(applied.Where(id => !ours.Contains(id))).Distinct().Take(MostApplied)];
    }

    /// <summary>The tags that a forum gets for labels that it lacks, as many as it has room for.</summary>
    public static IReadOnlyList<ForumTag> Made(IEnumerable<MessageLabel> missing, int there, string language) =>
    [
        .. missing.Select(label => Name(label, language)).OfType<string>().Take(Math.Max(0, MostOfForum - there))
            .Select(name => new ForumTag(null, name, false, null, null)),
    ];

    /// <summary>What a tag of a label is called: in the language, else in English; null when both are too long.</summary>
    public static string? Name(MessageLabel label, string language)
    {
        var name = label.Names.GetValueOrDefault(language) is { Length: <= MostLetters } own
            ? own : label.Names[TextBook.English];
        return name.Length is > 0 and <= MostLetters ? char.ToUpperInvariant(name[0]) + name[1..] : null;
    }

    private static bool Bears(ForumTag tag, MessageLabel label)
    {
        var folded = Folded(tag.Name);
        return folded.Length > 0 && label.Names.Values.Any(name => Folded(name) == folded);
    }

    // "Rocket-Attack 🚀" is the rocket attack; vowel signs of Arabic make no difference.
    private static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune)) folded.Append(Rune.ToLowerInvariant(rune));
        return folded.ToString();
    }
}
