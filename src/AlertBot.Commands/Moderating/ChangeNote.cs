using System.Globalization;

namespace AlertBot.Commands;

/// <summary>What the audit log keeps of a change of incidents: enough to undo it.</summary>
/// <param name="Number">The incident that was changed, and that loses something.</param>
/// <param name="Articles">The articles that left it, by id.</param>
/// <param name="Other">The incident that they went to; 0 when there is none, or none yet.</param>
/// <param name="RequestId">The request that did it.</param>
internal sealed record ChangeNote(long Number, IReadOnlyList<string> Articles, long Other, string RequestId)
{
    /// <summary>The entry's text before the change.</summary>
    public string Before => string.Join(' ', Articles.Prepend(Text(Number)));

    /// <summary>The entry's text after it.</summary>
    public string After => $"{Text(Other)} {RequestId}";

    /// <summary>Reads what was written; null for an entry of another kind.</summary>
    public static ChangeNote? Read(AuditEntry entry) =>
        entry.Before?.Split(' ') is [var number, .. var articles] && entry.After?.Split(' ') is [var other, var id]
        && TryNumber(number, out var changed) && TryNumber(other, out var target)
            ? new ChangeNote(changed, articles, target, id)
            : null;

    private static string Text(long number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text.AsSpan().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
