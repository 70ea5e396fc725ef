using System.Text.RegularExpressions;
using AlertBot.Chat;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Chat;

/// <summary>What the code says and what the resource files hold are one and the same.</summary>
public sealed partial class TextKeysTests
{
    private static readonly string[] Forms = [".zero", ".one", ".two", ".few", ".many", ".other"];

    private static readonly HashSet<string> Rooms =
        [.. TestTexts.English.Keys.Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)])];

    // Keys of the resource files, those of plural forms without their ending; some texts are of one language alone.
    private static readonly HashSet<string> Stems =
        [.. TextBook.Languages.SelectMany(language => TestTexts.Book.For(language).Keys).Select(Stem)];

    private static readonly IReadOnlyList<(string File, string Literal, bool IsMade)> Literals = [.. Read()];

    [Fact]
    public void Every_key_in_the_code_is_that_of_a_text()
    {
        var unknown = Literals.Where(l => !Exists(l.Literal, l.IsMade)).Select(l => $"{l.File}: {l.Literal}").ToList();

        Assert.True(Literals.Count > 100, $"only {Literals.Count} keys were found: the scan sees nothing");
        Assert.True(unknown.Count == 0, "these texts do not exist:\n" + string.Join('\n', unknown));
    }

    [Fact]
    public void Every_text_is_said_somewhere()
    {
        var whole = Literals.Where(l => !l.IsMade).Select(l => l.Literal).ToHashSet(StringComparer.Ordinal);
        var made = Literals.Where(l => l.IsMade).Select(l => Pattern(l.Literal)).ToList();
        var idle = Stems.Where(stem => !whole.Contains(stem) && !made.Exists(pattern => pattern.IsMatch(stem)))
            .Order(StringComparer.Ordinal).ToList();

        Assert.True(idle.Count == 0, "nobody says these texts:\n" + string.Join('\n', idle));
    }

    private static bool Exists(string literal, bool isMade) =>
        isMade ? Stems.Any(Pattern(literal).IsMatch) : Stems.Contains(literal);

    // "alerts.kind.{…}" is any text that begins so, "commands.{…}.about" any that begins and ends so.
    private static Regex Pattern(string literal) => new(
        "^" + string.Join("[a-z0-9_.-]+", Hole().Split(literal).Select(Regex.Escape)) + "$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static IEnumerable<(string File, string Literal, bool IsMade)> Read()
    {
        var source = Path.Combine(SharedData.RepositoryRoot!, "src");
        foreach (var file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            if (file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                continue;
            foreach (var text in KeyLiteral().Matches(File.ReadAllText(file)).Select(m => m.Value))
            {
                var literal = text[(text.IndexOf('"', StringComparison.Ordinal) + 1)..^1];
                if (!Rooms.Contains(literal[..literal.IndexOf('.', StringComparison.Ordinal)])) continue;
                // "alerts.country." + code is made as well.
                var isOpen = literal.EndsWith('.');
                var isMade = isOpen || literal.Contains('{', StringComparison.Ordinal);
                yield return (Path.GetFileName(file), isOpen ? literal + "{}" : literal, isMade);
            }
        }
    }

    private static string Stem(string key)
    {
        var form = Array.Find(Forms, f => key.EndsWith(f, StringComparison.Ordinal));
        return form is null ? key : key[..^form.Length];
    }

    // A key is room.subject.what in lower case; what is put into it in braces may be any expression without quotes.
    [GeneratedRegex(
        """\$?"[a-z]+\.[a-z0-9_-]*(?:\{[^{}"]*\}|\.[a-z0-9_-]*|[a-z0-9_-]+)*"(?!:)""", RegexOptions.None,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex KeyLiteral();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
