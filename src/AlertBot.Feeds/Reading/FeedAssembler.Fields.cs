using System.Buffers.Text;
using System.Text;

namespace AlertBot.Feeds.Reading;

// Elements that tell something: what their attributes say, and what becomes of the text of those captured.
internal sealed partial class FeedAssembler
{
    private const int WeakPenalty = 50;
    private const int LeastTextRank = 8; // below stand captions of pictures: they serve where there is no text at all

    // True when the element needs no frame: it is captured, or empty and done with.
    private bool BeginField(ref readonly MarkupScanner scanner, Ns ns, ReadOnlySpan<char> local, int bindings)
    {
        if (_stack.Area is not (Area.Feed or Area.Entry)) return false;
        var attributes = scanner.Attributes;
        var use = _stack.Area == Area.Entry ? FieldTable.OfEntry(ns, local) : FieldTable.OfFeed(ns, local);
        var isDone = TakeAttributes(ns, local, attributes, use?.Field ?? Field.None);
        if (Format == FeedFormat.Rss20 && IsDoubtful && local.Equals("abstract", StringComparison.OrdinalIgnoreCase))
            Format = FeedFormat.Cdf;
        if (isDone || use is not { } found || scanner.IsEmptyElement) return false;
        var draft = _stack.Area == Area.Entry ? (Draft?)_entry : Feed;
        if (draft is null || draft.Fields++ >= Draft.MaxFields)
        {
            _repairs |= Repairs.TextCut;
            return false;
        }
        if (_stack.IsWeak) found = found with { Rank = found.Rank - WeakPenalty };
        _capture.Open(
            found, scanner.NameStart, scanner.Name.Length, bindings,
            _stack.BaseOf(attributes), _stack.LanguageOf(attributes));
        Prepare(ns, attributes);
        return true;
    }

    // How the text of this very element is written, where its attributes say so.
    private void Prepare(Ns ns, in MarkupAttributes attributes)
    {
        if (_capture.Use.Field == Field.Guid && attributes.Find("isPermaLink") is { } permaLink)
            _capture.IsPermaLink = permaLink.Equals("true", StringComparison.OrdinalIgnoreCase);
        // Early Atom wrote the address as text beside the attributes that say what it is.
        if (_capture.Use.Field == Field.Link && attributes.Count > 0) _capture.Link = KindOf(ns, attributes);
        if (ns is not (Ns.Atom03 or Ns.Atom10) && !IsAtom && attributes.Find("mode") is null) return;
        if (_capture.Use.Kind is not (TextKind.Plain or TextKind.Html)) return;
        var type = attributes.Find("type")?.ToLowerInvariant();
        var mode = attributes.Find("mode")?.ToLowerInvariant();
        _capture.IsBase64 = mode == "base64" || (mode is null && type is not null && IsBinaryType(type));
        var kind = type switch
        {
            null or "text" or "text/plain" => TextKind.Plain,
            "html" or "text/html" => TextKind.Html,
            _ when type.Contains("html", StringComparison.Ordinal) => TextKind.Inline,
            _ when type.EndsWith("/xml", StringComparison.Ordinal)
                || type.EndsWith("+xml", StringComparison.Ordinal) => TextKind.Inline,
            _ => TextKind.Html,
        };
        if (mode == "xml" && kind == TextKind.Html) kind = TextKind.Inline;
        _capture.IsOpaque = type is not null && type.Contains("xml", StringComparison.Ordinal);
        _capture.Retype(kind);
    }

    private static bool IsBinaryType(string type) =>
        type.Contains('/', StringComparison.Ordinal)
            && !type.StartsWith("text/", StringComparison.Ordinal)
            && !type.Contains("xml", StringComparison.Ordinal)
            && !type.Contains("html", StringComparison.Ordinal);

    private void CloseCapture()
    {
        _capture.Close();
        var use = _capture.Use;
        var draft = _stack.Area == Area.Entry ? (Draft?)_entry : Feed;
        if (_capture.IsBase64) DecodeBase64();
        if (draft is not null && _capture.Buffer.Length > 0) Take(draft, use);
        _stack.Unbind(_capture.Bindings);
    }

    private void Take(Draft draft, FieldUse use)
    {
        switch (use.Field)
        {
            case Field.Title:
                draft.Title.Offer(PlainText(paragraphs: false), use.Rank, _capture.Base, _capture.Language);
                break;
            case Field.Summary:
            case Field.Content:
                TakeInnerImage(draft);
                TakeLongText(draft, use, PlainText(paragraphs: true));
                break;
            case Field.Link when _capture.Link is { Relation.Length: > 0 } kind:
                TakeLink(kind, AddressValue(), _capture.Base, draft);
                break;
            case Field.Link:
                draft.Link.OfferAddress(AddressValue(), use.Rank, _capture.Base);
                break;
            case Field.Guid:
                TakeGuid(draft, use, IdValue());
                break;
            case Field.Id:
                draft.Id.Offer(IdValue(), use.Rank);
                break;
            case Field.Author:
                draft.Author.OfferAlso(PartsText.Person(_capture.Buffer), use.Rank);
                break;
            case Field.Category:
                draft.AddCategory(PlainText(paragraphs: false));
                break;
            case Field.Keywords:
                AddKeywords(draft, Value());
                break;
            case Field.Language:
                draft.Language.Offer(Value().Replace('_', '-'), use.Rank);
                break;
            case Field.Image:
                draft.Image.OfferAddress(PartsText.Part(_capture.Buffer, "url"), use.Rank, _capture.Base);
                break;
            case Field.Source:
                (draft as EntryDraft)?.SourceTitle.Offer(PartsText.Part(_capture.Buffer, "title"), use.Rank);
                break;
            case Field.Published or Field.Updated or Field.Created or Field.AnyDate:
                TakeDate(draft, use, DateOf(Value()));
                break;
            default:
                TakeHint(use.Field, Value());
                break;
        }
    }

    private void TakeLongText(Draft draft, FieldUse use, string? text)
    {
        if (draft is not EntryDraft entry)
        {
            draft.Summary.Offer(text, use.Rank);
            return;
        }
        if (use.Field == Field.Content)
        {
            entry.Content.Offer(text, use.Rank, _capture.Base, _capture.Language);
            return;
        }
        var before = entry.Summary.Value;
        entry.Summary.Offer(text, use.Rank, _capture.Base, _capture.Language);
        var (loser, rank) = (text, use.Rank);
        if (!ReferenceEquals(entry.Summary.Value, before))
        {
            (loser, rank) = (before, entry.SummaryRank);
            entry.IsSummarySecond = before is not null && use.Rank - rank <= 1;
            entry.SummaryRank = use.Rank;
        }
        if (rank < LeastTextRank) return;
        entry.OtherSummary.Offer(loser, loser?.Length ?? 0, _capture.Base, _capture.Language);
    }

    private void TakeGuid(Draft draft, FieldUse use, string guid)
    {
        draft.Id.Offer(guid, use.Rank);
        if (_capture.IsPermaLink == false) return;
        if (_capture.IsPermaLink == true || Address.IsWeb(guid))
            draft.Link.OfferAddress(AddressValue(), use.Rank - 20, _capture.Base);
    }

    private static void TakeDate(Draft draft, FieldUse use, DateTimeOffset? date)
    {
        if (draft is not EntryDraft entry || use.Field == Field.Updated) draft.Updated.Offer(date, use.Rank);
        else if (use.Field != Field.AnyDate) entry.Published.Offer(date, use.Field == Field.Created ? 5 : use.Rank);
        else
        {
            entry.Published.Offer(date, use.Rank);
            entry.Updated.Offer(date, use.Rank);
        }
    }

    private void TakeHint(Field field, string value)
    {
        const int MaxTtlMinutes = 525_600;
        switch (field)
        {
            case Field.Ttl when int.TryParse(value, out var minutes) && minutes is > 0 and <= MaxTtlMinutes:
                Feed.TtlMinutes ??= minutes;
                break;
            case Field.SkipHour when int.TryParse(value, out var hour) && hour is >= 0 and <= 24:
                Feed.SkipHours.Add(hour % 24);
                break;
            case Field.SkipDay
                when Enum.TryParse<DayOfWeek>(value, ignoreCase: true, out var day) && Enum.IsDefined(day)
                    && !char.IsAsciiDigit(value[0]):
                Feed.SkipDays.Add(day);
                break;
            case Field.UpdatePeriod:
                Feed.UpdatePeriod ??= value.ToLowerInvariant() switch
                {
                    "hourly" => TimeSpan.FromHours(1),
                    "daily" => TimeSpan.FromDays(1),
                    "weekly" => TimeSpan.FromDays(7),
                    "monthly" => TimeSpan.FromDays(30),
                    "yearly" => TimeSpan.FromDays(365),
                    _ => null,
                };
                break;
            case Field.UpdateFrequency when int.TryParse(value, out var times) && times is > 0 and <= 10_000:
                Feed.UpdateFrequency ??= times;
                break;
        }
    }

    private static void AddKeywords(Draft draft, string value)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var word in value.Split([',', ';'], Clean))
            draft.AddCategory(word);
    }

    private DateTimeOffset? DateOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var date = DateReader.Read(text);
        if (date is null) _repairs |= Repairs.BadDate;
        return date;
    }

    // The first picture of the text, where nothing says which is the entry's.
    private void TakeInnerImage(Draft draft)
    {
        const int LeastRank = 1;
        if (draft.Image.Value is null)
            draft.Image.OfferAddress(InnerImage.Find(_capture.Buffer.Span), LeastRank, _capture.Base);
    }

    // An identity is what is written, blanks and all; but one that is wrapped over lines is not meant so.
    private string IdValue()
    {
        var text = _capture.Buffer.Span.Trim();
        return text.IndexOfAnyInRange('\0', '\x1F') < 0 && !text.Contains('\uFEFF') ? text.ToString() : Value();
    }

    // An address that runs over several lines is one still; blanks within a line belong to it.
    private string AddressValue()
    {
        if (_capture.Buffer.Span.Trim().IndexOfAny('\n', '\r') < 0) return Value();
        _scratch.Clear();
        var writer = new PlainTextWriter(_scratch);
        foreach (var line in _capture.Buffer.Span.EnumerateLines()) writer.Write(line.Trim());
        return _scratch.ToString();
    }

    private string Value()
    {
        _scratch.Clear();
        var writer = new PlainTextWriter(_scratch);
        writer.Write(_capture.Buffer.Span);
        return _scratch.ToString();
    }

    private string? PlainText(bool paragraphs) => HtmlText.FromBuffer(
        _capture.Buffer,
        assumeHtml: _capture.Use.Kind is TextKind.Html or TextKind.Inline || _capture.HasMarkup,
        paragraphs);

    private void DecodeBase64()
    {
        var text = _capture.Buffer.ToString();
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) return;
        _capture.Buffer.Clear();
        _capture.Buffer.Append(Encoding.UTF8.GetString(bytes.AsSpan(0, length)));
    }
}
