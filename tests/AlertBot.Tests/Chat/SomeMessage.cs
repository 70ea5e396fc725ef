using AlertBot.Chat;
using FsCheck;
using FsCheck.Fluent;

namespace AlertBot.Tests.Chat;

/// <summary>Messages as the rooms make them, with texts of all lengths.</summary>
internal static class SomeMessage
{
    private static readonly string[] Words =
    [
        "Rockets", "hit", "the", "base", "at", "Taji", "@everyone", "*denied*", "[link]", "\u202eevil", "\u001b[31m",
        "قاعدة",
        "التاجي", "😀", "a-very-long-word-without-any-blank-in-it-that-goes-on-and-on-and-on", "three", "killed.",
    ];

    private static readonly Gen<string> Text =
        Gen.Choose(1, 40).SelectMany(n => Gen.Elements(Words).ListOf(n)).Select(words => string.Join(' ', words));

    private static readonly Gen<int> Priority = Gen.Choose(1, 6);

    private static readonly Gen<Block> AnyBlock = Gen.OneOf(
        Priority.SelectMany(p => Text.Select(t => (Block)new Block.Sentence(p, t, [1, 2], null))),
        Priority.SelectMany(p => Text.Select(t => (Block)new Block.Paragraph(p, [t]))),
        Gen.Choose(0, 6).SelectMany(p => Lines().Select(l => (Block)new Block.Bullets(
            p, "A list", [.. l.Select(t => (IReadOnlyList<Span>)[t])]))),
        Priority.SelectMany(p =>
            Lines().Select(l => (Block)new Block.Facts(p, [.. l.Select(t => new Fact("Name", t))]))),
        Priority.SelectMany(p => Lines().Select(l => (Block)new Block.Figures(p, "Figures", l))),
        Priority.SelectMany(p => Lines().Select(l => (Block)new Block.Ledger(
            p, "Who says what", [.. l.Select(
                (t, i) => new LedgerLine("Claimed by", "somebody", t, i + 1, "an outlet"))]))),
        Priority.SelectMany(p => Lines().Select(l => (Block)new Block.SourceList(
            p, "Sources", [.. l.Select(
                (t, i) => new SourceLine(i + 1, t, new Uri("https://example.org/" + i), null))]))),
        Priority.SelectMany(p => Lines().Select(l => (Block)new Block.Table(
            p, "Table", ["a", "b"], [.. l.Select(t => (IReadOnlyList<Span>)[t, "x"])]))),
        Priority.Select(p => (Block)new Block.Actions(p, [new ActionButton("Details", "/incident 3")])),
        Gen.Constant((Block)new Block.Paragraph(0, ["Withdrawn: the sources took it back."])));

    /// <summary>A headline and up to ten blocks.</summary>
    public static Gen<Message> Generator { get; } =
        Text.SelectMany(title => AnyBlock.ListOf().Select(blocks => new Message(
        Tone.High, [new Block.Headline(0, "HIGH", new Span(title, IsStrong: true), "#3"), .. blocks.Take(10)])));

    private static Gen<IReadOnlyList<string>> Lines() =>
        Gen.Choose(1, 12).SelectMany(n => Text.ListOf(n)).Select(l => (IReadOnlyList<string>)[.. l]);
}
