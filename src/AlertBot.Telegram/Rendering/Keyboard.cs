using AlertBot.Chat;
using AlertBot.Telegram.Api;

namespace AlertBot.Telegram.Rendering;

/// <summary>Writes a message's buttons as rows under it. Pure.</summary>
internal static class Keyboard
{
    /// <summary>Most buttons under a message; clients show no more.</summary>
    public const int MaxButtons = 100;

    // On a small telephone three short labels stand beside each other, or one long one.
    private const int MaxInRow = 3;
    private const int MaxRowLetters = 32;
    private const int MaxLabel = 64;

    /// <summary>The rows; null when there is no button.</summary>
    /// <param name="message">Whose buttons they are.</param>
    /// <param name="dataOf">What a press sends back, 1 to 64 bytes.</param>
    public static ReplyMarkup? Of(Message message, Func<ActionButton, string> dataOf)
    {
        var rows = new List<List<InlineKeyboardButton>>();
        var letters = 0;
        foreach (var button in Buttons(message))
        {
            var label = Label(button.Label);
            if (rows.Count == 0 || rows[^1].Count == MaxInRow || letters + label.Length > MaxRowLetters)
            {
                rows.Add([]);
                letters = 0;
            }
            letters += label.Length;
            rows[^1].Add(new InlineKeyboardButton(label) { CallbackData = dataOf(button) });
        }
        return rows.Count == 0 ? null : new ReplyMarkup { InlineKeyboard = rows };
    }

    /// <summary>The buttons that are shown.</summary>
    public static IEnumerable<ActionButton> Buttons(Message message) =>
        message.Blocks.SelectMany(block => block switch
        {
            Block.Actions actions => actions.Buttons,
            Block.Choices choices => choices.Items.Select(item => new ActionButton(item.Label, item.Command)),
            _ => [],
        }).Take(MaxButtons);

    private static string Label(string text)
    {
        var label = CleanText.Line(text);
        if (label.Length == 0) return "…";
        return ShortText.Within(label, MaxLabel);
    }
}
