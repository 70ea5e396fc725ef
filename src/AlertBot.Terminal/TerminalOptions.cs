using AlertBot.Chat;
using Microsoft.Extensions.Options;

namespace AlertBot.Terminal;

/// <summary>Settings under <c>Terminal</c>.</summary>
public sealed class TerminalOptions
{
    /// <summary>
    /// File that every message is written to before it is shown, one JSON object a line; null or empty for none. A
    /// relative path is meant from the data directory. With it the terminal can tell after a crash what it has shown.
    /// </summary>
    public string? Transcript { get; set; }

    /// <summary>
    /// Whether alerts are shown on standard output. Default true; the transcript is written all the same.
    /// </summary>
    public bool Show { get; set; } = true;

    /// <summary>
    /// BCP 47 tag of the language in which the terminal speaks, and in which its subscriptions are made that do not name
    /// one; null or empty for English.
    /// </summary>
    public string? Language { get; set; }
}

internal sealed class TerminalOptionsValidator : IValidateOptions<TerminalOptions>
{
    public ValidateOptionsResult Validate(string? name, TerminalOptions options)
    {
        var faults = new List<string>();
        if (options.Transcript is { Length: > 0 } path && path.AsSpan().ContainsAny(Path.GetInvalidPathChars()))
            faults.Add("Terminal:Transcript must be a path, but holds characters that no path can.");
        if (options.Language is { Length: > 0 } language && !TextBook.Speaks(language))
        {
            faults.Add($"Terminal:Language must be one of {string.Join(", ", TextBook.Languages)}, "
                + $"but is '{language}'.");
        }
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
