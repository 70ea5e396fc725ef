using AlertBot.Alerts;
using AlertBot.Chat;

namespace AlertBot;

/// <summary>What the verbs say to whoever runs the process, and write for other programs: always English.</summary>
internal static class OperatorTexts
{
    /// <summary>The words of alerts.</summary>
    public static Texts English { get; } =
        new TextBook([new TextSource(typeof(AlertRegistration).Assembly)]).For(TextBook.English);

    /// <summary>For example "1 article" or "3 articles".</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
