namespace AlertBot.Feeds;

/// <summary>Where feeds, their polling state and what they brought are kept. Safe to call from several workers at
/// once.</summary>
/// <remarks>
/// <para>Every method is one transaction or several, but none leaves half a poll behind: a feed's new state, its seen
/// entries and its articles are written together. Instants come from the caller; the store reads no clock.</para>
/// <para><b>When an entry is new.</b> The entries of a commit are judged in order, each as though those before it were
/// stored already. The first of these that applies decides:</para>
/// <list type="number">
/// <item>The feed has seen the entry key: it is that article. Where its <see cref="Article.ContentHash"/> differs from
/// the stored one, title, text, link, language, published instant and content hash of the stored article are replaced
/// (Updated), in the full-text search as well; its id, seen instant and backlog mark stay. An article that was analysed
/// waits for analysis again, as edited. This holds only where the article came from this feed: a duplicate's article
/// is left as it is.</item>
/// <item>The same feed has an article with the same link key: it is that article under another key, which is
/// remembered; content that differs is replaced as in 1. Counts as Duplicate, and as Updated too when replaced.</item>
/// <item>An article of the same outlet group, whose scope is shared or the same, has the same link key, or has the
/// same content hash and was seen less than <see cref="ContentWindow"/> before, or was published at the same instant, or
/// was listed by this feed's last whole document, and <see cref="SameWords"/> does not tell them apart: the entry key is
/// remembered for it (Duplicate), and the article stays as it is. An empty outlet group is no group: then only this feed
/// counts. An article with neither title nor text equals none by its content hash.</item>
/// <item>The document is whole, and <see cref="Rewording"/> finds it to be an article of this feed that the last whole
/// document listed: as 2. It is asked once the other entries of the document have been judged.</item>
/// <item>Else it is new: the article is stored and waits for analysis, and its keys are remembered.</item>
/// </list>
/// <para>The same content from another outlet group is new: it is wire copy, which incidents count as such. A content
/// hash alone proves nothing after the window: "Sirens in the Green Zone" is news again next month.</para>
/// <para>Where an article of the same feed came under another entry key by 2 or 3, keys of that article that the present
/// whole document does not list are forgotten: a feed whose ids change with every poll must not fill the store.</para>
/// </remarks>
public interface IFeedStore
{
    /// <summary>How long the same words from the same outlet are the same article, whatever id and link they
    /// carry.</summary>
    static TimeSpan ContentWindow { get; } = TimeSpan.FromDays(3);

    /// <summary>Brings the shared feeds in line with the configuration; feeds of communities are left alone.</summary>
    /// <remarks>A new feed gets <see cref="FeedState.New"/> with its first poll time. One with another
    /// <see cref="Feed.Url"/> gets that too: validators, pauses and moves belong to the old address; see
    /// <see cref="FeedChange"/> for feeds that moved. Any other change keeps the state, the next poll included. One that is missing is polled no more, and what it brought stays; when
    /// it comes back under the same id its state is new, but its entries are known.</remarks>
    Task<FeedSync> SyncSharedAsync(IReadOnlyList<ConfiguredFeed> feeds, CancellationToken cancellationToken);

    /// <summary>Adds or changes one feed of any scope, by the same rules, and leaves all others alone.</summary>
    Task<FeedSync> SaveAsync(ConfiguredFeed feed, CancellationToken cancellationToken);

    /// <summary>Stops polling one feed of any scope; what it brought stays. False when there was none.</summary>
    Task<bool> RemoveAsync(string feedId, CancellationToken cancellationToken);

    /// <summary>Claims feeds that are due and not claimed by anyone, the longest due first.</summary>
    /// <remarks>Due is a next poll at or before now; a claim that has run out at or before now is no claim. Two workers
    /// never get the same feed. The claim's number is greater than every earlier one of that feed. Hosts that rest or
    /// pause, by what commits of any worker said, and hosts whose turn another worker took, have none due.</remarks>
    Task<IReadOnlyList<ClaimedFeed>> ClaimDueAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Claims one feed whether it is due or not, paused ones too, for something that came of itself. Hosts do not
    /// count: nobody is asked.</summary>
    Task<FeedClaiming> ClaimAsync(
        string feedId, string workerId, DateTimeOffset nowUtc, DateTimeOffset untilUtc,
        CancellationToken cancellationToken);

    /// <summary>Gives claims back untouched: the feeds are due as before. Claims that are no longer held are
    /// skipped.</summary>
    Task ReleaseAsync(IReadOnlyList<FeedClaim> claims, CancellationToken cancellationToken);

    /// <summary>Gives back every claim of a worker that starts anew: what its earlier life held died with it.</summary>
    Task ReleaseAllAsync(string workerId, CancellationToken cancellationToken);

    /// <summary>Keeps what polls found, in one transaction, and ends their claims. Answers in the order of the
    /// commits.</summary>
    /// <remarks>A commit is refused alone, as <see cref="PollOutcome.ClaimLost"/>, when its feed was removed, got
    /// another
    /// address, or was claimed anew since; a claim that has run out but that nobody else took still counts. When it
    /// throws, nothing of any commit was kept. Each <see cref="PollCommit.HostRest"/> and
    /// <see cref="PollCommit.HostPause"/> keeps every worker from that host until its instant, also for feeds that come
    /// there later; the longer one counts. A <see cref="PollCommit.HostPause"/> also moves the next poll of every feed whose
    /// present
    /// address is on that host to its instant, with <see cref="PollRule.RetryAfter"/>, unless it is later
    /// already.</remarks>
    Task<IReadOnlyList<PollOutcome>> CommitPollsAsync(
        IReadOnlyList<PollCommit> commits, CancellationToken cancellationToken);

    /// <summary>Takes the turn at a host from the other workers; null when it is taken, else from when on to ask again.</summary>
    /// <remarks>While a worker has the turn, the others can neither take it nor claim feeds of that host, and it can do
    /// both. It may take it again before it ends. There is no turn while the host rests or pauses.</remarks>
    Task<DateTimeOffset?> TakeHostAsync(HostTake take, CancellationToken cancellationToken);

    /// <summary>All feeds that are polled or paused, by scope, then name, then id.</summary>
    Task<IReadOnlyList<FeedListing>> ListAsync(CancellationToken cancellationToken);

    /// <summary>When the next feed that nobody has claimed is due, also when that is past; null when there is none.
    /// Paused feeds do not count.</summary>
    Task<DateTimeOffset?> NextDueUtcAsync(CancellationToken cancellationToken);
}
