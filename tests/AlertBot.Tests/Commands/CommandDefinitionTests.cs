using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Commands;

public sealed partial class CommandDefinitionTests : IAsyncLifetime
{
    // Discord: 25 options and choices, 100 letters of description, 8,000 a command over its longest language.
    private const int MostOptions = 25;
    private const int MostSummary = 100;
    private const int MostInAll = 8000;

    private static readonly Texts[] Languages = [.. TextBook.Languages.Select(TestTexts.Book.For)];

    private CommandBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await CommandBench.NewAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public void Every_command_fits_what_platforms_allow()
    {
        foreach (var command in _bench.Catalogue.Definitions)
        {
            Assert.Matches("^[a-z]{1,32}( [a-z]{1,32})?$", command.Name);
            Assert.InRange(command.Options.Count, 0, MostOptions);
            Assert.Equal(command.Options.Count, command.Options.DistinctBy(o => o.Name).Count());
            Assert.All(command.Options, o => Assert.Matches("^[a-z]{1,32}$", o.Name));
            Assert.All(command.Options, o => Assert.InRange(o.Choices.Count, 0, MostOptions));
            // A required option behind one that may be left out could never be given by its place.
            Assert.Equal(command.Options.OrderByDescending(o => o.IsRequired).Select(o => o.Name),
                command.Options.Select(o => o.Name));
        }
    }

    [Fact]
    public void Every_command_is_explained_in_every_language_and_not_too_long()
    {
        foreach (var (command, texts) in All())
        {
            Assert.True(command.Summary(texts).Length is >= 1 and <= MostSummary, $"{command.Name}: {command.Summary(texts)}");
            Assert.All(command.Options, o => Assert.InRange(command.SummaryOf(o, texts).Length, 1, MostSummary));
            Assert.All(command.Options.SelectMany(o => o.Choices), c => Assert.InRange(command.LabelOf(c, texts).Length, 1, 100));
        }
    }

    [Fact]
    public void No_command_with_those_below_it_is_longer_than_a_platform_takes()
    {
        foreach (var group in _bench.Catalogue.Definitions.GroupBy(d => d.Name.Split(' ')[0]))
            Assert.True(group.Sum(Length) <= MostInAll, $"/{group.Key} has {group.Sum(Length)} characters");
    }

    [Fact]
    public void Every_command_and_option_has_a_name_in_Arabic_that_platforms_take()
    {
        foreach (var (command, texts) in All().Where(pair => pair.Texts.IsRightToLeft))
        {
            Assert.All(command.NameIn(texts).Split(' '), AssertName);
            Assert.NotEqual(command.Name, command.NameIn(texts));
            Assert.Equal(command.Name.Split(' ').Length, command.NameIn(texts).Split(' ').Length);
            Assert.All(command.Options, o => AssertName(command.NameOf(o, texts)));
            Assert.All(command.Options, o => Assert.NotEqual(o.Name, command.NameOf(o, texts)));
        }
    }

    [Fact]
    public void No_two_commands_and_no_two_options_of_one_share_a_name_in_any_language()
    {
        foreach (var texts in Languages)
        {
            AssertDistinct(_bench.Catalogue.Definitions.Select(d => d.NameIn(texts)));
            foreach (var command in _bench.Catalogue.Definitions)
            {
                AssertDistinct(command.Options.Select(o => command.NameOf(o, texts)));
                foreach (var option in command.Options)
                    AssertDistinct(option.Choices.Select(c => command.LabelOf(c, texts)));
            }
        }
    }

    [Fact]
    public void Every_name_in_every_language_is_understood_as_typed()
    {
        foreach (var (command, texts) in All())
        {
            Assert.Same(command, _bench.Catalogue.Names.Command(command.NameIn(texts))?.Command);
            Assert.All(command.Options, o =>
                Assert.Same(o, _bench.Catalogue.Names.Option(command, command.NameOf(o, texts))));
            Assert.All(command.Options, o => Assert.All(o.Choices, c =>
                Assert.Equal(c, _bench.Catalogue.Names.Choice(command, o, command.LabelOf(c, texts)))));
        }
    }

    [Fact]
    public void The_table_in_the_readme_is_what_the_catalogue_says()
    {
        var readme = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot!, "README.md"));
        const string Mark = "<!-- commands -->";
        var parts = readme.Split(Mark);

        Assert.True(
            parts.Length == 3 && parts[1].Trim() == _bench.Catalogue.ToMarkdown().Trim(),
            $"Put this between two lines {Mark} of README.md:\n{_bench.Catalogue.ToMarkdown()}");
    }

    private IEnumerable<(CommandDefinition Command, Texts Texts)> All() =>
        from command in _bench.Catalogue.Definitions
        from texts in Languages
        select (command, texts);

    private static void AssertName(string name)
    {
        Assert.Matches(PlatformName(), name);
        Assert.Equal(name.ToLowerInvariant(), name);
    }

    // With and without the article is one name to whoever types it.
    private static void AssertDistinct(IEnumerable<string> names)
    {
        var all = names.Select(n => n.StartsWith("ال", StringComparison.Ordinal) ? n[2..] : n).ToList();
        Assert.Equal(all.Distinct(StringComparer.OrdinalIgnoreCase), all);
    }

    // Of each text the longest language counts.
    private static int Length(CommandDefinition command) =>
        Longest(command.NameIn) + Longest(command.Summary) + command.Options.Sum(o =>
            Longest(t => command.NameOf(o, t)) + Longest(t => command.SummaryOf(o, t))
            + o.Choices.Sum(c => c.Length + Longest(t => command.LabelOf(c, t))));

    private static int Longest(Func<Texts, string> text) => Languages.Max(t => text(t).Length);

    // Discord's pattern of chat commands: letters and digits of any script, hyphens, apostrophes; lower case.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}]{1,32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlatformName();
}
