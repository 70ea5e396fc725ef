using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AlertBot.Testing.Discord;

/// <summary>What Discord's prose demands of a message where its document is silent or laxer.</summary>
internal static partial class StandInProse
{
    private const int ComponentsV2 = 1 << 15;

    /// <summary>Faults of a message that is created, edited or answered.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="isV2">Whether the message is made of components, by this request or an earlier one.</param>
    public static IEnumerable<string> OfMessage(JsonObject body, bool isV2)
    {
        // Without it everything that looks like a mention is one: AlertBot has promised to always send it.
        if (body["allowed_mentions"] is not JsonObject mentions) yield return "allowed_mentions is missing";
        else if (mentions["parse"] is not JsonArray) yield return "allowed_mentions.parse is missing";
        else if (mentions["parse"]!.AsArray().Any(p => (string?)p == "roles") && mentions["roles"] is JsonArray { Count: > 0 })
            yield return "allowed_mentions has roles both parsed and named";
        if (isV2 && (body["content"] is not null || body["embeds"] is JsonArray { Count: > 0 }))
            yield return "content and embeds cannot go with components V2";
        foreach (var fault in OfTexts(body, isV2).Concat(OfComponents(body, isV2))) yield return fault;
    }

    /// <summary>Faults of a first answer to an interaction.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="kind">2 command, 3 button or list, 4 completion, 5 form.</param>
    public static IEnumerable<string> OfCallback(JsonObject body, int kind)
    {
        var type = (int?)body["type"];
        var data = body["data"] as JsonObject ?? [];
        if (type == 8 != (kind == 4)) yield return $"an interaction of kind {kind} was answered with {type}";
        if (type is 6 or 7 && kind is not (3 or 5)) yield return "there is no message to change";
        if (type == 9 && kind == 5) yield return "a form cannot open another";
        if (type is 4 or 7)
            foreach (var fault in OfMessage(data, HasV2Flag(data))) yield return fault;
        if (type != 9) yield break;
        var fields = data["components"]!.AsArray().Select(c => c!["component"] as JsonObject).OfType<JsonObject>().ToList();
        if (data["components"]!.AsArray().Count is < 1 or > 5) yield return "a form has 1 to 5 fields";
        if (Twice(fields.Select(f => (string?)f["custom_id"]))) yield return "two fields have one custom_id";
        foreach (var field in fields)
        {
            if (((string?)field["value"])?.Length > ((int?)field["max_length"] ?? 4000)) yield return "a field holds more than it takes";
            foreach (var fault in OfList(field)) yield return fault;
        }
    }

    /// <summary>Whether the flags say that a message is made of components.</summary>
    public static bool HasV2Flag(JsonObject body) => (((int?)body["flags"] ?? 0) & ComponentsV2) != 0;

    /// <summary>Whom a message calls, by its texts and by what it allows.</summary>
    public static IReadOnlyList<string> Pings(JsonObject body)
    {
        // Embeds never call anybody.
        var text = string.Join('\n', (body["content"] is { } content ? [(string)content!] : Enumerable.Empty<string>())
            .Concat(StandInTexts.Components(body).Where(c => (int?)c["type"] == 10).Select(c => (string)c["content"]!)));
        var allowed = body["allowed_mentions"] as JsonObject;
        var pings = new List<string>();
        if (Everyone().IsMatch(text) && May("everyone", null, "")) pings.Add("everyone");
        pings.AddRange(Role().Matches(text).Select(m => m.Groups[1].Value).Where(id => May("roles", "roles", id)).Select(id => $"role {id}"));
        pings.AddRange(User().Matches(text).Select(m => m.Groups[1].Value).Where(id => May("users", "users", id)).Select(id => $"user {id}"));
        return pings;

        bool May(string parse, string? list, string id) => allowed is null
            || (allowed["parse"] as JsonArray)?.Any(p => (string?)p == parse) == true
            || (list is not null && (allowed[list] as JsonArray)?.Any(i => (string?)i == id) == true);
    }

    private static IEnumerable<string> OfTexts(JsonObject body, bool isV2)
    {
        if (body["content"] is { } content && Length((string)content!) > 2000) yield return "content has more than 2000 characters";
        var embeds = body["embeds"]?.AsArray() ?? [];
        if (embeds.Sum(e => Length((string?)e!["title"]) + Length((string?)e["description"])
            + (e["fields"]?.AsArray() ?? []).Sum(f => Length((string?)f!["name"]) + Length((string?)f["value"]))
            + Length((string?)e["footer"]?["text"]) + Length((string?)e["author"]?["name"])) > 6000)
            yield return "the embeds have more than 6000 characters together";
        if (isV2 && StandInTexts.Components(body).Sum(c => Length((string?)c["content"])) > 4000)
            yield return "the texts have more than 4000 characters together";
        foreach (var text in StandInTexts.Of(body).Where(t => t.Trim().Length == 0 && t.Length > 0))
            yield return $"a text of {text.Length} characters holds only white space";
    }

    private static IEnumerable<string> OfComponents(JsonObject body, bool isV2)
    {
        var all = StandInTexts.Components(body).ToList();
        if (all.Count > 40) yield return "there are more than 40 components";
        if (!isV2 && (body["components"]?.AsArray().Count ?? 0) > 5) yield return "there are more than 5 action rows";
        if (!isV2 && all.Any(c => (int?)c["type"] is not (1 or 2 or 3 or 5 or 6 or 7 or 8)))
            yield return "components V2 without their flag";
        if (Twice(all.Select(c => (string?)c["custom_id"]))) yield return "a custom_id is there twice";
        if (Twice(all.Select(c => c["id"] is { } id && (int)id != 0 ? id.ToJsonString() : null))) yield return "a component id is there twice";
        foreach (var list in all.SelectMany(OfList)) yield return list;
        foreach (var row in all.Where(c => (int?)c["type"] == 1))
        {
            var inside = row["components"]!.AsArray();
            if (inside.Count > 1 && inside.Any(c => (int?)c!["type"] is >= 3 and <= 8)) yield return "a list has its row for itself";
            if (inside.Count > 5) yield return "a row has more than 5 buttons";
        }
        foreach (var button in all.Where(c => (int?)c["type"] == 2))
        {
            var isLink = (int?)button["style"] == 5;
            if (isLink == (button["url"] is null)) yield return "a link button has an address, and no other has";
            if (!isLink && button["custom_id"] is null) yield return "a button has no custom_id";
            if (button["label"] is null && button["emoji"] is null) yield return "a button shows nothing";
        }
    }

    private static IEnumerable<string> OfList(JsonObject list)
    {
        if ((int?)list["type"] != 3) yield break;
        var options = list["options"]?.AsArray() ?? [];
        if (options.Count is < 1 or > 25) yield return "a list offers 1 to 25";
        if (Twice(options.Select(o => (string?)o!["value"]))) yield return "two of a list have one value";
        if (options.Count(o => (bool?)o!["default"] == true) > ((int?)list["max_values"] ?? 1)) yield return "too many are chosen beforehand";
    }

    private static bool Twice(IEnumerable<string?> values) =>
        values.OfType<string>().GroupBy(v => v, StringComparer.Ordinal).Any(g => g.Count() > 1);

    private static int Length(string? text) => text?.Trim().EnumerateRunes().Count() ?? 0;

    [GeneratedRegex("@(everyone|here)")]
    private static partial Regex Everyone();

    [GeneratedRegex(@"<@&(\d+)>")]
    private static partial Regex Role();

    [GeneratedRegex(@"<@!?(\d+)>")]
    private static partial Regex User();
}
