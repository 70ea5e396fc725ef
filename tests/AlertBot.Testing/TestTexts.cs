using AlertBot.Alerts;
using AlertBot.Chat;
using AlertBot.Commands;
using AlertBot.Discord;
using AlertBot.Incidents;
using AlertBot.Terminal;

namespace AlertBot.Testing;

/// <summary>The program's own texts, for tests that do without the host.</summary>
public static class TestTexts
{
    /// <summary>All rooms that have texts.</summary>
    public static TextBook Book { get; } = new(
    [
        new TextSource(typeof(CommandRegistration).Assembly), new TextSource(typeof(AlertRegistration).Assembly),
        new TextSource(typeof(TerminalRegistration).Assembly), new TextSource(typeof(DiscordRegistration).Assembly),
    ]);

    /// <summary>What tests mean that say nothing of the language.</summary>
    public static Texts English { get; } = Book.For(TextBook.English);

    /// <summary>The language that runs the other way.</summary>
    public static Texts Arabic { get; } = Book.For("ar");

    /// <summary>What people read of a change.</summary>
    public static string InEnglish(this NamedChange change) => English.Of(change);
}
