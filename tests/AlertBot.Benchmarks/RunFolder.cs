namespace AlertBot.Benchmarks;

/// <summary>A temporary folder with the configuration of a run and its data.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("alertbot-run-").FullName;

    private RunFolder()
    {
    }

    public string Config => Path.Combine(_path, "config");

    public string Data { get; set; } = "";

    /// <summary>The configuration that lies beside the program, with other feeds.</summary>
    public static RunFolder With(string program, string feeds)
    {
        var folder = new RunFolder();
        folder.Data = folder.NewData("data");
        var from = Path.Combine(Path.GetDirectoryName(program)!, "config");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder.Config, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        File.WriteAllText(Path.Combine(folder.Config, "feeds.yaml"), feeds);
        return folder;
    }

    /// <summary>A folder for data that no run has seen.</summary>
    public string NewData(string name) => Path.Combine(_path, name);

    /// <summary>What the program is told to poll loopback feeds as fast as it can.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment(string origin, TimeSpan interval) =>
    [
        new("Storage__DataDirectory", Data), new("Feeds__AllowedPrivateOrigins__0", origin),
        new("Feeds__HostDelay", "00:00:00"), new("Feeds__HostConcurrency", "8"),
        new("Feeds__MinPollInterval", interval.ToString("c")),
    ];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
