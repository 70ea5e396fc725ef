namespace AlertBot.Testing;

/// <summary>
/// The data that may lie in <c>../shared</c>, beside the repository. Tests that use it skip where it is absent.
/// </summary>
public static class SharedData
{
    /// <summary>Full path of a file or folder in <c>../shared</c>, or null when it is not there.</summary>
    public static string? Find(string relativePath)
    {
        if (RepositoryRoot is not { } root || Directory.GetParent(root) is not { } parent) return null;
        var path = Path.Combine(parent.FullName, "shared", relativePath);
        return Path.Exists(path) ? path : null;
    }

    /// <summary>The folder of the solution, found from where the test program lies; null outside a checkout.</summary>
    public static string? RepositoryRoot
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "AlertBot.sln"))) return folder.FullName;
            return null;
        }
    }
}
