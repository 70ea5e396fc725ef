namespace AlertBot.Configuration;

/// <summary>Where settings, feeds and watchlists lie.</summary>
/// <param name="Path">Full path of the folder.</param>
internal sealed record ConfigFolder(string Path)
{
    /// <summary>The settings.</summary>
    public string Settings => System.IO.Path.Combine(Path, "appsettings.json");

    /// <summary>The feeds.</summary>
    public string Feeds => System.IO.Path.Combine(Path, "feeds.yaml");

    /// <summary>The places that no watchlist needs to name.</summary>
    public string Gazetteer => System.IO.Path.Combine(Path, "gazetteer.tsv");

    /// <summary>The watchlists, one file a topic.</summary>
    public string Watchlists => System.IO.Path.Combine(Path, "watchlists");

    /// <summary>The bundled news of the demo.</summary>
    public string Demo => System.IO.Path.Combine(Path, "demo");

    /// <summary>The folder asked for, else <c>./config</c>, else the one beside the program; null and a line for people when none is there.</summary>
    public static (ConfigFolder? Found, string? Problem) Find(string? asked)
    {
        if (asked is not null)
        {
            var full = System.IO.Path.GetFullPath(asked);
            return Directory.Exists(full)
                ? (new ConfigFolder(full), null)
                : (null, $"--config {asked}: there is no such folder. Name the folder that holds feeds.yaml and watchlists/.");
        }
        var near = System.IO.Path.GetFullPath("config");
        if (Directory.Exists(near)) return (new ConfigFolder(near), null);
        var beside = System.IO.Path.Combine(AppContext.BaseDirectory, "config");
        return Directory.Exists(beside)
            ? (new ConfigFolder(beside), null)
            : (null, $"There is no configuration: neither {near} nor {beside} exists. Name the folder with --config.");
    }

    /// <summary>A path as people should read it: from the folder's parent on.</summary>
    public string Short(string file) => System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(Path) ?? Path, file);
}
