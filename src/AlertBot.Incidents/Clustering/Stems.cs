using System.Collections.Frozen;

namespace AlertBot.Incidents.Clustering;

/// <summary>Which words carry meaning for comparing texts, and the part of them that is compared.</summary>
internal static class Stems
{
    private static readonly FrozenSet<string> Stop = """
        a about above after again against all also although am amid among an and another any are around as at be
        because been before being below between both but by can could day did do does doing down during each eight
        every few five for four from further get got had has have having he her here hers him his how however i if in
        into is it its just last late later least less like made make many may me might more most much must my near
        new next nine no nor not now of off on once one only onto or other our out over own part per same said say
        saying says seven she should since six so some still such ten than that the their them then there these they
        this those three through time to told too two under until up upon us very via was we week well were what when
        where which while who whom whose why will with within without would year yet you your
        according reported report reports monday tuesday wednesday thursday friday saturday sunday
        january february march april june july august september october november december morning evening night
        afternoon today yesterday tomorrow
        في من على الى إلى عن ان أن إن انه أنه انها أنها هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت يكون
        تكون هو هي هم او أو ثم حيث بعد قبل بين خلال ضمن عند عندما كما كل مع منذ حتى اذا إذا غير بن قال قالت وقال وقالت
        اضاف واضاف اكد واكد يوم اليوم امس الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت وكان وكانت وفي ومن وعلى
        و به بها فيه فيها له لها عليه عليها منه منها اي أي ايضا أيضا الا إلا لدى حول ضد تم نحو فان وقد ولم ولا انهم
        از به با در که این آن را است بود شد برای تا یا هم نیز بر کرد کرده شده می های ها خود دیگر اما اگر پس
        و لە بۆ بە کە ئەو ئەم ئەوە لەگەڵ
        """.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> StopLookup =
        Stop.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The stem of a folded word, or empty when the word says nothing of its own.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> folded)
    {
        if (folded.Length == 0 || StopLookup.Contains(folded)) return [];
        if (folded.Length == 1) return char.IsAsciiDigit(folded[0]) ? folded : [];
        if (folded[0] < 0x80) return English(folded);
        return IsArabic(folded[0]) ? Arabic(folded) : folded;
    }

    /// <summary>True for letters of the Arabic blocks.</summary>
    public static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F';

    private static ReadOnlySpan<char> English(ReadOnlySpan<char> word)
    {
        if (word.Length < 4) return word;
        if (word[^1] == 'y') return word[..^1];
        if (word[^1] != 's') return word;
        if (word.EndsWith("ies")) return word[..^3];
        if (word.EndsWith("ss") || word.EndsWith("us") || word.EndsWith("is")) return word;
        return word[..^1];
    }

    private static ReadOnlySpan<char> Arabic(ReadOnlySpan<char> word)
    {
        if (word.Length > 3 && word[0] is 'و' or 'ف' && word.Length > 4) word = word[1..];
        if (word.Length > 4 && (word.StartsWith("لل") || word.StartsWith("ال"))) return word[2..];
        if (word.Length > 5 && word[0] is 'ب' or 'ك' && word[1..].StartsWith("ال")) return word[3..];
        return word;
    }
}
