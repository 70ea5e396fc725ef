using System.Globalization;
using AlertBot.Incidents;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>What a report says, written down by hand, to be compared with what is read out of it.</summary>
internal sealed class FactSheet
{
    private static readonly ActorRole[] Serious =
        [ActorRole.Claimed, ActorRole.Denied, ActorRole.Accused, ActorRole.Suspected, ActorRole.Confirmed];

    private readonly string[] _columns;

    private FactSheet(string[] columns) => _columns = columns;

    /// <summary>How many facts were read as they were written down.</summary>
    public int Right { get; private set; }

    /// <summary>How many facts there are, those read too many among them.</summary>
    public int All { get; private set; }

    /// <summary>What was read otherwise, one line a fact.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Faults that accuse somebody, hide a denial, or make a toll larger.</summary>
    public List<string> SeriousFaults { get; } = [];

    /// <summary>The sheets of a file, by report.</summary>
    public static IReadOnlyDictionary<string, FactSheet> Read(IEnumerable<string> lines)
    {
        var sheets = new Dictionary<string, FactSheet>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var columns = line.Split('|', StringSplitOptions.TrimEntries);
            var copy = columns[0].Split('=', StringSplitOptions.TrimEntries);
            sheets.Add(copy[0], new FactSheet(copy.Length > 1 ? sheets[copy[1]]._columns : columns));
        }

        return sheets;
    }

    /// <summary>Compares, and counts.</summary>
    public void Compare(string id, ArticleFacts facts)
    {
        CompareFigure(id + " killed", _columns[1], facts.Killed, isToll: true);
        CompareFigure(id + " wounded", _columns[2], facts.Wounded, isToll: true);
        CompareFigure(id + " munitions", _columns[3], facts.Munitions?.Count, isToll: false);
        Note(_columns[4].Split('/').Contains(facts.Status.ToString().ToLowerInvariant()),
            $"{id} status: {facts.Status}, not {_columns[4]}");
        Note(_columns[5].Split('/').Contains(facts.PerpetratorUnknownSentence is null ? "-" : "yes"),
            $"{id} unknown: {facts.PerpetratorUnknownSentence ?? "nothing"}");
        CompareParts(id, facts);
    }

    private void CompareFigure(string what, string written, Figure? read, bool isToll)
    {
        var (values, by) = (written.Split('[')[0].Trim().Split('/'), written.Contains('[')
            ? written.Split('[')[1].TrimEnd(']') : null);
        var isRight = Array.Exists(values, v => v == Written(read));
        Note(isRight, $"{what}: {Written(read)}, not {written}",
            isToll && !isRight && (read?.Min ?? 0) > values.Max(v => v == "-" ? 0 : Number(v)));
        if (by is null || read is null || !isRight) return;
        Note(by == "-" ? read.By is null : read.By?.Contains(by, StringComparison.OrdinalIgnoreCase) == true,
            $"{what} by: {read.By ?? "nobody"}, not {by}");
    }

    private static int Number(string value) =>
        int.Parse(value.Trim('~', '+').Split('-')[0], CultureInfo.InvariantCulture);

    private static string Written(Figure? figure) => figure switch
    {
        null => "-",
        { Qualifier: FigureQualifier.About } => $"~{figure.Min}",
        { Max: null } => $"{figure.Min}+",
        _ when figure.Min == figure.Max => $"{figure.Min}",
        _ => $"{figure.Min}-{figure.Max}",
    };

    private void CompareParts(string id, ArticleFacts facts)
    {
        var written = _columns[6].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToList();
        bool Is(ActorFact fact, string[] part) =>
            (fact.ActorId == part[0] || fact.Name.Contains(part[0], StringComparison.OrdinalIgnoreCase))
            && part[1].TrimEnd('?').Split('/').Contains(fact.Role.ToString().ToLowerInvariant());
        foreach (var part in written.Where(p => !p[1].EndsWith('?')))
            Note(facts.Actors.Any(a => Is(a, part)), $"{id} part lost: {part[0]} {part[1]}", part[1] == "denied");
        foreach (var fact in facts.Actors.Where(a => a.Role != ActorRole.Mentioned && !written.Exists(p => Is(a, p))))
            Note(false, $"{id} part too many: {fact.Name} {fact.Role}: {fact.Sentence}", Serious.Contains(fact.Role));
    }

    private void Note(bool isRight, string fault, bool isSerious = false)
    {
        All++;
        if (isRight) Right++;
        else (isSerious ? SeriousFaults : Faults).Add(fault);
    }
}
