using Xunit;

namespace AlertBot.Testing;

/// <summary>Texts that a person has read and approved, kept as files beside the tests.</summary>
public static class Approved
{
    /// <summary>
    /// Compares a text with the approved file. When they differ the text is left beside it as <c>.received.txt</c>:
    /// read it, and put it in the place of the approved one if it is right.
    /// </summary>
    /// <param name="path">From the folder of the tests, without <c>.txt</c>: <c>Alerts/Approved/Alert</c>.</param>
    /// <param name="text">The text, lines divided by line feeds.</param>
    public static void Check(string path, string text)
    {
        var root = SharedData.RepositoryRoot ?? throw new InvalidOperationException("Approved texts are in the checkout.");
        var approved = Path.Combine(root, "tests", "AlertBot.Tests", path + ".txt");
        var received = Path.ChangeExtension(approved, ".received.txt");
        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (expected == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Equal(expected, text);
    }
}
