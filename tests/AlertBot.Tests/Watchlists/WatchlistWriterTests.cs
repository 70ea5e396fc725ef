using AlertBot.Feeds;
using AlertBot.Watchlists;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AlertBot.Tests.Watchlists;

public sealed class WatchlistWriterTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same()
    {
        var written = WatchlistWriter.Write(SomeWatchlist.Watchlist);

        Assert.Empty(WatchlistDiff.Of(SomeWatchlist.Watchlist, SomeWatchlist.Read(written)));
        Assert.Equal(written, WatchlistWriter.Write(SomeWatchlist.Read(written)));
    }

    [Theory]
    [InlineData("iraq-militias.yaml")]
    [InlineData("red-sea-shipping.yaml")]
    public void A_shipped_watchlist_reads_back_as_the_same(string file)
    {
        var yaml = File.ReadAllText(Path.Combine(AlertBot.Testing.SharedData.RepositoryRoot!, "config", "watchlists", file));
        var shipped = SomeWatchlist.Read(yaml);

        Assert.Empty(WatchlistDiff.Of(shipped, SomeWatchlist.Read(WatchlistWriter.Write(shipped))));
    }

    [Theory]
    [InlineData("no")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("12")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("it's \"so\"")]
    [InlineData("back\\slash")]
    [InlineData("*star")]
    [InlineData("كتائب حزب الله")]
    [InlineData("حەشدی شەعبی، الثاني")]
    [InlineData("{a}, [b]")]
    public void Any_name_reads_back_as_it_is(string name)
    {
        var list = SomeWatchlist.Watchlist with
        {
            Topic = SomeWatchlist.Watchlist.Topic with { Name = name },
            Actors = [SomeWatchlist.Watchlist.Actors[0] with { Name = "A", Aliases = [Alias.Plain("A"), Alias.Plain(name + " x")] }],
            Rules = [],
        };

        var read = SomeWatchlist.Read(WatchlistWriter.Write(list));

        Assert.Equal(name, read.Topic.Name);
        Assert.Equal(name + " x", read.Actors[0].Aliases[1].Text);
    }

    [Fact]
    public void Any_text_of_a_list_reads_back_as_it_is() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            // What YAML cannot hold at all, and what the reader trims away, is no word of a list.
            var term = "a " + new string([.. text.Get.Where(c => !char.IsSurrogate(c) && c != '\0')]).Trim() + " b";
            var list = SomeWatchlist.Watchlist with { TermLists = [new TermList("words", [term])], Rules = [] };
            if (term.Length > 100) return true;

            var read = WatchlistReader.Read("some.yaml", WatchlistWriter.Write(list), Scope.Shared);

            return read.Problems.Count == 0 && read.Watchlist!.TermLists[0].Terms[0] == term;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Differences_are_told_in_the_words_of_the_file()
    {
        var list = SomeWatchlist.Watchlist;
        var changed = list with
        {
            Actors =
            [
                .. list.Actors.Where(a => a.Id != "us-defense").Select(a => a.Id == "pmf"
                    ? a with { Weight = 12, Aliases = [.. a.Aliases.Where(s => s.Text != "Hashd al-Shaabi"), Alias.Plain("PMF")] }
                    : a),
            ],
            Rules = [.. list.Rules, list.Rules[0] with { Id = "new", Name = "A new one" }],
        };

        Assert.Equal(
            [
                "Changed actor pmf Popular Mobilisation Forces [weight: 10 → 12 | aliases: + PMF; − Hashd al-Shaabi]",
                "Removed actor us-defense US Department of Defense []",
                "Added rule new A new one [query: kind:rocket_attack AND place:*]",
            ],
            WatchlistDiff.Of(list, changed).Select(c =>
                $"{c.Kind} {c.Part} {c.Id} {c.Name} [{string.Join(" | ", c.Details)}]"));
        Assert.Empty(WatchlistDiff.Of(list, list));
    }
}
