using System.Globalization;
using System.Text;
using AlertBot.Feeds;

namespace AlertBot.Testing.Fuzz;

/// <summary>Makes documents up: the same seed, number and samples give the same document.</summary>
/// <param name="seed">Where chance comes from.</param>
/// <param name="maxRepeats">How often a piece is repeated in a deep or wide document, at most.</param>
public sealed class FuzzInputs(ulong seed, int maxRepeats)
{
    private static readonly string[] Charsets =
    [
        "utf-8", "utf-16", "utf-16be", "utf-32", "windows-1256", "iso-8859-6", "windows-1251", "koi8-r", "shift_jis", "gb18030",
        "big5", "euc-kr", "us-ascii", "iso-8859-1", "iso-2022-jp", "hz-gb-2312", "utf-7", "ebcdic", "no-such", "",
    ];

    private static readonly string[] FieldNames = ["title", "link", "description", "category", "pubDate", "summary"];

    private readonly IReadOnlyList<byte[]> _samples = FuzzSamples.Load();

    /// <summary>The document of this number.</summary>
    public FuzzInput Make(long number)
    {
        var chance = new Random(unchecked((int)(seed ^ (ulong)number * 0x9E3779B97F4A7C15UL >> 17)));
        var (kind, body, ids) = chance.Next(10) switch
        {
            0 => ("random bytes", RandomBytes(chance), null),
            1 => ("heap of pieces", Encoding.UTF8.GetBytes(Heap(chance)), null),
            2 => ("deep or wide", Encoding.UTF8.GetBytes(Repeated(chance)), null),
            3 or 4 => Known(chance),
            5 => ("other encoding", Reencoded(chance), null),
            _ => ("changed sample", Changed(chance), (string[]?)null),
        };
        // What a server says wrongly of the encoding may cost entries, so where they are counted it says nothing.
        var source = SourceOf(chance);
        return new FuzzInput(kind, body, ids is null ? source : source with { ContentType = null }, ids);
    }

    private static FeedSource SourceOf(Random chance) => chance.Next(3) == 0
        ? FeedSource.Unknown
        : new FeedSource(
            new Uri("https://a.example/feeds/all.xml"),
            chance.Next(2) == 0 ? null : $"text/xml; charset={Charsets[chance.Next(Charsets.Length)]}",
            chance.Next(4) == 0 ? FuzzSamples.Pieces[chance.Next(FuzzSamples.Pieces.Length)] : null,
            chance.Next(4) == 0 ? "fa" : null);

    private static byte[] RandomBytes(Random chance)
    {
        var bytes = new byte[chance.Next(1, 4_000)];
        chance.NextBytes(bytes);
        return chance.Next(2) == 0 ? bytes : [.. "<rss><channel><item><title>"u8, .. bytes];
    }

    private static string Heap(Random chance)
    {
        var text = new StringBuilder(chance.Next(4) switch
        {
            0 => "",
            1 => "<rss><channel><item>",
            2 => "<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
            _ => "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":1,",
        });
        for (var i = chance.Next(1, 200); i > 0; i--) text.Append(Piece(chance));
        return text.ToString();
    }

    private string Repeated(Random chance)
    {
        var unit = string.Concat(Enumerable.Range(0, chance.Next(1, 4)).Select(_ => Piece(chance)));
        var text = new StringBuilder(Heap(chance));
        for (var i = chance.Next(10, maxRepeats); i > 0; i--) text.Append(unit);
        return text.Append(Heap(chance)).ToString();
    }

    // A sound feed with rubbish in every field: none of its entries may be lost, and their order must stay.
    private static (string Kind, byte[] Body, string[]? Ids) Known(Random chance)
    {
        var ids = Enumerable.Range(0, chance.Next(1, 60)).Select(i => "id-" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var isAtom = chance.Next(2) == 0;
        var text = new StringBuilder(isAtom ? "<feed xmlns='http://www.w3.org/2005/Atom'>" : "<rss version='2.0'><channel>");
        foreach (var id in ids)
            text.Append(null, $"<{(isAtom ? "entry" : "item")}>{Field(chance)}<{(isAtom ? "id" : "guid")}>{id}")
                .Append(null, $"</{(isAtom ? "id" : "guid")}>{Field(chance)}{Field(chance)}</{(isAtom ? "entry" : "item")}>");
        text.Append(isAtom ? "</feed>" : "</channel></rss>");
        return ("known entries", Encoding.UTF8.GetBytes(text.ToString()), ids);
    }

    private static string Field(Random chance)
    {
        var name = FieldNames[chance.Next(FieldNames.Length)];
        var rubbish = string.Concat(Enumerable.Range(0, chance.Next(0, 8)).Select(_ => Piece(chance)));
        return $"<{name}>{System.Security.SecurityElement.Escape(rubbish)}</{name}>";
    }

    private byte[] Reencoded(Random chance)
    {
        var sample = Sample(chance);
        var text = Encoding.UTF8.GetString(sample[..Math.Min(sample.Length, 60_000)]);
        var name = Charsets[chance.Next(Charsets.Length)];
        var said = Charsets[chance.Next(Charsets.Length)];
        if (chance.Next(2) == 0) text = $"<?xml version='1.0' encoding='{said}'?>" + text;
        Encoding encoding;
        try
        {
            encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            encoding = Encoding.Latin1;
        }
        byte[] body = [.. chance.Next(2) == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
        return chance.Next(2) == 0 ? body : Spoil(body, chance);
    }

    private byte[] Changed(Random chance)
    {
        var body = Sample(chance);
        for (var i = chance.Next(1, 12); i > 0 && body.Length > 0; i--) body = Spoil(body, chance);
        return body;
    }

    private byte[] Spoil(byte[] body, Random chance)
    {
        if (body.Length == 0) return body;
        var at = chance.Next(body.Length);
        var end = Math.Min(body.Length, at + chance.Next(1, 400));
        switch (chance.Next(6))
        {
            case 0:
                body = [.. body];
                body[at] = (byte)chance.Next(256);
                return body;
            case 1:
                return [.. body[..at], .. body[end..]];
            case 2:
                return [.. body[..end], .. body[at..]];
            case 3:
                return [.. body[..at], .. Encoding.UTF8.GetBytes(Piece(chance)), .. body[at..]];
            case 4:
                return body[..Math.Max(1, at)];
            default:
                var other = Sample(chance);
                return [.. body[..at], .. other[Math.Min(other.Length, chance.Next(other.Length + 1))..]];
        }
    }

    private byte[] Sample(Random chance) => _samples[chance.Next(_samples.Count)];

    private static string Piece(Random chance) => FuzzSamples.Pieces[chance.Next(FuzzSamples.Pieces.Length)];
}
