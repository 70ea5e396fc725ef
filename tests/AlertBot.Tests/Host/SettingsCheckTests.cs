using System.Text;
using AlertBot.Configuration;
using Xunit;

namespace AlertBot.Tests.Host;

public sealed class SettingsCheckTests
{
    [Fact]
    public void A_misspelled_setting_is_named_with_its_place_and_what_was_meant()
    {
        var problems = SettingsCheck.OfFile("appsettings.json", """
            {
              "Feeds": { "MinPolInterval": "00:05:00" }
            }
            """u8);

        var problem = Assert.Single(problems);
        Assert.Equal((2, 14), (problem.Line, problem.Column));
        Assert.Contains("Feeds:MinPolInterval", problem.Message, StringComparison.Ordinal);
        Assert.Contains("MinPollInterval", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_nobody_reads_is_named()
    {
        var problem = Assert.Single(SettingsCheck.OfFile("appsettings.json", """{ "Fedds": {} }"""u8));

        Assert.Contains("Feeds", problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_settings_and_those_of_libraries_pass()
    {
        var json = """{ "Feeds": { "hostDelay": "00:00:01" }, "Logging": { "Anything": { "Deep": 1 } }, "Discord": { "Token": "" } }""";

        Assert.Empty(SettingsCheck.OfFile("appsettings.json", Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Text_that_is_no_json_is_told_with_its_place()
    {
        var problem = Assert.Single(SettingsCheck.OfFile("appsettings.json", "{\n  \"Feeds\": {\n"u8));

        Assert.True(problem.Line >= 2);
        Assert.Contains("no JSON", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelled_environment_variable_of_a_section_of_ours_is_named_and_foreign_ones_are_not()
    {
        var faults = SettingsCheck.OfEnvironment(["Feeds__HostDelays", "ASPNETCORE__X", "PATH", "Storage__DataDirectory"]);

        Assert.Contains("Feeds__HostDelays", Assert.Single(faults), StringComparison.Ordinal);
    }
}
