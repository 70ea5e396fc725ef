using System.Reflection;
using Xunit;

namespace AlertBot.EndToEnd.Tests;

public sealed class StartTests
{
    [Fact]
    public void The_test_program_is_named_for_its_room()
    {
        Assert.Equal("AlertBot.EndToEnd.Tests", Assembly.GetExecutingAssembly().GetName().Name);
    }
}
