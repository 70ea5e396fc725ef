namespace AlertBot.Watchlists;

/// <summary>The words that fill most of any news text, kept once so that folding a text allocates half as
/// much.</summary>
internal static class CommonWords
{
    private const int Slots = 2048;

    private const string English =
        "a about above according across after again against ago air airport al all along also although am among "
        + "an and announced another any april are area armed army around as at attack attacks august away back base "
        + "be because become been before behind being between biggest black border both british but by called came "
        + "camp can car carried central children city civilians claimed coalition come condemned could country day "
        + "days dead december defence defense denied department did do does down drone due during dont each early "
        + "east eastern eight end even every fire fired first five following for force forces foreign former found "
        + "four friday from further general get go going good government great group groups had has have he head "
        + "held her here high him his hit home hospital hours house how however i if in including injured "
        + "international into iran iranian iraq iraqi is islamic it its january job july june just killed know "
        + "known largest last late later launched leader leaders least left less like line local long made main "
        + "major make man many march may me media members men might military militia militias million minister "
        + "ministry missile missiles monday month months more morning most much must my national near nearly never "
        + "new news next night nine no north northern not november now number october of off office official "
        + "officials old on one only or order other others our out over own part party past peace people percent "
        + "place police political power president prime province public put reported reports responsibility "
        + "responsible right rocket rockets said same saturday saw say says second security see senior september "
        + "service set seven several she should side since site six small so soldiers some south southern spokesman "
        + "state statement states still strike strikes such sunday support syria system take target targeted ten "
        + "than that the their them then there these they thing third this those three through thursday time times "
        + "to today told took top town troops tuesday two under united until up us use used very village war was "
        + "washington way we week weeks wednesday well went were west western what when where which while who whose "
        + "why will with within without work world would wounded year years yesterday yet you young your";

    private const string Arabic =
        "من في علي الي عن ان انه التي الذي هذا هذه ذلك بعد قبل كان كانت ما لا لم لن قد قال وقال قالت كما او ثم "
        + "بين عند حتي اي كل غير مع خلال علي ايضا هو هي وهو وهي عام يوم اليوم العراق العراقيه العراقي بغداد ايران "
        + "الولايات المتحده الامريكيه رئيس الرئيس وزير وزاره الدفاع القوات قوات الامن هجوم قتل";

    private static readonly string?[] Table = Fill();

    /// <summary>The word as a string: the kept one, or a new one.</summary>
    public static string Intern(ReadOnlySpan<char> word)
    {
        if (word.Length > 14) return word.ToString();
        var slot = (int)(WordHash.Of(word) & (Slots - 1));
        while (Table[slot] is { } kept)
        {
            if (word.SequenceEqual(kept)) return kept;
            slot = (slot + 1) & (Slots - 1);
        }

        return word.ToString();
    }

    private static string?[] Fill()
    {
        var table = new string?[Slots];
        foreach (var word in (English + " " + Arabic).Split(' '))
        {
            var slot = (int)(WordHash.Of(word) & (Slots - 1));
            while (table[slot] is { } kept && kept != word) slot = (slot + 1) & (Slots - 1);
            table[slot] = word;
        }

        return table;
    }
}
