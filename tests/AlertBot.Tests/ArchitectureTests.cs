using System.Reflection;
using Xunit;

namespace AlertBot.Tests;

public sealed class ArchitectureTests
{
    [Fact]
    public void The_test_program_is_named_for_its_room()
    {
        Assert.Equal("AlertBot.Tests", Assembly.GetExecutingAssembly().GetName().Name);
    }
}
