using System.Text.RegularExpressions;
using AlertBot.Discord.Wire;

namespace AlertBot.Discord.Interactions;

/// <summary>
/// A form that was refused: what it held stands in the message that says what is wrong, so that the form can be opened again
/// with it, by whatever process. Pure.
/// </summary>
internal static partial class KeptForm
{
    private const string Mark = "again ";
    private const string Fence = "```";

    // What a text might close the fence with is parted by a space without width.
    private const string Parted = "`\u200B``";

    /// <summary>What was filled in, each field in a box of its own that bears its name.</summary>
    public static string TextOf(IEnumerable<(string Name, string Value)> fields) => string.Join(
        '\n', fields.Select(f => $"{Fence}{f.Name}\n{f.Value.Trim().Replace(Fence, Parted, StringComparison.Ordinal)}\n{Fence}"));

    /// <summary>The message with what was filled in, and a button that opens the form again.</summary>
    /// <param name="body">Says what is wrong.</param>
    /// <param name="kept">What <see cref="TextOf"/> wrote.</param>
    /// <param name="line">The line that came back with the form.</param>
    /// <param name="label">Of the button.</param>
    public static MessageBody On(MessageBody body, string kept, string line, string label)
    {
        var row = new Component
        {
            Type = ComponentType.ActionRow,
            Components =
            [
                new Component
                {
                    Type = ComponentType.Button, Style = ButtonStyle.Secondary, Label = label, CustomId = Mark + line,
                },
            ],
        };
        return body.Embeds is { } embeds
            ? body with { Embeds = [.. embeds, new Embed { Description = kept }], Components = [.. body.Components ?? [], row] }
            : body with
            {
                Components =
                    [.. body.Components ?? [], new Component { Type = ComponentType.TextDisplay, Content = kept }, row],
            };
    }

    /// <summary>The line of a form that is to be opened again; null when a button stands for something else.</summary>
    public static string? LineOf(string customId) =>
        customId.StartsWith(Mark, StringComparison.Ordinal) ? customId[Mark.Length..] : null;

    /// <summary>What was filled in, as it stands in the message.</summary>
    public static IReadOnlyList<(string Name, string Value)> Read(ReceivedMessage message)
    {
        var texts = (message.Embeds ?? []).Select(e => e.Description)
            .Concat((message.Components ?? []).Select(c => c.Content)).OfType<string>();
        return
        [
            .. texts.SelectMany(text => Box().Matches(text)).Select(m => (
                m.Groups["name"].Value, m.Groups["value"].Value.Replace(Parted, Fence, StringComparison.Ordinal))),
        ];
    }

    [GeneratedRegex(
        "^```(?<name>[a-z]+)\n(?<value>.*?)\n```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Box();
}
