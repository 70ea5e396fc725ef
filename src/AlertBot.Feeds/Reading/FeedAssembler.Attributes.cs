using System.Globalization;

namespace AlertBot.Feeds.Reading;

// Elements that say what they say by attributes: links, files, pictures, categories.
internal sealed partial class FeedAssembler
{
    private const string RelationPrefix = "http://www.iana.org/assignments/relation/";

    // True when nothing is left to be said by the element's text.
    private bool TakeAttributes(Ns ns, ReadOnlySpan<char> local, in MarkupAttributes attributes, Field field)
    {
        if (attributes.Count == 0) return false;
        var draft = _stack.Area == Area.Entry ? (Draft?)_entry : Feed;
        if (draft is null) return false;
        if (ns == Ns.Media) return TakeMedia(local, attributes, draft);
        if (field == Field.Link) return TakeLink(ns, attributes, draft);
        if (field == Field.Category || local.Equals("category", StringComparison.OrdinalIgnoreCase))
        {
            TakeCategory(attributes, draft);
            return false;
        }
        var isImageLink = ns == Ns.Itunes && local.Equals("link", StringComparison.OrdinalIgnoreCase)
            && attributes.Find("rel") is "image";
        if (isImageLink || local.Equals("image", StringComparison.OrdinalIgnoreCase)
            || local.Equals("logo", StringComparison.OrdinalIgnoreCase))
        {
            var rank = ns == Ns.Itunes ? 22 : 15;
            var href = attributes.Find("href") ?? attributes.Find("url") ?? attributes.FindLocal("resource");
            draft.Image.OfferAddress(href, rank, _stack.BaseOf(attributes));
            return ns == Ns.Itunes;
        }
        if (local.Equals("enclosure", StringComparison.OrdinalIgnoreCase) && draft is EntryDraft entry)
            AddFile(entry, attributes.FindLocal("url") ?? attributes.FindLocal("resource"), attributes);
        return false;
    }

    private static LinkKind KindOf(Ns ns, in MarkupAttributes attributes)
    {
        var relation = attributes.Find("rel")?.ToLowerInvariant();
        if (relation?.StartsWith(RelationPrefix, StringComparison.Ordinal) == true)
            relation = relation[RelationPrefix.Length..];
        return new LinkKind(ns, relation, attributes.Find("type"), attributes.Find("length"));
    }

    private bool TakeLink(Ns ns, in MarkupAttributes attributes, Draft draft)
    {
        var href = attributes.Find("href") ?? attributes.FindLocal("resource");
        if (href is null) return false;
        TakeLink(KindOf(ns, attributes), href, _stack.BaseOf(attributes), draft);
        return true;
    }

    private void TakeLink(LinkKind kind, string href, string? baseAddress, Draft draft)
    {
        switch (kind.Relation)
        {
            case null or "" or "alternate":
                // A page ranks above an alternate of another kind, and RSS's own link above one borrowed from Atom.
                var isPage = kind.Type is not { } type || type.Contains("html", StringComparison.OrdinalIgnoreCase);
                var isGuest = kind.Ns is Ns.Atom03 or Ns.Atom10 && !IsAtom;
                draft.Link.OfferAddress(href, (isPage ? 30 : 15) - (isGuest ? 5 : 0) - Penalty, baseAddress);
                break;
            case "enclosure" when draft is EntryDraft entry:
                AddFile(entry, href, kind.Type, kind.Length, baseAddress);
                break;
            case "self" when draft is FeedDraft feed:
                feed.SelfLink.Offer(href, 1, baseAddress);
                break;
            case "next" when draft is FeedDraft feed:
                feed.NextLink.Offer(href, 1, baseAddress);
                break;
            case "hub" when draft is FeedDraft feed:
                feed.AddHub(href, baseAddress);
                break;
        }
    }

    private int Penalty => _stack.IsWeak ? WeakPenalty : 0;

    private void TakeCategory(in MarkupAttributes attributes, Draft draft)
    {
        draft.AddCategory(CategoryOf(attributes.Find("term")));
        draft.AddCategory(CategoryOf(attributes.Find("label")));
        draft.AddCategory(CategoryOf(attributes.Find("text")));
    }

    private string? CategoryOf(string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        _scratch.Clear();
        _scratch.Append(value);
        return HtmlText.FromBuffer(_scratch, assumeHtml: false, paragraphs: false);
    }

    private bool TakeMedia(ReadOnlySpan<char> local, in MarkupAttributes attributes, Draft draft)
    {
        var url = attributes.Find("url");
        if (local.Equals("thumbnail", StringComparison.OrdinalIgnoreCase))
        {
            draft.Image.OfferAddress(url, 40, _stack.BaseOf(attributes));
            return true;
        }
        if (local.Equals("category", StringComparison.OrdinalIgnoreCase))
        {
            draft.AddCategory(CategoryOf(attributes.Find("label")));
            return false;
        }
        if (!local.Equals("content", StringComparison.OrdinalIgnoreCase) || url is null) return false;
        var type = attributes.Find("type");
        if (attributes.Find("medium")?.Equals("image", StringComparison.OrdinalIgnoreCase) == true || IsImage(type))
            draft.Image.OfferAddress(url, 35, _stack.BaseOf(attributes));
        if (draft is EntryDraft entry) AddFile(entry, url, attributes);
        return false;
    }

    private void AddFile(EntryDraft entry, string? url, in MarkupAttributes attributes) =>
        AddFile(
            entry, url, attributes.FindLocal("type"), attributes.FindLocal("length") ?? attributes.Find("fileSize"),
            _stack.BaseOf(attributes));

    private static void AddFile(EntryDraft entry, string? url, string? type, string? length, string? baseAddress)
    {
        if (string.IsNullOrEmpty(url)) return;
        entry.AddEnclosure(new EnclosureDraft(url, baseAddress, NullIfEmpty(type), LengthOf(length)));
        if (IsImage(type)) entry.Image.OfferAddress(url, 18, baseAddress);
    }

    private static bool IsImage(string? type) =>
        type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    // "1,234", "1234 bytes" and "1234.0" occur; "12.5 MB" is no number of bytes.
    internal static long? LengthOf(string? text)
    {
        if (text is null) return null;
        var digits = text.Replace(",", "", StringComparison.Ordinal).AsSpan().Trim();
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        if (end > 0)
        {
            var rest = digits[end..];
            if (rest[0] == '.') rest = rest[1..].Trim('0');
            rest = rest.Trim();
            if (!rest.IsEmpty && !rest.StartsWith("byte", StringComparison.OrdinalIgnoreCase)) return null;
            digits = digits[..end];
        }
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;
    }
}
