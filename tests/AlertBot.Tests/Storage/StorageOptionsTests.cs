using AlertBot.Storage;
using Xunit;

namespace AlertBot.Tests.Storage;

public sealed class StorageOptionsTests
{
    [Theory]
    [InlineData("Postgres", "Storage:Provider is Postgres, which this version does not have yet; set it to Sqlite.")]
    [InlineData("Oracle", "Storage:Provider must be Sqlite, but is Oracle.")]
    public void Another_database_is_refused_by_one_line(string provider, string expected) =>
        Assert.Equal([expected], Faults(new StorageOptions { Provider = provider }));

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(5, Faults(new StorageOptions
    {
        Provider = "x",
        DataDirectory = " ",
        MaxMebibytes = -1,
        KeepNews = TimeSpan.FromDays(1),
        KeepDeliveries = TimeSpan.Zero,
    }).Count);

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=x.db;Mode=Memory")]
    [InlineData("Mode=ReadWrite")]
    [InlineData("Host=db;Password=secret")]
    public void A_connection_string_that_names_no_file_is_refused_and_not_shown(string text)
    {
        var fault = Assert.Single(Faults(new StorageOptions { ConnectionString = text }));

        Assert.Contains("'Data Source=PATH'", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void The_defaults_hold() => Assert.Empty(Faults(new StorageOptions()));

    private static List<string> Faults(StorageOptions options) =>
        [.. new StorageOptionsValidator().Validate(null, options).Failures ?? []];
}
