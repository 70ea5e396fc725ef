using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace AlertBot.Storage;

/// <summary>A statement written as an interpolated string: what stands in braces becomes a parameter, never
/// text.</summary>
/// <remarks>The same place in the code gives the same text each time, so its prepared statement is found
/// again.</remarks>
[InterpolatedStringHandler]
internal sealed class SqlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder text = new(literalLength + (formattedCount * 4));
    private readonly List<object?> values = new(formattedCount);

    /// <summary>The statement with <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public string Text => text.ToString();

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The values of the parameters, in order.</summary>
    public IReadOnlyList<object?> Values => values;

    /// <summary>A fixed part of statements, without parameters.</summary>
    public static SqlText Of(string constant)
    {
        var part = new SqlText(constant.Length, 0);
        part.AppendLiteral(constant);
        return part;
    }

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => Add(value);

    public void AppendFormatted(long value) => Add(value);

    public void AppendFormatted(long? value) => Add(value);

    public void AppendFormatted(bool value) => Add(value);

    public void AppendFormatted(byte[] value) => Add(value);

    public void AppendFormatted(DateTimeOffset value) => Add(value.ToUnixTimeMilliseconds());

    public void AppendFormatted(DateTimeOffset? value) => Add(value?.ToUnixTimeMilliseconds());

    public void AppendFormatted<T>(T value) where T : struct, Enum =>
        Add(Convert.ToInt64(value, CultureInfo.InvariantCulture));

    /// <summary>Puts a part of a statement in, its parameters with it.</summary>
    public void AppendFormatted(SqlPart part) => Add(part.Sql);

    /// <inheritdoc cref="AppendFormatted(SqlPart)"/>
    private void Add(SqlText part)
    {
        // Parts are numbered anew, from the last to the first so that @p1 is not taken for the start of @p10.
        var moved = part.Text;
        for (var i = part.values.Count - 1; i >= 0; i--)
            moved = moved.Replace(
                string.Create(CultureInfo.InvariantCulture, $"@p{i} "),
                string.Create(CultureInfo.InvariantCulture, $"@p{values.Count + i} "), StringComparison.Ordinal);
        text.Append(moved);
        values.AddRange(part.values);
    }

    // The blank after the name ends it, so that names can be told apart when parts are joined.
    private void Add(object? value)
    {
        text.Append(CultureInfo.InvariantCulture, $"@p{values.Count} ");
        values.Add(value);
    }
}

/// <summary>A part of a statement, as it stands in another.</summary>
/// <remarks>A type of its own: a text put together within a statement would else be taken for a part of it.</remarks>
internal readonly record struct SqlPart(SqlText Sql)
{
    public static implicit operator SqlPart(SqlText sql) => new(sql);
}
