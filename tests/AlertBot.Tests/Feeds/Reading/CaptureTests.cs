using AlertBot.Feeds;
using AlertBot.Testing;
using Xunit;

namespace AlertBot.Tests.Feeds.Reading;

public sealed class CaptureTests
{
    [Fact]
    public void Every_real_capture_is_read_with_entries_that_have_an_identity()
    {
        if (SharedData.Find("feeds") is not { } folder)
        {
            Assert.Skip("The captures of real feeds (../shared/feeds) are not here.");
            return;
        }
        var files = Directory.GetFiles(folder).Where(file => !file.EndsWith(".md", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var read = FeedReader.Read(File.ReadAllBytes(file), FeedSource.Unknown, FeedReaderLimits.Default);

            var document = Reads.Document(read);
            Assert.NotNull(document.Title);
            Assert.NotEmpty(document.Entries);
            Assert.All(document.Entries, entry => Assert.NotEmpty(entry.Id));
            Assert.True(Reads.Json(read, file).GetProperty("ok").GetBoolean());
        }
    }
}
