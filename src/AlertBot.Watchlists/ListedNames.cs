using System.Collections.Frozen;

namespace AlertBot.Watchlists;

/// <summary>What we know about names that only the gazetteer has.</summary>
internal static class ListedNames
{
    // Words with a capital that stand before a place without being part of its name.
    private static readonly FrozenSet<string> Before = Words(
        "in at near from of to the a an and or for on by with around outside inside across towards toward into over "
        + "north south east west northern southern eastern western central greater downtown upper lower inner outer old "
        + "new after before between beyond while when as but city town village province governorate district camp base "
        + "port airport region capital university hospital iraq iran syria lebanon turkey jordan israel egypt kuwait "
        + "saudi yemen iraqi iranian syrian lebanese turkish israeli egyptian yemeni kurdish monday tuesday wednesday "
        + "thursday friday saturday sunday via hits hit attack strike strikes reaches leaves");

    // Given names, and English words, that are also towns of the gazetteer: alone they name no place.
    private static readonly FrozenSet<string> NoPlaces = Words(
        "ali hassan hasan hussein husayn hussain ahmed ahmad mohammed muhammad mohammad mahmoud mahmud ibrahim ismail "
        + "khalid khaled omar umar osman uthman said saeed saleh salih salem salim suleiman sulayman sulaiman soleyman "
        + "yusuf yousef mustafa murad mansour mansur nasir nasser karim kareem jamal kamal kemal abbas abdullah "
        + "abdallah rashid rasheed hamid hamad hakim faisal faysal fahd walid zayd zaid zahra fatima maryam mariam sarah "
        + "sara musa moussa isa daoud dawud david joseph george hanna habib haidar haydar jafar javad reza rida sadr "
        + "shahin amin amir emir sultan malik aziz bashir bakr taha tariq talib tal tell hill salt same most many more "
        + "of van batman bar gas mine ring orange marina bandar sharon rama mina nova golan kiryat beit ashraf nur "
        + "sur tire bent baker parish canal harbor manor gulf april march may june sunday star salman said kaya arsal "
        + "aslan demir ata kale cay orta bor silver golden village castle bala bahar saad sad saud mehdi mahdi "
        + "mokhtar mukhtar naim nabil najib rafi rahim rashad samir sami tamar anar nar dar hor bay ben bin abu");

    /// <summary>Whether a word with a capital may stand before a place without making it part of a longer name.</summary>
    public static bool MayStandBefore(string folded) => Before.Contains(folded);

    /// <summary>Whether a single word is a place when it stands alone.</summary>
    public static bool IsPlaceAlone(string folded) => !NoPlaces.Contains(folded);

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
