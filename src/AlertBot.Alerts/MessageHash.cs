using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>Tells whether two messages say the same.</summary>
internal static class MessageHash
{
    /// <summary>
    /// 32 hexadecimal digits of all text, links and marks of a message. Priorities have no part in it.
    /// </summary>
    public static string Of(Message message)
    {
        var text = new StringBuilder();
        Write(text, message.Tone.ToString());
        foreach (var block in message.Blocks)
        {
            Write(text, block.GetType().Name);
            foreach (var part in Parts(block)) Write(text, part);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private static IEnumerable<string?> Parts(Block block) => block switch
    {
        Block.Headline b => [b.Label, b.Note, .. Parts([b.Title])],
        Block.Sentence b => [string.Join(',', b.Sources), b.Language, .. Parts([b.Text])],
        Block.Facts b => b.Items.SelectMany(i => new[] { i.Name, i.Value }),
        Block.Ledger b => [b.Title, Count(b.LeftOut), .. b.Lines.Select(l => l.ToString())],
        Block.Figures b => [b.Title, Count(b.LeftOut), .. b.Lines],
        Block.SourceList b => [b.Title, Count(b.LeftOut), .. b.Lines.Select(l => l.ToString())],
        Block.Paragraph b => Parts(b.Spans),
        Block.Bullets b => [b.Title, Count(b.LeftOut), .. b.Items.SelectMany(i => Parts(i).Prepend("item"))],
        Block.Table b => [b.Title, Count(b.LeftOut), .. b.Columns, .. b.Rows.SelectMany(r => Parts(r).Prepend("row"))],
        Block.Actions b => b.Buttons.Select(button => button.ToString()),
        Block.Choices b => b.Items.Select(item => item.ToString()),
        Block.ChannelChoice b => [b.Command],
        _ => throw new InvalidOperationException($"No rule for {block.GetType().Name}."),
    };

    private static IEnumerable<string?> Parts(IEnumerable<Span> spans) =>
        spans.SelectMany(s => new[] { s.Text, s.Link?.AbsoluteUri, s.IsStruck ? "struck" : null });

    // With its length before it no text can be taken for two.
    private static void Write(StringBuilder text, string? part) =>
        text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:").Append(part);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
