using System.Globalization;
using System.Text;

namespace AlertBot.Watchlists;

/// <summary>Writes texts so that every reader of YAML takes them for what they are. Pure.</summary>
public static class YamlText
{
    // Of these a reader, or another program's, would make something else than text.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    /// <summary>A value that stands behind a key or in a list on a line of its own.</summary>
    public static string Scalar(string text) => Scalar(text, isInFlow: false);

    /// <summary>A value that stands between commas in brackets.</summary>
    internal static string InFlow(string text) => Scalar(text, isInFlow: true);

    private static string Scalar(string text, bool isInFlow)
    {
        if (IsPlain(text, isInFlow)) return text;
        return text.Any(char.IsControl) || !text.Contains('"', StringComparison.Ordinal) ? Quoted(text)
            : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    // Fewer texts than YAML would allow: what is plain here is plain to every reader.
    private static bool IsPlain(string text, bool isInFlow)
    {
        if (text.Length == 0 || Words.Contains(text) || text != text.Trim() || text[^1] == ':') return false;
        if (!char.IsLetter(text[0]) && !IsNumber(text)) return false;
        foreach (var c in text)
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '-' or '.' or '_' or '\'' or '’' or '/')
                && (isInFlow || c is not (',' or '(' or ')' or ';'))
                && char.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark) return false;
        return true;
    }

    private static bool IsNumber(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out _);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF' || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
