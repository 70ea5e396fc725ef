using System.Globalization;
using AlertBot.Feeds;

namespace AlertBot.Watchlists;

/// <summary>Reads a gazetteer in the nineteen columns of GeoNames. Pure but for the reader it is given.</summary>
public static class Gazetteer
{
    /// <summary>Most lines that are read.</summary>
    public const int MaxLines = 500_000;

    /// <summary>From this id on the rows are ours: their names were chosen for news and all count.</summary>
    public const long FirstOwnId = 900_000_001;

    private const int Columns = 19;
    private const int MaxProblems = 100;

    /// <summary>Reads all places; a line that cannot be read is reported and left out.</summary>
    /// <param name="path">The file's name, for the problems.</param>
    /// <param name="tsv">Its text: tab-separated, without a header; lines that begin with # are passed over.</param>
    public static GazetteerRead Read(string path, TextReader tsv)
    {
        var rows = new List<Row>();
        var problems = new List<ConfigProblem>();
        var number = 0;
        while (tsv.ReadLine() is { } line)
        {
            if (++number > MaxLines)
            {
                problems.Add(new ConfigProblem(
                    path, number, 1, Saying.Of("file.lines", $"more than {MaxLines:most} lines"),
                    Saying.Of("do.divide", "divide the file")));
                break;
            }

            if (line.Length == 0 || line[0] == '#') continue;
            var (row, fault) = ReadRow(line);
            if (row is not null) rows.Add(row);
            else if (problems.Count < MaxProblems)
                problems.Add(new ConfigProblem(path, number, fault.Column, fault.Message, fault.Remedy));
        }

        return new GazetteerRead(Nest(rows), problems);
    }

    private static (Row? Row, Fault Fault) ReadRow(string line)
    {
        var cells = line.Split('\t');
        if (cells.Length < Columns - 1)
            return (null, new Fault(1, $"{cells.Length} columns, not {Columns}", "separate the columns with tabs"));
        Fault At(int cell, string message, string remedy) =>
            new(cells.Take(cell).Sum(text => text.Length + 1) + 1, message, remedy);
        if (!long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return (null, At(
                0, $"'{cells[0]}' is no number", "give the geonameid, or a number of 9 digits and more for your own"));
        if (!double.TryParse(cells[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            || latitude is < -90 or > 90)
            return (null, At(4, $"'{cells[4]}' is no latitude", "give degrees from -90 to 90"));
        if (!double.TryParse(cells[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            || longitude is < -180 or > 180)
            return (null, At(5, $"'{cells[5]}' is no longitude", "give degrees from -180 to 180"));
        if (!Countries.Has(cells[8]))
            return (null, At(8, $"'{cells[8]}' is no country code", "give the two letters of ISO 3166"));
        if (Precision(cells[6], cells[7]) is not { } precision)
            return (null, At(
                6, $"feature {cells[6]}.{cells[7]} is no place that we know", "use A.PCLI, A.ADM1, P.PPL* or S.*"));
        _ = long.TryParse(cells[14], NumberStyles.None, CultureInfo.InvariantCulture, out var population);
        var isOurs = id >= FirstOwnId;
        var names = GazetteerNames.Read(cells[1], cells[2], cells[3], precision, population, isOurs);
        var place = new Place(
            $"geonames-{id}", cells[1], cells[8], precision, latitude, longitude, [], 0, IsWatched: false, names)
        {
            Population = population,
        };
        return (new Row(place, cells[10]), default);
    }

    private static PlacePrecision? Precision(string featureClass, string code) => featureClass switch
    {
        "A" when code.StartsWith("PCL", StringComparison.Ordinal) => PlacePrecision.Country,
        "A" => PlacePrecision.Region,
        "P" => PlacePrecision.City,
        "S" or "L" or "R" or "T" or "H" or "V" => PlacePrecision.Site,
        _ => null,
    };

    private static List<Place> Nest(List<Row> rows)
    {
        var regions = new Dictionary<(string Country, string Region), string>();
        var countries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Place.Precision == PlacePrecision.Country) countries.TryAdd(row.Place.Country, row.Place.Id);
            if (row.Place.Precision == PlacePrecision.Region)
                regions.TryAdd((row.Place.Country, row.Region), row.Place.Id);
        }

        var places = rows.ConvertAll(row =>
        {
            var within = new List<string>(2);
            if (row.Place.Precision > PlacePrecision.Region
                && regions.TryGetValue((row.Place.Country, row.Region), out var region)) within.Add(region);
            if (row.Place.Precision > PlacePrecision.Country
                && countries.TryGetValue(row.Place.Country, out var country))
                within.Add(country);
            return row.Place with { Within = within };
        });
        places.Sort((a, b) => b.Population != a.Population
            ? b.Population.CompareTo(a.Population)
            : string.CompareOrdinal(a.Id, b.Id));
        return places;
    }

    private sealed record Row(Place Place, string Region);

    private readonly record struct Fault(int Column, string Message, string Remedy);
}
