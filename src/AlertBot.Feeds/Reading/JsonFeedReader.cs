using System.Text;
using System.Text.Json;

namespace AlertBot.Feeds.Reading;

/// <summary>Reads JSON Feed 1.0 and 1.1, forgiving comments, trailing commas, raw line breaks and values of wrong
/// types.</summary>
internal static class JsonFeedReader
{
    // The reader keeps one bit a level and does not recurse, so depth costs nothing and need not be refused.
    private const int MaxDepth = 64_000_000;

    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = MaxDepth,
    };

    public static bool StartsAsJson(ReadOnlySpan<char> text)
    {
        text = TrimStart(text);
        if (text.StartsWith("//", StringComparison.Ordinal)
            || text.StartsWith("/*", StringComparison.Ordinal)) return true;
        return !text.IsEmpty && text[0] is '{' or '[';
    }

    public static FeedRead Read(DecodedDocument decoded, FeedSource source, FeedReaderLimits limits, Repairs repairs)
    {
        var text = TrimStart(decoded.Text);
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        var assembler = new JsonFeedAssembler(limits);
        if (!TryRead(bytes, assembler))
        {
            var second = new JsonFeedAssembler(limits);
            var isWhole = TryRead(JsonRepair.Repair(bytes, ref repairs), second);
            if (isWhole || second.Entries.Count >= assembler.Entries.Count) assembler = second;
            if (!isWhole) repairs |= Repairs.BadJson | Repairs.Truncated;
        }
        repairs |= assembler.Repairs;
        if (assembler.Format is not { } format)
            return new FeedRead.Failed(
                "not-a-feed", Saying.Of("read.json", "this is JSON, but not a JSON Feed"), RepairCodes.Of(repairs));
        var maker = new DocumentMaker(source, repairs);
        var made = maker.Make(format, decoded.Encoding, assembler.Feed, assembler.Entries);
        return new FeedRead.Read(made, RepairCodes.Of(maker.Repairs));
    }

    private static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text) => text.TrimStart("\uFEFF \t\r\n\0");

    // False when the document broke off or broke a rule; the assembler keeps what came before.
    private static bool TryRead(ReadOnlySpan<byte> bytes, JsonFeedAssembler assembler)
    {
        var reader = new Utf8JsonReader(bytes, Options);
        try
        {
            assembler.Read(ref reader);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
