using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads the spellings of one actor or place.</summary>
internal static class AliasReader
{
    private const int MaxAliases = 300;
    private const int MaxContext = 100;
    private const int MaxLength = 100;

    /// <summary>The name first, then what is listed under aliases, each spelling once.</summary>
    /// <param name="item">The actor or place.</param>
    /// <param name="name">Its name.</param>
    /// <param name="onAlias">Told of every spelling with the place where it stands.</param>
    public static IReadOnlyList<Alias> Read(ConfigMapping item, string name, Action<Alias, ConfigNode> onAlias)
    {
        var aliases = new List<Alias>();
        var listed = item.Items("aliases", MaxAliases);
        foreach (var node in listed)
        {
            if (ReadOne(node) is not { } alias) continue;
            if (TextFolder.Fold("", alias.Text).Tokens.Count == 0)
            {
                node.Report(
                    Saying.Of("alias.empty", $"the spelling '{alias.Text:spelling}' has no letter or digit"),
                    Saying.Of("do.name-itself", "write the name itself"));
                continue;
            }

            aliases.Add(alias);
            onAlias(alias, node);
        }

        // A name that is listed with conditions of its own counts with those conditions only.
        if (aliases.Exists(alias => alias.Text == name)) return aliases;
        var plain = Alias.Plain(name);
        onAlias(plain, item["name"] ?? item);
        aliases.Insert(0, plain);
        return aliases;
    }

    private static Alias? ReadOne(ConfigNode node)
    {
        switch (node)
        {
            case ConfigScalar { IsNothing: false, Value.Length: <= MaxLength and > 0 } scalar:
                return Alias.Plain(scalar.Value.Trim());
            case ConfigMapping mapping:
                mapping.Allow("text", "caseSensitive", "needs", "unless");
                return mapping.Text("text", required: true, MaxLength) is { } text
                    ? new Alias(
                        text, mapping.Flag("caseSensitive") ?? false, Context(mapping, "needs"), Context(mapping, "unless"))
                    : null;
            default:
                node.Report(
                    Saying.Of(
                        "alias.shape",
                        $"a spelling must be text of 1 to {MaxLength:most} characters, but is {node.Shape:shape}"),
                    Saying.Of("do.spelling", "write the spelling, or {text: KH, caseSensitive: true}"));
                return null;
        }
    }

    private static IReadOnlyList<string> Context(ConfigMapping mapping, string key) =>
        [.. mapping.Scalars(key, MaxContext, maxLength: MaxLength).Select(scalar => scalar.Value.Trim())];
}
