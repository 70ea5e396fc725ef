namespace AlertBot.Chat;

/// <summary>
/// Makes a message fit a limit. Pure; every platform cuts by it, so that the same things go first everywhere.
/// </summary>
public static class MessageCutter
{
    /// <summary>
    /// The message with so much left out that <paramref name="length"/> of it is at most <paramref name="limit"/>.
    /// Blocks of the highest priority go first, later ones before earlier ones; lists lose lines from the end and say
    /// how many; sentences go whole or not at all. Priority 0 and headlines are kept; only when nothing else is left
    /// are their long texts shortened.
    /// </summary>
    /// <param name="message">What is to be said.</param>
    /// <param name="length">
    /// How long the platform finds a message as it renders it; shorter messages are never longer.
    /// </param>
    /// <param name="limit">
    /// The longest that is allowed, in the unit of <paramref name="length"/>; 100 or more always suffices for a
    /// headline.
    /// </param>
    public static Message Fit(Message message, Func<Message, int> length, int limit) =>
        length(message) <= limit ? message : new Cutting(message, length, limit).Run();
}
