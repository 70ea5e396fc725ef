using System.Text;
using AlertBot.Incidents;

namespace AlertBot.Analyze;

/// <summary>The fixed words of machine-readable output: lower case with underscores.</summary>
internal static class Words
{
    public static string Of(Relation relation) => Snake(relation.ToString());

    public static string Of(FactStatus status) => Snake(status.ToString());

    public static string Of(ActorRole role) => Snake(role.ToString());

    public static string Of(FigureQualifier qualifier) => Snake(qualifier.ToString());

    private static string Snake(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && word.Length > 0) word.Append('_');
            word.Append(char.ToLowerInvariant(c));
        }
        return word.ToString();
    }
}
