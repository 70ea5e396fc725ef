using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

/// <summary>Options are read by their names, with a colon or without, in any order and either language.</summary>
public sealed class BareOptionsTests : IAsyncLifetime
{
    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData("/subscribe iraq-militias mode daily at 07:00", "topic=iraq-militias mode=daily at=07:00")]
    [InlineData("/subscribe at 07:00 mode daily iraq-militias", "topic=iraq-militias mode=daily at=07:00")]
    [InlineData("/subscribe iraq-militias at 8 pm zone new york mode daily", "topic=iraq-militias mode=daily at=8 pm zone=new york")]
    [InlineData("/subscribe zone Europe/Berlin severity high iraq-militias", "topic=iraq-militias severity=high zone=Europe/Berlin")]
    [InlineData("/subscribe iraq-militias quiet 22 to 6 severity low", "topic=iraq-militias severity=low quiet=22 to 6")]
    [InlineData("/subscribe iraq-militias quiet 22:00 - 06:00 mention 77", "topic=iraq-militias quiet=22:00 - 06:00 mention=77")]
    [InlineData("/subscribe iraq-militias quiet none mention none", "topic=iraq-militias quiet=none mention=none")]
    [InlineData("/subscribe iraq-militias mention 77 mentionfrom high delay 30m share public",
        "topic=iraq-militias mention=77 mentionfrom=high share=public delay=30m")]
    [InlineData("/اشتراك iraq-militias الطريقة يومي الساعة ٠٧:٠٠ المنطقة Asia/Baghdad",
        "topic=iraq-militias mode=daily at=07:00 zone=Asia/Baghdad")]
    [InlineData("/settings language ar zone Asia/Baghdad moderators 77", "language=ar zone=Asia/Baghdad moderators=77")]
    [InlineData("/incidents since monday severity high", "since=monday severity=high")]
    [InlineData("/incidents severity high since last week", "since=last week severity=high")]
    [InlineData("/الحوادث منذ الاثنين الخطورة عالية", "since=الاثنين severity=عالية")]
    [InlineData("/incidents kind rocket attack page 2", "kind=rocket attack page=2")]
    [InlineData("/incidents place taji since yesterday 18:00", "place=taji since=yesterday 18:00")]
    [InlineData("/watch add place iraq-militias Harir base at 36.54,44.36 country IQ weight 10",
        "what=place topic=iraq-militias text=Harir base country=IQ at=36.54,44.36 weight=10")]
    [InlineData("/watch backtest rocket* days 7 topic iraq-militias", "rule=rocket* days=7 topic=iraq-militias")]
    [InlineData("/watch backtest days:7 rocket* NEAR taji", "rule=rocket* NEAR taji days=7")]
    [InlineData("/feed add https://news.example/rss name News of the North", "url=https://news.example/rss name=News of the North")]
    [InlineData("/mute actor kataib hezbollah for 3d", "for=3d actor=kataib hezbollah")]
    [InlineData("/mute 3 for 2 hours", "incident=3 for=2 hours")]
    [InlineData("/export as csv 3", "number=3 as=csv")]
    [InlineData("/incident part sources 3 page 2", "number=3 part=sources page=2")]
    [InlineData("/move 3 4 to 7", "number=3 source=4 to=7")]
    [InlineData("/split 3 2, 4", "number=3 sources=2, 4")]
    [InlineData("/split 3 sources 2 4", "number=3 sources=2 4")]
    [InlineData("/help command incidents", "command=incidents")]
    // What is searched for is not taken apart.
    [InlineData("/search words of war", "words=words of war")]
    [InlineData("/search rockets in Taji", "words=rockets in Taji")]
    [InlineData("/watch test Rockets at 5 in the morning", "text=Rockets at 5 in the morning")]
    [InlineData("/watch add rule iraq-militias rockets at dawn name:Dawn", "what=rule topic=iraq-militias text=rockets at dawn name=Dawn")]
    [InlineData("/retract 3 It was at a drill", "number=3 why=It was at a drill")]
    public void A_line_is_read_by_the_names_of_its_options(string line, string expected)
    {
        var read = Assert.IsType<CommandLine.Read>(CommandLine.Parse(line, _bench.Catalogue.Names, TestTexts.English));
        Assert.Equal(expected, string.Join(' ', read.Command.Options.Where(o => read.Options.ContainsKey(o.Name))
            .Select(o => $"{o.Name}={read.Options[o.Name]}")));
    }

    [Theory]
    [InlineData("/subscribe iraq-militias sevrity high", "Did you mean severity?")]
    [InlineData("/subscribe iraq-militias mdoe daily", "Did you mean mode?")]
    [InlineData("/incidents sevrity:high", "Did you mean severity?")]
    [InlineData("/incident 3 sources pge 2", "Did you mean page?")]
    [InlineData("/settings zoen Asia/Baghdad", "Did you mean zone?")]
    [InlineData("/subscribe iraq-militias mode dialy", "Did you mean daily?")]
    [InlineData("/subscribe iraq-militias at seven mode daily", "at: 'seven' is no time of day")]
    public async Task A_name_that_is_mistyped_is_guessed(string line, string expected) =>
        Assert.Contains(expected, await _bench.TextAsync(line, CommandBench.Moderator), StringComparison.Ordinal);

    [Theory]
    [InlineData("8 pm", 20, 0)]
    [InlineData("8pm", 20, 0)]
    [InlineData("7:30 a.m.", 7, 30)]
    [InlineData("٨ مساءً", 20, 0)]
    [InlineData("٧:٣٠ صباحا", 7, 30)]
    [InlineData("20.30", 20, 30)]
    public void A_time_of_day_is_understood_as_people_write_it(string typed, int hour, int minute) =>
        Assert.Equal(new TimeOnly(hour, minute), ClockText.Time(typed));
}
