using System.Buffers;

namespace AlertBot.Feeds.Reading;

/// <summary>The text between tags, as XML means it and as feeds write it.</summary>
internal static class MarkupText
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c)
            .Where(c => c is not ('\t' or '\n' or '\r')), '\uFFFE', '\uFFFF']);

    /// <summary>Appends text with its references resolved once; an ampersand that starts none stays one.</summary>
    public static void Append(
        ReadOnlySpan<char> text, CharBuffer output, DocumentEntities? entities, ref Repairs repairs)
    {
        if (text.ContainsAny(Forbidden)) repairs |= Repairs.ControlCharacter;
        while (true)
        {
            var at = text.IndexOf('&');
            if (at < 0) break;
            output.Append(text[..at]);
            text = text[at..];
            var length = CharacterReference.Measure(text, out var name);
            if (length == 0 || !AppendReference(name, output, entities, ref repairs))
            {
                if (length == 0) repairs |= Repairs.BareAmpersand;
                output.Append('&');
                length = 1;
            }
            text = text[length..];
        }
        output.Append(text);
    }

    // False when the name means nothing: then it is text.
    private static bool AppendReference(
        ReadOnlySpan<char> name, CharBuffer output, DocumentEntities? entities, ref Repairs repairs)
    {
        if (name[0] == '#')
        {
            if (!CharacterReference.AppendNumber(name, output)) repairs |= Repairs.BadReference;
            return true;
        }
        if (!CharacterReference.IsXmlName(name) && entities?.Append(name, output, ref repairs) == true) return true;
        if (CharacterReference.Named(name) is not { } symbol)
        {
            repairs |= Repairs.BadReference;
            return false;
        }
        if (!CharacterReference.IsXmlName(name)) repairs |= Repairs.UndeclaredEntity;
        output.Append(symbol);
        return true;
    }
}
