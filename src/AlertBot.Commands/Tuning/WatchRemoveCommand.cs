using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Commands;

/// <summary>Takes something out of what a topic watches, for the community alone.</summary>
internal sealed class WatchRemoveCommand(TopicShelf shelf, Lookup lookup, ISubscriptionStore subscriptions) : ICommand
{
    public CommandDefinition Definition { get; } = new(
        "watch remove",
        [
            new OptionDefinition("what", OptionType.Choice, true, ["actor", "place", "rule", "alias", "words", "topic"]),
            OptionDefinition.Required("topic", OptionType.Topic),
            OptionDefinition.Optional("text", OptionType.Part),
            OptionDefinition.Optional("of", OptionType.Text),
        ],
        Permission.Moderate, IsPrivate: false,
        [
            "/watch remove rule iraq-militias rocket-flash", "/watch remove actor iraq-militias lebanese-hezbollah",
            "/watch remove alias iraq-militias KH of:kataib-hezbollah", "/watch remove topic border",
        ]);

    public async Task<Message> RunAsync(CommandCall call, CancellationToken cancellationToken)
    {
        var (known, problem) = lookup.Topic(call.Option("topic")!, call);
        if (known is null) return Answers.Problem(problem!);
        var topic = await shelf.OpenAsync(known.Id, call.Community, cancellationToken);
        if (topic.Serving is not { } list) return Answers.Problem(problem!);
        if (call.Option("what") == "topic") return await RemoveTopicAsync(call, topic, cancellationToken);
        if (call.Option("text") is not { } typed)
            return Answers.Problem(call.Texts.Of(
                "commands.watch.remove.which", ("line", $"/watch show {topic.TopicId}")));
        var change = Make(call, list, RuleText.Unquoted(typed));
        return change.After is { } after
            ? await shelf.SaveAsync(
                call, topic, after with { Topic = after.Topic with { Scope = Scope.Of(call.Community) } }, cancellationToken)
            : Answers.Problem(change.Problem!);
    }

    private async Task<Message> RemoveTopicAsync(CommandCall call, TunedTopic topic, CancellationToken cancellationToken)
    {
        if (topic.Own is null)
            return Answers.Problem(call.Texts.Of("commands.watch.remove.shared", ("topic", topic.TopicId)));
        var saved = await shelf.SaveAsync(call, topic, null, cancellationToken);
        if (topic.Shared is not null || saved.Tone == Tone.Problem) return saved;
        var deaf = (await subscriptions.ListAsync(cancellationToken))
            .Count(s => s.Community == call.Community && s.TopicId == topic.TopicId);
        return deaf == 0 ? saved : saved with
        {
            Blocks = [.. saved.Blocks, new Block.Paragraph(1, [call.Texts.Count("commands.watch.remove.deaf", deaf)])],
        };
    }

    private static Change Make(CommandCall call, Watchlist list, string typed)
    {
        switch (call.Option("what"))
        {
            case "actor":
                var actor = list.Actors.FirstOrDefault(a => Additions.IsCalled(a.Id, a.Name, a.Aliases, typed));
                return actor is null ? NotThere(list.Actors.SelectMany(a => (string[])[a.Id, a.Name]))
                    : Change.To(list with { Actors = [.. list.Actors.Where(a => a != actor)] });
            case "place":
                var place = list.Places.FirstOrDefault(p => Additions.IsCalled(p.Id, p.Name, p.Aliases, typed));
                return place is null ? NotThere(list.Places.SelectMany(p => (string[])[p.Id, p.Name]))
                    : Change.To(list with { Places = [.. list.Places.Where(p => p != place)] });
            case "rule":
                var rule = list.Rules.FirstOrDefault(r => Same(r.Id, typed) || Same(r.Name, typed));
                return rule is null ? NotThere(list.Rules.SelectMany(r => (string[])[r.Id, r.Name]))
                    : Change.To(list with { Rules = [.. list.Rules.Where(r => r != rule)] });
            case "words":
                return Words(list, typed) is { } words ? Change.To(words)
                    : NotThere(list.TermLists.SelectMany(t => t.Terms.Prepend(t.Name)));
            default:
                return Alias(call, list, typed) is { } named ? Change.To(named)
                    : NotThere(list.Actors.SelectMany(a => a.Aliases).Concat(list.Places.SelectMany(p => p.Aliases))
                        .Select(a => a.Text));
        }

        Change NotThere(IEnumerable<string> candidates) =>
            Change.Not(Additions.NotThere(call, list, typed, [.. candidates]));
    }

    // A list by its name, or one word wherever it stands.
    private static Watchlist? Words(Watchlist list, string typed)
    {
        if (list.TermLists.FirstOrDefault(t => Same(t.Name, typed)) is { } whole)
            return list with { TermLists = [.. list.TermLists.Where(t => t != whole)] };
        var lists = list.TermLists
            .Select(t => t.Terms.Any(word => Same(word, typed))
                ? t with { Terms = [.. t.Terms.Where(word => !Same(word, typed))] }
                : t).ToList();
        return lists.SequenceEqual(list.TermLists) ? null : list with { TermLists = lists };
    }

    private static Watchlist? Alias(CommandCall call, Watchlist list, string typed)
    {
        var of = call.Option("of");
        var actors = list.Actors.Select(a => Has(a.Id, a.Name, a.Aliases)
            ? a with { Aliases = [.. a.Aliases.Where(alias => !Same(alias.Text, typed))] } : a).ToList();
        var places = list.Places.Select(p => Has(p.Id, p.Name, p.Aliases)
            ? p with { Aliases = [.. p.Aliases.Where(alias => !Same(alias.Text, typed))] } : p).ToList();
        return actors.SequenceEqual(list.Actors) && places.SequenceEqual(list.Places)
            ? null
            : list with { Actors = actors, Places = places };

        // The name itself is no further spelling: who takes it out takes out the actor.
        bool Has(string id, string name, IReadOnlyList<Alias> aliases) =>
            (of is null || Additions.IsCalled(id, name, aliases, of)) && !Same(name, typed)
            && aliases.Any(alias => Same(alias.Text, typed));
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
