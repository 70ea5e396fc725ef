using System.Globalization;
using System.Text.RegularExpressions;
using AlertBot.Alerts;
using AlertBot.Commands;
using AlertBot.Configuration;
using AlertBot.Discord;
using AlertBot.Feeds;
using AlertBot.Storage;
using AlertBot.Telegram;
using AlertBot.Terminal;
using AlertBot.Testing;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace AlertBot.Tests.Host;

/// <summary><c>config/README.md</c> tells of every setting, and tells the truth.</summary>
public sealed partial class SettingsReferenceTests
{
    private static readonly (string Section, object Options)[] Sections =
    [
        ("Feeds", new FeedOptions()), ("Storage", new StorageOptions()), ("Delivery", new DeliveryOptions()),
        ("Terminal", new TerminalOptions()), ("Discord", new DiscordOptions()), ("Telegram", new TelegramOptions()), ("Follows", new FollowOptions()),
    ];

    private static string Config => Path.Combine(SharedData.RepositoryRoot!, "config");

    [Fact]
    public void Every_setting_stands_in_the_reference_and_no_other()
    {
        var told = Rows().SelectMany(row => row.Names)
            .Where(name => !name.StartsWith("Logging:", StringComparison.Ordinal));

        Assert.Equal(SettingsCheck.Settings.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_row_says_what_its_setting_does() =>
        Assert.All(Rows(), row => Assert.NotEmpty(row.Does));

    [Fact]
    public void The_defaults_are_those_of_the_program_with_the_shipped_file()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(Config, "appsettings.json")).Build();
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (section, options) in Sections)
        {
            shipped.GetSection(section).Bind(options);
            foreach (var property in options.GetType().GetProperties().Where(p => p.CanWrite))
                defaults[$"{section}:{property.Name}"] = Text(property.GetValue(options));
        }

        Assert.All(
            Rows().Where(row => row.Names.All(defaults.ContainsKey)),
            row => Assert.Equal(defaults[row.Names.Single()], row.Default));
    }

    private static string Text(object? value) => value switch
    {
        IEnumerable<string> list => string.Join(',', list),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static List<Row> Rows()
    {
        var rows = File.ReadLines(Path.Combine(Config, "README.md")).Select(line => RowOf().Match(line))
            .Where(match => match.Success)
            .Select(match => new Row(
                [.. match.Groups[1].Value.Split(", ").Select(name => name.Trim('`'))], match.Groups[2].Value.Trim('`'),
                match.Groups[3].Value))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    [GeneratedRegex(@"^\| (`\w+:[^|]*`) \|\s*(`[^|]*`)?\s*\|\s*(.*?)\s*\|$")]
    private static partial Regex RowOf();

    private sealed record Row(IReadOnlyList<string> Names, string Default, string Does);
}
