using System.Text.RegularExpressions;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests;

/// <summary>Holds the table of who may look at whom.</summary>
public sealed partial class ArchitectureTests
{
    // Data flows down the list; a room may look only at the rooms named in its row.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Feeds"] = [],
        ["Watchlists"] = ["Feeds"],
        ["Incidents"] = ["Feeds", "Watchlists"],
        ["Chat"] = [],
        ["Alerts"] = ["Feeds", "Watchlists", "Incidents", "Chat"],
        ["Commands"] = ["Feeds", "Watchlists", "Incidents", "Alerts", "Chat"],
        ["Terminal"] = ["Chat"],
        ["Telegram"] = ["Chat"],
        ["Discord"] = ["Chat"],
        ["Storage"] = ["Feeds", "Watchlists", "Incidents", "Chat", "Alerts", "Commands"],
    };

    [Fact]
    public void Every_project_is_a_room_of_the_table_or_the_host()
    {
        var rooms = Projects().Select(p => p.Room).Where(room => room.Length > 0);

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_room_looks_only_at_the_rooms_of_its_row()
    {
        foreach (var (room, text) in Projects().Where(p => p.Room.Length > 0))
        {
            var seen = ProjectReference().Matches(text).Select(m => m.Groups[1].Value);
            Assert.Empty(seen.Except(Allowed[room]).Select(other => $"{room} looks at {other}"));
        }
    }

    [Fact]
    public void References_do_not_pass_through()
    {
        Assert.Contains(
            "<DisableTransitiveProjectReferences>true</DisableTransitiveProjectReferences>",
            File.ReadAllText(Path.Combine(Root, "Directory.Build.props")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_has_one_owner_and_is_not_passed_on()
    {
        var owners = Projects()
            .SelectMany(p => PackageReference().Matches(p.Text).Select(m => (p.Room, Line: m.Value, Package: m.Groups[1].Value)))
            .ToList();

        Assert.All(owners, owner => Assert.Contains("PrivateAssets=\"compile\"", owner.Line, StringComparison.Ordinal));
        Assert.All(
            owners.GroupBy(o => o.Package), package => Assert.Single(package.Select(o => o.Room).Distinct(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData(typeof(global::AlertBot.Feeds.Article), "AngleSharp")]
    [InlineData(typeof(global::AlertBot.Watchlists.Match), "YamlDotNet")]
    [InlineData(typeof(global::AlertBot.Storage.IStore), "Microsoft.EntityFrameworkCore")]
    [InlineData(typeof(global::AlertBot.Terminal.TerminalScreen), "Spectre.Console")]
    public void No_room_but_the_owner_is_built_against_its_package(Type owner, string package)
    {
        var rooms = Directory.GetFiles(AppContext.BaseDirectory, "AlertBot.*.dll")
            .Where(file => Allowed.ContainsKey(Path.GetFileNameWithoutExtension(file)["AlertBot.".Length..]))
            .Select(System.Reflection.Assembly.LoadFrom).ToList();

        var users = rooms.Where(r => r.GetReferencedAssemblies().Any(a => a.Name!.StartsWith(package, StringComparison.Ordinal)));

        Assert.All(users, user => Assert.Equal(owner.Assembly.GetName().Name, user.GetName().Name));
    }

    private static string Root =>
        SharedData.RepositoryRoot ?? throw new InvalidOperationException("The tests do not run inside a checkout.");

    private static IEnumerable<(string Room, string Text)> Projects() =>
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(file => (
            Path.GetFileNameWithoutExtension(file) is var name && name == "AlertBot" ? "" : name["AlertBot.".Length..],
            File.ReadAllText(file)));

    [GeneratedRegex("""<ProjectReference Include="[^"]*AlertBot\.(\w+)\.csproj" />""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("""<PackageReference Include="([^"]+)"[^>]*>""")]
    private static partial Regex PackageReference();
}
