using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Discord;
using AlertBot.Discord.Places;
using AlertBot.Discord.Rendering;
using AlertBot.Discord.Wire;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Discord;

/// <summary>Whatever feeds and people write, in every layout and every place of a message.</summary>
public sealed partial class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "*", "**", "***", "_", "__", "~~", "`", "``", "```", "```py\n", "||", "|", ">", "> ", ">>> ", "# ", "## ", "### ", "#", "-# ",
        "- ", "* ", "+ ", "1. ", "1.", "1) ", "[", "]", "(", ")", "](", "[x](https://evil.example)", "<https://evil.example>",
        "https://evil.example/a_(b)", "HTTP://evil.example", "discord://x", "steam://x", "mailto:a@b.example", "discord.gg/x",
        "<@1>", "<@!1>", "<@&1>", "<#1>", "</help:1>", "</a b:1>", "<:a:1>", "<a:a:1>", "<t:1>", "<t:1:R>", "<id:customize>",
        "<id:guide>", "<id:linked-roles:1>", "<sound:1:2>", "@everyone", "@here", "@", "&", "<", ":", "::", ":smile:", "://", "/", "\\",
        "\\\\", " ", "  ", "\n", "\r\n", "\t", "\u2028", "\u0085", "\u202E", "\u202D", "\u2066", "\u2067", "\u2068", "\u2069", "\u200E",
        "\u200F", "\u061C", "\u200B", "\u200D", "\u2060", "\uFEFF", "\u00AD", "\u3164", "\u2800", "\u115F", "e\u0301\u0302\u0303\u0304\u0305\u0306",
        "تاجي", "قُتِلَ", "שלום", "👩‍🚒", "🇮🇶", "👨‍👩‍👧‍👦", "\uD83D", "\uDE00", "a", "Taji", "1", "everyone", "here", ".", ",", "!", "=", "-", "+",
        "'", "\"", "‘", "\u001B[31m", "\0",
    ];

    private static Gen<string> Text(int longest) =>
        Gen.Choose(0, longest).SelectMany(n => Gen.Elements(Pieces).ListOf(n)).Select(parts => string.Concat(parts));

    [Theory]
    [InlineData(DiscordLayout.Embeds)]
    [InlineData(DiscordLayout.Components)]
    public void No_text_can_mention_format_link_hide_direction_or_break_out(DiscordLayout layout) => Prop.ForAll(
        Text(12).ToArbitrary(),
        text =>
        {
            foreach (var body in Bodies(layout, Everywhere(text)))
            {
                foreach (var line in StandInLines(body)) AssertHarmless(line);
                Assert.Empty(body.AllowedMentions.Parse);
                Assert.Null(body.AllowedMentions.Roles);
                Assert.Null(body.AllowedMentions.Users);
            }
            var title = PostTitle.Of(Everywhere(text));
            Assert.InRange(title.Length, 1, PostTitle.Most);
            Assert.DoesNotContain(title, c => c is '\n' or '\r' or '\u202E' or '\u202D' or '\u200B' || char.IsControl(c));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(DiscordLayout.Embeds)]
    [InlineData(DiscordLayout.Components)]
    public void However_long_and_odd_an_incident_is_every_limit_holds_and_no_sentence_is_cut(DiscordLayout layout) => Prop.ForAll(
        (from seed in Text(12)
         from repeat in Gen.Choose(1, 30)
         from sentences in Gen.Choose(0, 12)
         from sources in Gen.Choose(0, 12)
         from address in Gen.Choose(1, 3000)
         select Long(seed, repeat, sentences, sources, address)).ToArbitrary(),
        message =>
        {
            foreach (var body in Bodies(layout, message))
            {
                var texts = body.Embeds is { Count: > 0 } embeds ? [.. embeds.Select(e => e.Description!)] : Displays(body.Components).ToList();
                Assert.InRange(texts.Sum(Length), 0, body.Embeds is { Count: > 0 } ? 4096 : 4000);
                Assert.InRange(Length(body.Content ?? ""), 0, 2000);
                Assert.All(texts, t => Assert.NotEqual("", t.Trim()));
                Assert.InRange(All(body.Components).Count(), 0, 40);
                Assert.All(All(body.Components).Where(c => c.Type == ComponentType.Button), b => Assert.InRange(Length(b.Label!), 1, 80));
                var whole = message.Blocks.OfType<Block.Sentence>().Select(s => MarkdownText.Escape(s.Text.Text)).FirstOrDefault();
                var lines = texts.Append(body.Content ?? "").SelectMany(t => t.Split('\n')).Where(l => l.Contains('§'));
                Assert.All(lines, l => Assert.Contains(whole!.TrimStart(), l, StringComparison.Ordinal));
            }
            Assert.InRange(PostTitle.Of(message).Length, 1, PostTitle.Most);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Theory]
    [InlineData("55", "<@&55>", 1, 0)]
    [InlineData("@66", "<@66>", 0, 1)]
    [InlineData(null, null, 0, 0)]
    [InlineData("1", null, 0, 0)]
    [InlineData("@name", null, 0, 0)]
    [InlineData("<@66>", null, 0, 0)]
    [InlineData("everyone", null, 0, 0)]
    public void A_subscription_calls_its_role_its_reader_or_nobody_and_never_everyone(
        string? mention, string? content, int roles, int users)
    {
        // Server 1: the role of that number is everyone's.
        var body = new DiscordRenderer(DiscordLayout.Embeds).Create(Delivery(Message.Line("@everyone <@&9> <@8>")) with { Mention = mention });

        Assert.Equal(content, body.Content);
        Assert.Empty(body.AllowedMentions.Parse);
        Assert.Equal((roles, users), (body.AllowedMentions.Roles?.Count ?? 0, body.AllowedMentions.Users?.Count ?? 0));
    }

    private static IEnumerable<MessageBody> Bodies(DiscordLayout layout, Message message)
    {
        yield return new DiscordRenderer(layout).Create(Delivery(message));
        yield return new DiscordRenderer(layout).Edit(message, "key-2");
        yield return DiscordRenderer.CreatePlain(Delivery(message));
        yield return DiscordRenderer.EditPlain(message, "key-3", "<@&5>\nbefore");
    }

    private static ChatDelivery Delivery(Message message) =>
        new("key-1", new ChannelRef("discord", "1", "2", null), message, null, null, false, null);

    private static Message Everywhere(string text) => new(Tone.High,
    [
        new Block.Headline(0, "HIGH", new Span(text, new Uri("https://a.example/1"), IsStrong: true), "#1"),
        new Block.Sentence(1, text, [1], "en"),
        new Block.Paragraph(1, [text, new Span(text, IsStrong: true), new Span(text, IsStruck: true)]),
        new Block.Facts(1, [new Fact("Where", text)]),
        new Block.Ledger(2, "Who", [new LedgerLine("Claimed by", text, text, 1, text)]),
        new Block.Bullets(3, "Why", [[text]]),
        new Block.SourceList(3, "Sources", [new SourceLine(1, text, new Uri("https://a.example/1"), text)]),
        new Block.Table(4, "Table", ["a"], [[text, text]]),
    ]);

    private static Message Long(string seed, int repeat, int sentences, int sources, int address)
    {
        var text = string.Concat(Enumerable.Repeat(seed + "x ", repeat));
        var link = new Uri("https://a.example/" + new string('a', address));
        return new Message(Tone.High,
        [
            new Block.Headline(0, "HIGH", new Span(text, link, IsStrong: true), "#1"),
            .. Enumerable.Range(1, sentences).Select(n => new Block.Sentence(1 + (n / 5), $"§{text}.", [n], "ar")),
            new Block.Facts(1, [new Fact("Where", text), new Fact("Killed", text)]),
            new Block.Ledger(2, "Who", [.. Enumerable.Range(1, sources).Select(n => new LedgerLine("Claimed by", text, "", n, "Outlet"))]),
            new Block.SourceList(3, "Sources", [.. Enumerable.Range(1, sources).Select(n => new SourceLine(n, "Outlet", link, null))]),
            new Block.Bullets(4, "Why", [.. Enumerable.Range(1, sources).Select(n => (IReadOnlyList<Span>)["rule " + n])]),
            new Block.Actions(6, [.. Enumerable.Range(1, 40).Select(n => new ActionButton(text.Length == 0 ? "x" : text, $"/incident {n}"))]),
        ])
        { Language = "ar" };
    }

    // What Discord's client would make something of, once every escaped character is taken out.
    private static void AssertHarmless(string line)
    {
        var ours = OurLinks().Replace(line, "$1");
        // Our own mark at the head of a source's line.
        ours = Regex.Replace(ours, "^-# [\u200E\u200F]", "-# ");
        // Something stays in the place of what is escaped: what stood around it is not side by side on the screen either.
        var bare = Escaped().Replace(ours, "x");
        bare = OurMarks().Replace(bare, "");
        Assert.DoesNotMatch(@"[`|<>\[\]]", bare);
        Assert.DoesNotMatch(@"(?<!\\)(\*\*\*|__)", bare);
        Assert.DoesNotMatch(@"@(everyone|here|&|!|\d)", ours);
        Assert.DoesNotMatch(@"(?i)(?<!\\)://", bare);
        Assert.DoesNotMatch("[\u202A-\u202E\u200E\u200F\u061C\u200C\u2060\uFEFF\u00AD\u3164\u2800\u115F\u0000\u001B\r\u2028]", ours);
        Assert.Equal(ours.Count(c => c is '\u2066' or '\u2067' or '\u2068'), ours.Count(c => c == '\u2069'));
    }

    private static IEnumerable<string> StandInLines(MessageBody body) =>
        (body.Embeds ?? []).Select(e => e.Description!).Concat(Displays(body.Components)).Append(Mentionless(body.Content))
            .SelectMany(t => t.Split('\n'));

    private static string Mentionless(string? content) =>
        content is null ? "" : content.StartsWith("<@&5>\n", StringComparison.Ordinal) ? content[6..] : content;

    private static IEnumerable<string> Displays(IEnumerable<Component>? components) =>
        All(components).Where(c => c.Type == ComponentType.TextDisplay).Select(c => c.Content!);

    private static IEnumerable<Component> All(IEnumerable<Component>? components) =>
        (components ?? []).SelectMany(c => All(c.Components).Prepend(c));

    // As Discord does: code points.
    private static int Length(string text) => text.EnumerateRunes().Count();

    [GeneratedRegex(@"\[((?:\\.|[^\[\]\\])*)\]\(https://a\.example/[a-z0-9]+\)")]
    private static partial Regex OurLinks();

    [GeneratedRegex(@"\\.")]
    private static partial Regex Escaped();

    // Our own headings, lists, small print and bold at the places where we put them.
    [GeneratedRegex(@"^(### |- |-# )|\*\*|~~")]
    private static partial Regex OurMarks();
}
