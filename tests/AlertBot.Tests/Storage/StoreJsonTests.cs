using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Incidents;
using AlertBot.Storage.Json;
using AlertBot.Testing;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Storage;

/// <summary>What is written as JSON is read back as it was.</summary>
public sealed class StoreJsonTests
{
    private static readonly Gen<string> Text = ArbMap.Default.GeneratorFor<string>().Select(Clean);

    private static readonly Gen<Span> Spans =
        from text in Text
        from link in Gen.Elements<Uri?>(null, new Uri("https://a.example/?q=\u0643&x=%20#f"))
        from flags in Gen.Choose(0, 3)
        select new Span(text, link, (flags & 1) == 1, (flags & 2) == 2);

    private static readonly Gen<IReadOnlyList<Span>> Runs = List(Spans);

    private static readonly Gen<Block>[] Kinds =
    [
        from p in Gen.Choose(0, 9)
        from l in Text
        from t in Spans
        from n in Text.OrNull()
        select (Block)new Block.Headline(p, l, t, n),
        from p in Gen.Choose(0, 9)
        from t in Spans
        from s in List(Gen.Choose(1, 9))
        from l in Text.OrNull()
        select (Block)new Block.Sentence(p, t, s, l),
        from p in Gen.Choose(0, 9)
        from n in Text
        from v in Text
        select (Block)new Block.Facts(p, [new Fact(n, v), new Fact(n, v, new TimeSpot(Some.NowUtc, v))]),
        from p in Gen.Choose(0, 9)
        from t in Text
        from q in Text
        select (Block)new Block.Ledger(p, t, [new LedgerLine(t, q, t, 1, q)]),
        from p in Gen.Choose(0, 9)
        from t in Text
        from l in List(Text)
        select (Block)new Block.Figures(p, t, l),
        from p in Gen.Choose(0, 9)
        from t in Text
        from n in Text.OrNull()
        select (Block)new Block.SourceList(p, t, [new SourceLine(1, t, null, n)]),
        from p in Gen.Choose(0, 9)
        from r in Runs
        select (Block)new Block.Paragraph(p, r),
        from p in Gen.Choose(0, 9)
        from t in Text
        from r in List(Runs)
        select (Block)new Block.Bullets(p, t, r),
        from p in Gen.Choose(0, 9)
        from t in Text
        from c in List(Text)
        from r in List(Runs)
        select (Block)new Block.Table(p, t, c, r),
        from p in Gen.Choose(0, 9)
        from t in Text
        select (Block)new Block.Actions(p, [new ActionButton(t, "/why 3")]),
        from p in Gen.Choose(0, 9)
        from t in Text
        select (Block)new Block.Choices(p, t, [new ChoiceLine(t, t, "/setup a")]),
        from p in Gen.Choose(0, 9)
        from t in Text
        select (Block)new Block.ChannelChoice(p, t, "/setup a channel:{channel}"),
    ];

    private static readonly Gen<Block> Blocks = Gen.OneOf(Kinds);

    [Fact]
    public void Every_message_comes_back_as_it_was() => Prop.ForAll(
        List(Blocks).Select(blocks => new Message((Tone)(blocks.Count % 6), blocks)).ToArbitrary(),
        IsSame).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_kind_of_block_is_stored_under_its_name()
    {
        var kinds = typeof(Block).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Block)));
        var blocks = Kinds.Select(kind => kind.Sample(1).Single()).ToList();

        Assert.Equal(kinds.ToHashSet(), blocks.Select(b => b.GetType()).ToHashSet());
        Assert.Equal(blocks.Count, blocks.Select(b => StoreJson.Write(b).Split('"')[3]).Distinct().Count());
        Assert.All(blocks, block => Assert.StartsWith("{\"is\":\"", StoreJson.Write(block), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_member_comes_back_as_it_was() =>
        Prop.ForAll(Members.ToArbitrary(), IsSame).QuickCheckThrowOnFailure();

    [Fact]
    public void The_names_of_columns_in_use_do_not_change()
    {
        var message = new Message(Tone.High, [new Block.Paragraph(2, [new Span("كاتيوشا <b>", null, IsStrong: true)])]);

        Assert.Equal(
            """{"tone":"High","blocks":[{"is":"paragraph","spans":[{"text":"كاتيوشا <b>","isStrong":true,"isStruck":false}],"priority":2}],"language":"en"}""",
            StoreJson.Write(message));
    }

    [Fact]
    public void A_delivery_and_an_alert_come_back_as_they_were()
    {
        Assert.True(IsSame(Some.Delivery() with { Message = null, PublishedUtc = null, Mention = "1" }));
        Assert.True(IsSame(Some.Delivery(channel: Some.ChannelB)));
        Assert.True(IsSame(Some.Alert() with { LastReplyUtc = Some.NowUtc, HeldUntilUtc = Some.NowUtc }));
        Assert.True(IsSame<AnalysisRequest>(new AnalysisRequest.Split("id", 4, ["a", "b"], "Ann")));
    }

    [Fact]
    public void What_changed_comes_back_as_data() => Prop.ForAll(Changes.ToArbitrary(), change =>
    {
        var line = new AlertChange(Some.NowUtc, change) { Outlet = change.Name };
        var alert = Some.Alert() with { Changes = [line], PendingChanges = [line, line] };
        return IsSame(alert) && StoreJson.Read<Alert>(StoreJson.Write(alert)).Changes[0] == line;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_an_older_version_put_into_words_is_read_as_these_words()
    {
        const string Stored =
            """
            {"id":"a","incidentId":"i","channel":"test/a/b","createdUtc":0,"sequence":2,"contentSequence":2,
            "contentHash":"","shownLevel":"High","changes":[{"atUtc":1583958600000,"text":"Deaths: 3 (was 2)"}],
            "isFirstContent":false,"shownDeaths":3,"pendingReply":0}
            """;

        var line = Assert.Single(StoreJson.Read<Alert>(Stored).Changes);

        Assert.Equal("Deaths: 3 (was 2)", TestTexts.Arabic.Of(line));
        Assert.Null(line.Change);
        Assert.Equal(new DateTimeOffset(2020, 3, 11, 20, 30, 0, TimeSpan.Zero), line.AtUtc);
    }

    [Fact]
    public void Why_a_mute_ended_comes_back_as_data_and_as_an_older_version_said_it()
    {
        var mute = new Mute(
            "m", Some.CommunityA, null, MuteWhat.Topic, "iraq", null, true, "Ann", Some.NowUtc) with
        {
            EndedUtc = Some.NowUtc,
            Ended = new MuteEnd(MuteEndKind.Change, Change: Some.Alert().Changes[0].Change),
        };

        Assert.True(IsSame(mute));
        Assert.Equal(mute.Ended, StoreJson.Read<Mute>(StoreJson.Write(mute)).Ended);
        var older = StoreJson.Write(mute with { Ended = null, EndedWhy = "ended by Ali" });
        Assert.Equal("ended by Ali", StoreJson.Read<Mute>(older).EndedWhy);
    }

    [Fact]
    public void A_message_that_names_no_language_is_English() =>
        Assert.Equal("en", StoreJson.Read<Message>("""{"tone":"Low","blocks":[]}""").Language);

    private static Gen<NamedChange> Changes =>
        from kind in Gen.Elements(Enum.GetValues<NamedChangeKind>())
        from source in Gen.Elements<int?>(null, 1, 7)
        from text in Text.OrNull()
        from low in Gen.Choose(0, 200)
        from level in Gen.Elements(Enum.GetValues<SeverityLevel>())
        select new NamedChange(kind, source)
        {
            Level = text is null ? null : level,
            WasLevel = text is null ? level : null,
            Deaths = new NumberRange(low, text is null ? null : low + 1),
            WasDeaths = source is null ? null : new NumberRange(null, low),
            Name = text,
            Quote = text,
            QuoteLanguage = source is null ? "ar" : null,
            IsRestored = low > 100,
        };

    private static Gen<IncidentMember> Members =>
        from text in Text
        from optional in Text.OrNull()
        from kind in Gen.Elements(Enum.GetValues<EventKind>().Cast<EventKind?>().Append(null))
        from qualifier in Gen.Elements(Enum.GetValues<FigureQualifier>())
        from status in Gen.Elements(Enum.GetValues<FactStatus>())
        from role in Gen.Elements(Enum.GetValues<ActorRole>())
        from low in Gen.Choose(0, 200)
        from day in Gen.Choose(0, 3000)
        select Some.Member(text, facts: new ArticleFacts
        {
            Kind = kind,
            Status = status,
            Place = optional is null ? null : Some.Taji with { Name = text, Latitude = null },
            Places = [Some.Taji],
            EventDay = optional is null ? null : new DateOnly(2019, 12, 1).AddDays(day),
            Killed = new Figure(low, optional is null ? null : low + 1, qualifier, optional, text),
            Munitions = new Munitions(new Figure(null, low, qualifier, null, text), optional),
            Actors = [new ActorFact(optional, text, role, text, 7)],
            PerpetratorUnknownSentence = optional,
            BackgroundSentences = [low, day],
        }, matches: Some.Match(text, actor: optional, place: text)) with
        {
            Language = optional,
            Sentences = [text, ""],
        };

    private static bool IsSame<T>(T value)
    {
        var json = StoreJson.Write(value);
        var again = StoreJson.Read<T>(json);
        Assert.Equivalent(value, again, strict: true);
        return StoreJson.Write(again) == json;
    }

    private static Gen<IReadOnlyList<T>> List<T>(Gen<T> item) =>
        item.ListOf().Resize(4).Select(IReadOnlyList<T> (l) => [.. l]);

    // Text of an article is Unicode; half a surrogate pair is no text, and JSON cannot hold one.
    private static string Clean(string? text) => text is null ? "" : string.Concat(text.EnumerateRunes());
}
