using System.Globalization;
using System.Text;

namespace AlertBot.Watchlists;

/// <summary>Writes a watchlist as the file that people edit. Pure; <see cref="WatchlistReader"/> reads it back as the
/// same.</summary>
public static class WatchlistWriter
{
    // Of these the reader, or the YAML of another program, would make something else than text.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    /// <summary>The whole watchlist in YAML; its version and its scope do not stand in it.</summary>
    public static string Write(Watchlist watchlist)
    {
        var yaml = new StringBuilder();
        Line(yaml, 0, "topic", watchlist.Topic.Id);
        Line(yaml, 0, "name", watchlist.Topic.Name);
        if (watchlist.Topic.Description.Length > 0) Line(yaml, 0, "description", watchlist.Topic.Description);
        Items(yaml, "actors", watchlist.Actors, Write);
        Items(yaml, "places", watchlist.Places, Write);
        if (watchlist.TermLists.Count > 0) yaml.Append("\nterms:\n");
        foreach (var list in watchlist.TermLists)
        {
            yaml.Append("  ").Append(list.Name).Append(list.Terms.Count == 0 ? ": []\n" : ":\n");
            foreach (var term in list.Terms) yaml.Append("    - ").Append(Scalar(term)).Append('\n');
        }

        Items(yaml, "rules", watchlist.Rules, Write);
        return yaml.ToString();
    }

    private static void Items<T>(
        StringBuilder yaml, string key, IReadOnlyList<T> items, Action<StringBuilder, T> write)
    {
        if (items.Count == 0) return;
        yaml.Append('\n').Append(key).Append(":\n");
        foreach (var item in items) write(yaml, item);
    }

    private static void Write(StringBuilder yaml, Actor actor)
    {
        First(yaml, actor.Id);
        Line(yaml, 4, "name", actor.Name);
        Line(yaml, 4, "kind", actor.Kind.Word());
        if (actor.Country is { } country) Line(yaml, 4, "country", country);
        if (actor.Weight != 0) Line(yaml, 4, "weight", Number(actor.Weight));
        if (actor.PartOf is { } whole) Line(yaml, 4, "partOf", whole);
        Write(yaml, actor.Name, actor.Aliases);
    }

    private static void Write(StringBuilder yaml, Place place)
    {
        First(yaml, place.Id);
        Line(yaml, 4, "name", place.Name);
        Line(yaml, 4, "country", place.Country);
        Line(yaml, 4, "precision", place.Precision.Word());
        if (place is { Latitude: { } latitude, Longitude: { } longitude })
        {
            Line(yaml, 4, "lat", Number(latitude));
            Line(yaml, 4, "lon", Number(longitude));
        }

        if (place.Within.Count > 0) Line(yaml, 4, "within", place.Within[0]);
        if (place.Weight != 0) Line(yaml, 4, "weight", Number(place.Weight));
        Write(yaml, place.Name, place.Aliases);
    }

    private static void Write(StringBuilder yaml, Rule rule)
    {
        First(yaml, rule.Id);
        if (rule.Name.Length > 0 && rule.Name != rule.Id) Line(yaml, 4, "name", rule.Name);
        Line(yaml, 4, "query", rule.Query);
    }

    // The name is a spelling of its own: the reader puts it in front.
    private static void Write(StringBuilder yaml, string name, IReadOnlyList<Alias> aliases)
    {
        var listed = aliases.Count > 0 && NameContent.AreSame(aliases[0], Alias.Plain(name)) ? aliases.Skip(1) : aliases;
        var isFirst = true;
        foreach (var alias in listed)
        {
            if (isFirst) yaml.Append("    aliases:\n");
            isFirst = false;
            yaml.Append("      - ").Append(Text(alias)).Append('\n');
        }
    }

    private static string Text(Alias alias)
    {
        if (NameContent.AreSame(alias, Alias.Plain(alias.Text))) return Scalar(alias.Text);
        var text = new StringBuilder("{text: ").Append(Scalar(alias.Text, isInFlow: true));
        if (alias.CaseSensitive) text.Append(", caseSensitive: true");
        Append("needs", alias.Needs);
        Append("unless", alias.Unless);
        return text.Append('}').ToString();

        void Append(string key, IReadOnlyList<string> words)
        {
            if (words.Count == 0) return;
            text.Append(", ").Append(key).Append(": [")
                .AppendJoin(", ", words.Select(word => Scalar(word, isInFlow: true))).Append(']');
        }
    }

    private static void First(StringBuilder yaml, string id) => yaml.Append("  - id: ").Append(Scalar(id)).Append('\n');

    private static void Line(StringBuilder yaml, int indent, string key, string value) =>
        yaml.Append(' ', indent).Append(key).Append(": ").Append(Scalar(value)).Append('\n');

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Scalar(string text, bool isInFlow = false)
    {
        if (IsPlain(text, isInFlow)) return text;
        return text.Any(char.IsControl) || !text.Contains('"', StringComparison.Ordinal) ? Quoted(text)
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    // Fewer texts than YAML would allow: what is plain here is plain to every reader.
    private static bool IsPlain(string text, bool isInFlow)
    {
        if (text.Length == 0 || Words.Contains(text) || text != text.Trim() || text[^1] == ':') return false;
        if (!char.IsLetter(text[0]) && !IsNumber(text)) return false;
        foreach (var c in text)
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '-' or '.' or '_' or '\'' or '’' or '/')
                && (isInFlow || c is not (',' or '(' or ')' or ';'))
                && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark) return false;
        return true;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out _);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
