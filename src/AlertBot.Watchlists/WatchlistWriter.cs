using System.Globalization;
using System.Text;

namespace AlertBot.Watchlists;

/// <summary>Writes a watchlist as the file that people edit. Pure; <see cref="WatchlistReader"/> reads it back as the
/// same.</summary>
public static class WatchlistWriter
{
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
            foreach (var term in list.Terms) yaml.Append("    - ").Append(YamlText.Scalar(term)).Append('\n');
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
        if (NameContent.AreSame(alias, Alias.Plain(alias.Text))) return YamlText.Scalar(alias.Text);
        var text = new StringBuilder("{text: ").Append(YamlText.InFlow(alias.Text));
        if (alias.CaseSensitive) text.Append(", caseSensitive: true");
        Append("needs", alias.Needs);
        Append("unless", alias.Unless);
        return text.Append('}').ToString();

        void Append(string key, IReadOnlyList<string> words)
        {
            if (words.Count == 0) return;
            text.Append(", ").Append(key).Append(": [")
                .AppendJoin(", ", words.Select(word => YamlText.InFlow(word))).Append(']');
        }
    }

    private static void First(StringBuilder yaml, string id) => yaml.Append("  - id: ").Append(YamlText.Scalar(id)).Append('\n');

    private static void Line(StringBuilder yaml, int indent, string key, string value) =>
        yaml.Append(' ', indent).Append(key).Append(": ").Append(YamlText.Scalar(value)).Append('\n');

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
