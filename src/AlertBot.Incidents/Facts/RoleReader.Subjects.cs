using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

internal sealed partial class RoleReader
{
    // The nearest actor before the verb with no other verb between.
    private Actor? Subject(int verb, Segment segment)
    {
        var (first, _) = _text.Bounds(segment.Sentence);
        for (var i = verb - 1; i >= first && verb - i <= 14; i--)
        {
            if (Actor(i) is { } actor) return HasComma(i, verb) && !IsParenthesis(i, verb) ? null : actor;
            var word = _text.Words[i];
            if (word.Is(Tag.Pronoun | Tag.Group | Tag.Negation) || word.Is(Verbs) && !word.Is(Tag.Attack)) return null;
            if (_text.HasGap(i + 1, Gap.Break)) return null;
            if (word.Is(Tag.Clause) && !word.Is(Tag.The) && _text.Tokens[i].Folded is not ("which" or "who"))
                return null;
        }

        return null;
    }

    private bool HasComma(int from, int to)
    {
        for (var i = from + 1; i <= to; i++)
            if (_text.HasGap(i, Gap.Comma)) return true;
        return false;
    }

    // "X, which is backed by Iran, denied"; "X, however, denied": two commas, or a relative clause.
    private bool IsParenthesis(int from, int to)
    {
        var commas = 0;
        for (var i = from + 1; i <= to; i++)
        {
            if (_text.HasGap(i, Gap.Comma)) commas++;
            if (_text.Tokens[i].Folded is "which" or "who" && commas == 1) return true;
        }

        return commas >= 2;
    }

    private bool HasGroupSubject(int verb, Segment segment)
    {
        var (first, _) = _text.Bounds(segment.Sentence);
        for (var i = verb - 1; i >= first && verb - i <= 8; i--)
        {
            if (_text.Words[i].Is(Tag.Group)) return !IsNobody(i, first);
            if (_text.Words[i].Is(Tag.Pronoun)) return true;
            if (_text.Words[i].Is(Verbs | Tag.Negation) || _text.Breaks(i + 1)) return false;
        }

        return false;
    }

    private bool IsNobody(int i, int first) => i > first && (_text.Words[i - 1].Is(Tag.Negation)
        || _text.Tokens[i - 1].Folded is "immediately");

    private string? SubjectName(int verb, Segment segment)
    {
        var (first, end) = _text.Bounds(segment.Sentence);
        if (HasNegation(verb, first) || _text.Tokens[verb].Folded.EndsWith("ing", StringComparison.Ordinal))
            return null;
        return Attribution.Before(_text, verb, first, end);
    }

    private bool HasNegation(int verb, int first)
    {
        for (var i = verb - 1; i >= first && verb - i <= 7; i--)
            if (_text.Words[i].Is(Tag.Negation)) return true;
        return false;
    }

    private bool IsNegated(int i, Segment segment)
    {
        if (_text.Words[i].Is(Tag.Deny) && _text.Spans[i] > 1) return false;
        for (var at = i - 1; at >= segment.First && i - at <= 3; at--)
        {
            if (_text.Words[at].Is(Tag.Negation) && _text.Tokens[at].Folded[0] < '\u0600') return true;
            if (_text.Breaks(at + 1)) break;
        }

        return false;
    }

    // "the denial", "its claim": nouns that somebody else speaks of.
    private bool IsNoun(int i, Segment segment) => i > segment.First && _text.Words[i - 1].Is(Tag.The | Tag.A)
        && _text.Tokens[i].Folded is "claim" or "claims" or "denial" or "denials";

    private List<Actor> Objects(int from, Segment segment)
    {
        var found = new List<Actor>();
        for (var i = from; i < segment.End && i < from + 16; i++)
        {
            if (_text.HasGap(i, Gap.Break)) break;
            if (Actor(i) is { } actor && _text.Spans[i] > 0)
            {
                found.Add(actor);
                var next = i + Math.Max(1, (int)_text.Spans[i]);
                if (next + 1 >= segment.End || !_text.Words[next].Is(Tag.And) && !_text.HasGap(next, Gap.Comma)) break;
                var joined = _text.Words[next].Is(Tag.And) ? next + 1 : next;
                if (Actor(joined) is null) break;
                i = joined - 1;
            }
            else if (found.Count == 0 && _text.Words[i].Is(Tag.Speech | Tag.Deny)) break;
        }

        return found;
    }

    private Actor? Following(int from, Segment segment, int reach)
    {
        for (var i = from; i < segment.End && i < from + reach; i++)
            if (Actor(i) is { } actor) return actor;
        return null;
    }
}
