using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace AlertBot.Feeds.Reading;

/// <summary>Months by the names that feeds give them, in the languages we have met. The same on every host.</summary>
internal static class MonthNames
{
    /// <summary>Months of the Iranian calendar are numbered from here, to tell them from the others.</summary>
    public const int SolarBase = 100;

    // One line a month; every name as Fold leaves it.
    private static readonly string[] Gregorian =
    [
        "jan january januar januari janner jaenner jaen janvier janv enero ene gennaio gen genn janeiro " +
            "jänner ocak oca styczen stycznia sty январь января янв січень січня січ ιανουαριος ιανουαριου ιαν " +
            "leden ledna led tammikuu tammikuuta tammi ianuarie ian يناير جانفی ژانویه ינואר siječanj siječnja " +
            "sijecanj sijecnja яну януари јануар janúar jaan jaanuar janvāris janvaris sausis sausio یناير ینایر " +
            "جنوری",
        "feb february februar februari febr fevrier fevr fev febrero febbraio febb fevereiro subat sub luty " +
            "lutego lut февраль февраля фев февр лютий лютого лют φεβρουαριος φεβρουαριου φεβ unor unora uno helmikuu " +
            "helmikuuta helmi februarie فبرایر شباط فیفری فوریه פברואר feber veljaca veljace феб февруари фебруар " +
            "veebruar februaris vasaris vasario فروری",
        "mar march marz maerz mrz mars marzo marco mart marzec marca марта март мар березень березня бер " +
            "μαρτιος μαρτιου μαρ μαρτ μαω brezen brezna bre maaliskuu maaliskuuta maalis martie مارس اذار מרץ מרס maart " +
            "mrt marcius marc ozujak ozujka marts martā kovas kovo مارچ",
        "apr april avril avr abril abr aprile nisan nis kwiecien kwietnia kwi апрель апреля апр квітень " +
            "квітня кві απριλιος απριλιου απρ duben dubna dub huhtikuu huhtikuuta huhti aprilie ابریل نیسان افریل " +
            "اوریل אפריל aprilis travanj travnja април aprill balandis balandzio اپریل",
        "may mai mayo maggio mag maio mayis maj maja май мая травень травня тра μαιος μαιου μαι kveten kvetna kve " +
            "toukokuu toukokuuta touko مایو ایار مای مه می מאי mei majus maujus svibanj svibnja мај maijs geguze geguzes " +
            "مئی",
        "jun june juni juin junio giugno giu junho haziran haz czerwiec czerwca cze июнь июня июн червень " +
            "червня чер ιουνιος ιουνιου ιουν ιον cerven cervna cvn kesakuu kesakuuta kesa iunie iun یونیو یونیه حزیران جوان " +
            "ژوين ژوین ژوئن יוני junius lipanj lipnja јун юни juuni junijs birzelis birzelio جون",
        "jul july juli juillet juil julio luglio lug julho temmuz tem lipiec lipca lip июль июля июл липень " +
            "липня лип ιουλιος ιουλιου ιουλ ιολ cervenec cervence cvc heinakuu heinakuuta heina iulie iul یولیو یولیه یولیوز تموز " +
            "جویلیه ژوییه ژویيه ژوئیه ژولای יולי julius srpanj srpnja јул юли juuli julijs liepa liepos جولای " +
            "جولائی",
        "aug august aout aou agosto ago agustos agu sierpien sierpnia sie август августа авг серпень серпня " +
            "сер αυγουστος αυγουστου αυγ srpen srpna srp elokuu elokuuta elo اغسطس غشت اب اوت اگوست אוגוסט augustus " +
            "augusztus augusti kolovoz kolovoza augusts rugpjutis rugpjucio اگست",
        "sep sept september septembre septiembre setiembre settembre set sett setembro eylul eyl wrzesien wrzesnia wrz " +
            "сентябрь сентября сен сент вересень вересня вер σεπτεμβριος σεπτεμβριου σεπ σεπτ zari zar syyskuu " +
            "syyskuuta syys septembrie سبتمبر شتنبر ایلول سپتامبر ספטמבר szeptember szept rujan rujna септембар " +
            "септември septembris rugsejis rugsejo ستمبر",
        "oct october oktober okt octobre octubre ottobre ott outubro out ekim eki pazdziernik pazdziernika " +
            "paz октябрь октября окт жовтень жовтня жов οκτωβριος οκτωβριου οκτ rijen rijna rij lokakuu lokakuuta " +
            "loka octombrie اکتوبر اکتبر אוקטובר oktobar октобар октомври oktoober oktobris spalis spalio",
        "nov november novembre noviembre novembro kasim kas listopad listopada lis ноябрь ноября ноя нояб " +
            "листопад листопада νοεμβριος νοεμβριου νοε listopadu marraskuu marraskuuta marras noiembrie noi " +
            "نوفمبر نونبر نوامبر נובמבר studeni studenoga новембар ноември novembris lapkritis lapkricio نومبر",
        "dec december dez dezember decembre diciembre dic dicembre dezembro aralik ara grudzien grudnia gru " +
            "декабрь декабря дек грудень грудня гру δεκεμβριος δεκεμβριου δεκ prosinec prosince pro joulukuu " +
            "joulukuuta joulu decembrie دیسمبر دجنبر دسامبر דצמבר prosinac prosinca децембар декември des desember " +
            "detsember decembris gruodis gruodzio دسمبر",
    ];

    private static readonly string[] Solar =
    [
        "فروردین farvardin", "اردیبهشت ordibehesht", "خرداد khordad", "تیر tir", "مرداد امرداد mordad",
        "شهریور shahrivar",
        "مهر mehr", "ابان aban", "اذر azar", "دی dey", "بهمن bahman", "اسفند esfand",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = Build();

    /// <summary>1 to 12, or <see cref="SolarBase"/> more for a month of the Iranian calendar; 0 when it is no
    /// month.</summary>
    public static int Find(ReadOnlySpan<char> word)
    {
        var lookup = Numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(word, out var plain) ? plain : 0;
    }

    /// <summary>Lower case, without accents, dotless and Arabic variants of a letter made one.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        var decomposed = word.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            folded.Append(c switch
            {
                'ي' or 'ى' => 'ی',
                'ك' => 'ک',
                'ة' => 'ه',
                'ı' => 'i',
                'ł' => 'l',
                'ς' => 'σ',
                _ => c,
            });
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Months of two words, as Iraq and the Levant name them: the first word, and the second beside
    /// it.</summary>
    public static int FindPair(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        var isSecond = second.Contains("ثان", StringComparison.Ordinal) || second is "2";
        var isFirst = second.Contains("اول", StringComparison.Ordinal) || second is "1";
        if (!isFirst && !isSecond) return 0;
        if (first is "کانون") return isSecond ? 1 : 12;
        return first is "تشرین" ? isSecond ? 11 : 10 : 0;
    }

    private static FrozenDictionary<string, int> Build()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var month = 1; month <= 12; month++)
        {
            foreach (var name in Gregorian[month - 1].Split(' ')) numbers.TryAdd(Fold(name), month);
            foreach (var name in Solar[month - 1].Split(' ')) numbers.TryAdd(Fold(name), SolarBase + month);
        }
        return numbers.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
