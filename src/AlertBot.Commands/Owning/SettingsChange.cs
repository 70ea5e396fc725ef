using AlertBot.Chat;

namespace AlertBot.Commands;

/// <summary>What options make of a community's settings: only what is named changes. Pure.</summary>
internal static class SettingsChange
{
    private const string None = "none";
    private const int MaxRole = 100;

    /// <summary>The options.</summary>
    public static IReadOnlyList<OptionDefinition> Options { get; } =
    [
        OptionDefinition.Optional("language", OptionType.Choice, [.. TextBook.Languages, None]),
        OptionDefinition.Optional("zone", OptionType.Zone), OptionDefinition.Optional("moderators", OptionType.Word),
        OptionDefinition.Optional("follows", OptionType.Choice, "on", "off"),
    ];

    /// <summary>The settings as they become; one line for people when that makes no sense.</summary>
    public static (CommunitySettings? After, string? Problem) Of(
        CommunitySettings before, Func<string, string?> option, Texts texts)
    {
        var after = before;
        if (option("language") is { } language) after = after with { Language = language == None ? null : language };
        if (option("zone") is { } zone)
        {
            var (found, near) = ClockText.Zone(zone);
            if (found is null)
                return (null, near is null
                    ? texts.Of("commands.subscribe.zone.none", ("typed", zone))
                    : texts.Of("commands.subscribe.zone.near", ("typed", zone), ("near", near)));
            after = after with { TimeZone = found };
        }
        if (option("moderators") is { } typed)
        {
            // As Discord writes a role: <@&7>.
            var role = typed.Trim().Trim('<', '>', '@', '&');
            if (role.Length is 0 or > MaxRole || role.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
                return (null, texts.Of("commands.settings.moderators.bad", ("typed", typed)));
            after = after with { ModeratorRole = role.Equals(None, StringComparison.OrdinalIgnoreCase) ? null : role };
        }
        if (option("follows") is { } follows)
            after = after with { MayFollow = follows.Equals("on", StringComparison.OrdinalIgnoreCase) };
        return (after, null);
    }

    /// <summary>The options that make them what they are, as they are typed.</summary>
    public static string Line(CommunitySettings settings) =>
        $"language:{settings.Language ?? None} zone:{settings.TimeZone ?? "UTC"} "
        + $"moderators:{settings.ModeratorRole ?? None} follows:{(settings.MayFollow ? "on" : "off")}";
}
