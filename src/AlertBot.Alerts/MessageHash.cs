using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat;

namespace AlertBot.Alerts;

/// <summary>Tells whether two messages say the same.</summary>
internal static class MessageHash
{
    /// <summary>32 hexadecimal digits of all text, links and marks of a message.</summary>
    public static string Of(Message message)
    {
        var text = new StringBuilder().Append(message.Tone);
        foreach (var block in message.Blocks) Write(text.Append('\n').Append(block.GetType().Name), block);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    private static void Write(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Headline b: Write(text.Append('|').Append(b.Label).Append('|').Append(b.Note), b.Title); break;
            case Block.Sentence b: Write(text.AppendJoin(',', b.Sources), b.Text); break;
            case Block.Facts b: text.AppendJoin('|', b.Items.Select(i => $"{i.Name}={i.Value}")); break;
            case Block.Ledger b: text.AppendJoin('|', b.Lines); break;
            case Block.Figures b: text.AppendJoin('|', b.Lines); break;
            case Block.SourceList b: text.Append(b.Title).AppendJoin('|', b.Lines); break;
            case Block.Paragraph b: Write(text, [.. b.Spans]); break;
            case Block.Bullets b: foreach (var item in b.Items) Write(text.Append('|'), [.. item]); break;
            case Block.Table b: foreach (var row in b.Rows) Write(text.Append('|'), [.. row]); break;
            case Block.Actions b: text.AppendJoin('|', b.Buttons); break;
        }
    }

    private static void Write(StringBuilder text, params ReadOnlySpan<Span> spans)
    {
        foreach (var span in spans) text.Append('|').Append(span.Text).Append('>').Append(span.Link).Append(span.IsStruck);
    }
}
