using System.Collections.Frozen;

namespace AlertBot.Watchlists;

/// <summary>What we know about names that only the gazetteer has.</summary>
internal static class ListedNames
{
    // Words with a capital that stand before a place without being part of its name.
    private static readonly FrozenSet<string> Before = Words(
        "in at near from of to the a an and or for on by with around outside inside across towards toward into "
        + "over north south east west northern southern eastern western central greater downtown upper lower inner "
        + "outer old new after before between beyond while when as but city town village province governorate "
        + "district camp base port airport region capital university hospital iraq iran syria lebanon turkey jordan "
        + "israel egypt kuwait saudi yemen iraqi iranian syrian lebanese turkish israeli egyptian yemeni kurdish "
        + "monday tuesday wednesday thursday friday saturday sunday via hits hit attack strike strikes reaches "
        + "leaves");

    // Given names, English words, and places elsewhere that are better known, which are also towns of the gazetteer:
    // alone they name none of its places. Found by holding the gazetteer against dictionaries and news texts.
    private static readonly FrozenSet<string> NoPlaces = Words(
        "ali hassan hasan hussein husayn hussain ahmed ahmad mohammed muhammad mohammad mahmoud mahmud ibrahim "
        + "ismail khalid khaled omar umar osman uthman said saeed saleh salih salim suleiman sulayman sulaiman "
        + "soleyman yusuf yousef mustafa murad murat mansour mansur nasir nasser karim kareem jamal kamal kemal "
        + "abbas abdullah abdallah rashid rasheed hamid hamad hakim faisal faysal fahd walid zayd zaid zahra fatima "
        + "maryam mariam sarah sara musa moussa isa daoud dawud david joseph george hanna habib haidar haydar jafar "
        + "javad reza rida sadr shahin amin amir emir sultan malik aziz bashir bakr taha tariq talib ashraf salman "
        + "saad saud mehdi mahdi mokhtar mukhtar naim nabil najib rafi rahim rashad samir sami tamar selim adam "
        + "alana ariel berta dalton damon dana diana emanuel emmanuel enos ezra karin marat suzy tonya sharon nova "
        + "meron ezer castro pahlavi bush beria dali inonu marx taft waldheim ramadan taliban batman sargon medea "
        + "lodi bunyan mizar alley alms angora ball bane bani barman barrage batik blur burs card cars crater "
        + "damask giblet hail harem hart hays hero hims hula hums humus kale khan lice magnesia main mans mare "
        + "megalopolis meres murk muse mush rehab reis rest rosette salt sari saris seer senna sera seraglio shaft "
        + "shin shot shush side silvan sine snob soli sour sues tale tall tars tell till tire tiro tuba tubas tyros "
        + "hill same most many more mine ring orange marina canal harbor manor gulf april march june sunday star "
        + "bent baker parish silver golden village castle port chile burma kabul kazan oran cali philadelphia "
        + "antioquia colonia constantinople byzantium sparta argos zion judah salem belem bethany heliopolis "
        + "ephesus catalan sahara samara siva sian zara mara mari kara rama thur dann musi cela playa bandar mina "
        + "golan kiryat beit kaya arsal aslan demir cale golbasi star noon pasha eden damas dabei chine serie unie "
        + "masha iraq iran syria lebanon jordan israel palestine egypt turkey kuwait bahrain qatar oman yemen saudi "
        + "emirates afghanistan pakistan india china japan russia ukraine germany france spain italy greece cyprus "
        + "britain england canada mexico brazil argentina peru cuba libya tunisia algeria morocco sudan somalia "
        + "eritrea ethiopia kenya chad mali niger nigeria georgia armenia azerbaijan turkmenistan america europe "
        + "africa asia arabia kurdistan persia anatolia armenian kurd arab");

    /// <summary>Whether a word with a capital may stand before a place without making it part of a longer
    /// name.</summary>
    public static bool MayStandBefore(string folded) => Before.Contains(folded);

    /// <summary>Whether a single word is a place when it stands alone.</summary>
    public static bool IsPlaceAlone(string folded) => !NoPlaces.Contains(folded);

    private static FrozenSet<string> Words(string list) => list.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
