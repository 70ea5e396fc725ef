using AlertBot.Feeds;
using AlertBot.Watchlists;

namespace AlertBot.Configuration;

/// <summary>Everything that <c>config/</c> says, read once.</summary>
/// <param name="Feeds">The feeds that can be polled.</param>
/// <param name="Watchlists">What is watched.</param>
/// <param name="Gazetteer">Places that no watchlist names.</param>
/// <param name="Problems">Everything that is wrong, by file and line; what is right serves all the same.</param>
internal sealed record BotConfig(
    IReadOnlyList<Feed> Feeds, IReadOnlyList<Watchlist> Watchlists, IReadOnlyList<Place> Gazetteer,
    IReadOnlyList<ConfigProblem> Problems)
{
    /// <summary>Reads the folder. A file that is missing or cannot be read is a problem like any other.</summary>
    public static BotConfig Read(ConfigFolder folder)
    {
        var (feeds, _, _, faults) = ReadFeeds(folder);
        var problems = faults.ToList();
        return new BotConfig(feeds, ReadWatchlists(folder, problems), ReadGazetteer(folder, problems), problems);
    }

    /// <summary>The feeds alone, for verbs that recognise nothing.</summary>
    public static BotConfig ReadFeeds(ConfigFolder folder)
    {
        var problems = new List<ConfigProblem>();
        if (Text(folder, folder.Feeds, problems) is not { } text) return new BotConfig([], [], [], problems);
        var (feeds, faults) = FeedList.Read(folder.Short(folder.Feeds), text);
        return new BotConfig(feeds, [], [], [.. problems, .. faults]);
    }

    /// <summary>Watchlists and gazetteer alone, for verbs that poll nothing.</summary>
    public static BotConfig ReadWatched(ConfigFolder folder)
    {
        var problems = new List<ConfigProblem>();
        return new BotConfig([], ReadWatchlists(folder, problems), ReadGazetteer(folder, problems), problems);
    }

    private static List<Watchlist> ReadWatchlists(ConfigFolder folder, List<ConfigProblem> problems)
    {
        var lists = new List<Watchlist>();
        if (!Directory.Exists(folder.Watchlists))
        {
            problems.Add(new ConfigProblem(
                folder.Short(folder.Watchlists), 1, 1, "the folder is missing", "put a watchlist into it; nothing is recognised without"));
            return lists;
        }
        var files = Directory.EnumerateFiles(folder.Watchlists)
            .Where(f => Path.GetExtension(f) is ".yaml" or ".yml").Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (Text(folder, file, problems) is not { } text) continue;
            var read = WatchlistReader.Read(folder.Short(file), text, Scope.Shared);
            problems.AddRange(read.Problems);
            if (read.Watchlist is not { } list) continue;
            if (lists.Any(l => l.Topic.Id == list.Topic.Id))
                problems.Add(new ConfigProblem(
                    folder.Short(file), 1, 1, $"topic '{list.Topic.Id}' is in another file already", "give it an id of its own"));
            else
                lists.Add(list);
        }
        return lists;
    }

    private static IReadOnlyList<Place> ReadGazetteer(ConfigFolder folder, List<ConfigProblem> problems)
    {
        if (Text(folder, folder.Gazetteer, problems) is not { } text) return [];
        var read = AlertBot.Watchlists.Gazetteer.Read(folder.Short(folder.Gazetteer), new StringReader(text));
        problems.AddRange(read.Problems);
        return read.Places;
    }

    private static string? Text(ConfigFolder folder, string file, List<ConfigProblem> problems)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = File.Exists(file) ? "the file cannot be read" : "the file is missing";
            problems.Add(new ConfigProblem(folder.Short(file), 1, 1, why, "put it there and let the program read it"));
            return null;
        }
    }
}
