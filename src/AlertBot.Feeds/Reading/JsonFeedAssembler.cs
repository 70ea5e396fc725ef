using System.Text.Json;

namespace AlertBot.Feeds.Reading;

/// <summary>Puts a feed together from a JSON Feed.</summary>
internal sealed class JsonFeedAssembler(FeedReaderLimits limits)
{
    private const int Rank = 30;

    private Repairs _repairs;
    private string? _version;
    private bool _hasItems;
    private bool _hasFeedAddress;
    private bool _hasItemText; // Under names that no other JSON has.

    public FeedDraft Feed { get; } = new();

    public List<EntryDraft> Entries { get; } = [];

    public Repairs Repairs => _repairs;

    /// <summary>The dialect; null when the document is JSON of another kind.</summary>
    public FeedFormat? Format
    {
        get
        {
            var isDeclared = _version?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true;
            var isLikely = _hasItems && (_hasFeedAddress || _hasItemText || _version is "1" or "1.0" or "1.1");
            if (!isDeclared && !isLikely) return null;
            var isNewer = _version?.TrimEnd('/').EndsWith("1.1", StringComparison.Ordinal) == true;
            return isNewer ? FeedFormat.Json11 : FeedFormat.Json1;
        }
    }

    /// <summary>Reads the whole; leaves what was read so far when the reader throws.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return;
        while (JsonValues.NextProperty(ref reader, out var name)) ReadFeedProperty(ref reader, name);
    }

    private void ReadFeedProperty(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "version":
                _version = Text(ref reader);
                break;
            case "title":
                Feed.Title.Offer(Plain(Text(ref reader)), Rank);
                break;
            case "home_page_url":
                Feed.Link.OfferAddress(Text(ref reader), Rank);
                _hasFeedAddress |= Feed.Link.Value is not null;
                break;
            case "feed_url":
                Feed.SelfLink.Offer(Text(ref reader), Rank);
                _hasFeedAddress |= Feed.SelfLink.Value is not null;
                break;
            case "description":
                Feed.Summary.Offer(LongText(Text(ref reader), isHtml: false), Rank);
                break;
            case "icon":
                Feed.Image.OfferAddress(Text(ref reader), Rank);
                break;
            case "favicon":
                Feed.Image.OfferAddress(Text(ref reader), Rank - 10);
                break;
            case "language":
                Feed.Language.Offer(Text(ref reader)?.Trim(), Rank);
                break;
            case "next_url":
                Feed.NextLink.Offer(Text(ref reader), Rank);
                break;
            case "author" or "authors":
                ReadAuthors(ref reader, Feed, name is "authors" ? Rank : Rank - 1);
                break;
            case "hubs":
                ReadHubs(ref reader);
                break;
            case "items":
                ReadItems(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadItems(ref Utf8JsonReader reader)
    {
        _hasItems = reader.TokenType == JsonTokenType.StartArray;
        if (!JsonValues.Enter(ref reader, JsonTokenType.StartArray, ref _repairs)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!JsonValues.Enter(ref reader, JsonTokenType.StartObject, ref _repairs)) continue;
            if (Entries.Count >= limits.MaxEntries)
            {
                _repairs |= Repairs.TooManyEntries;
                while (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth > 2) reader.Read();
                continue;
            }
            var entry = new EntryDraft();
            Entries.Add(entry);
            while (JsonValues.NextProperty(ref reader, out var name)) ReadEntryProperty(ref reader, name, entry);
        }
    }

    private void ReadEntryProperty(ref Utf8JsonReader reader, string name, EntryDraft entry)
    {
        switch (name)
        {
            case "id":
                entry.Id.Offer(Text(ref reader)?.Trim(), Rank);
                break;
            case "url":
                entry.Link.OfferAddress(Text(ref reader), Rank);
                break;
            case "external_url":
                entry.Link.OfferAddress(Text(ref reader), Rank - 10);
                break;
            case "title":
                entry.Title.Offer(Plain(Text(ref reader)), Rank);
                break;
            case "content_html":
                _hasItemText = true;
                entry.Content.Offer(LongText(Text(ref reader), isHtml: true), Rank);
                break;
            case "content_text":
                _hasItemText = true;
                entry.Content.Offer(LongText(Text(ref reader), isHtml: false), Rank - 1);
                break;
            case "summary":
                entry.Summary.Offer(LongText(Text(ref reader), isHtml: false), Rank);
                break;
            case "image":
                entry.Image.OfferAddress(Text(ref reader), Rank);
                break;
            case "banner_image":
                entry.Image.OfferAddress(Text(ref reader), Rank - 5);
                break;
            case "date_published":
                entry.Published.Offer(Date(Text(ref reader)), Rank);
                break;
            case "date_modified":
                entry.Updated.Offer(Date(Text(ref reader)), Rank);
                break;
            case "language":
                entry.Language.Offer(Text(ref reader)?.Trim(), Rank);
                break;
            case "author" or "authors":
                ReadAuthors(ref reader, entry, name is "authors" ? Rank : Rank - 1);
                break;
            case "tags":
                ReadTags(ref reader, entry);
                break;
            case "attachments":
                ReadAttachments(ref reader, entry);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    // One object, an array of them, or plain names: all three are written.
    private void ReadAuthors(ref Utf8JsonReader reader, Draft draft, int rank)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            draft.Author.OfferAlso(AuthorOf(ref reader), rank);
            return;
        }
        for (var authors = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; authors++)
        {
            if (authors < Draft.MaxFields) draft.Author.OfferAlso(AuthorOf(ref reader), rank);
            else reader.Skip();
        }
    }

    private string? AuthorOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return Plain(Text(ref reader));
        string? author = null, address = null;
        while (JsonValues.NextProperty(ref reader, out var name))
        {
            if (name is "name") author = Plain(Text(ref reader));
            else if (name is "url") address = Text(ref reader);
            else reader.Skip();
        }
        return author ?? MailOf(address);
    }

    private static string? MailOf(string? address)
    {
        const string Scheme = "mailto:";
        if (address?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true) return null;
        return Plain(address[Scheme.Length..].Split('?')[0]);
    }

    private void ReadTags(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            _repairs |= Repairs.WrongType;
            entry.AddCategory(Plain(Text(ref reader)));
            return;
        }
        if (!JsonValues.Enter(ref reader, JsonTokenType.StartArray, ref _repairs)) return;
        for (var tags = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; tags++)
        {
            if (tags < Draft.MaxFields) entry.AddCategory(Plain(Text(ref reader)));
            else reader.Skip();
        }
    }

    private void ReadAttachments(ref Utf8JsonReader reader, EntryDraft entry)
    {
        if (!JsonValues.Enter(ref reader, JsonTokenType.StartArray, ref _repairs)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!JsonValues.Enter(ref reader, JsonTokenType.StartObject, ref _repairs)) continue;
            string? url = null, type = null, size = null;
            while (JsonValues.NextProperty(ref reader, out var name))
            {
                if (name is "url") url = Text(ref reader);
                else if (name is "mime_type") type = Text(ref reader);
                else if (name is "size_in_bytes") size = Text(ref reader);
                else reader.Skip();
            }
            if (string.IsNullOrEmpty(url)) continue;
            entry.AddEnclosure(new EnclosureDraft(url, null, type, FeedAssembler.LengthOf(size)));
            if (type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true)
                entry.Image.OfferAddress(url, Rank - 12);
        }
    }

    private void ReadHubs(ref Utf8JsonReader reader)
    {
        if (!JsonValues.Enter(ref reader, JsonTokenType.StartArray, ref _repairs)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!JsonValues.Enter(ref reader, JsonTokenType.StartObject, ref _repairs)) continue;
            while (JsonValues.NextProperty(ref reader, out var name))
            {
                if (name is "url" && Text(ref reader) is { Length: > 0 } url) Feed.AddHub(url, null);
                else reader.Skip();
            }
        }
    }

    private string? Text(ref Utf8JsonReader reader) => JsonValues.Text(ref reader, ref _repairs);

    private DateTimeOffset? Date(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var date = DateReader.Read(text);
        if (date is null) _repairs |= Repairs.BadDate;
        return date;
    }

    private static string? Plain(string? text) => Convert(text, isHtml: false, paragraphs: false);

    private string? LongText(string? text, bool isHtml)
    {
        if (text?.Length > limits.MaxTextChars)
        {
            _repairs |= Repairs.TextCut;
            text = text[..limits.MaxTextChars];
        }
        return Convert(text, isHtml, paragraphs: true);
    }

    private static string? Convert(string? text, bool isHtml, bool paragraphs)
    {
        if (string.IsNullOrEmpty(text)) return null;
        using var buffer = new CharBuffer();
        buffer.Append(text);
        return HtmlText.FromBuffer(buffer, isHtml, paragraphs);
    }
}
