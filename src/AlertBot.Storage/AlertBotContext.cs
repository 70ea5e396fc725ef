using AlertBot.Storage.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AlertBot.Storage;

/// <summary>The one model of what is kept. A provider derives from it and has migrations of its own.</summary>
/// <remarks>
/// Every table tells whose its rows are: <c>Scope</c> or <c>Audience</c>, empty for what all may see. Every instant is
/// a
/// count of Unix milliseconds, which every database orders. What only our own code reads whole is JSON in <c>Body</c>;
/// what
/// is asked for, joined or ordered by has a column.
/// </remarks>
internal abstract class AlertBotContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ArticleRow> Articles => Set<ArticleRow>();

    public DbSet<WaitingArticleRow> WaitingArticles => Set<WaitingArticleRow>();

    public DbSet<ArticlePageRow> ArticlePages => Set<ArticlePageRow>();

    public DbSet<FeedRow> Feeds => Set<FeedRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<MemberRow> Members => Set<MemberRow>();

    public DbSet<AlertRow> Alerts => Set<AlertRow>();

    public DbSet<DigestRow> Digests => Set<DigestRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<RequestRow> Requests => Set<RequestRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    public DbSet<LeaseRow> Leases => Set<LeaseRow>();

    public DbSet<PlatformValueRow> PlatformValues => Set<PlatformValueRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<WatchlistRow> Watchlists => Set<WatchlistRow>();

    public DbSet<HeartbeatRow> Heartbeats => Set<HeartbeatRow>();

    public DbSet<CounterRow> Counters => Set<CounterRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        OnArticles(modelBuilder);
        OnIncidents(modelBuilder);
        OnAlerts(modelBuilder);
        OnHouse(modelBuilder);
    }

    private static void OnArticles(ModelBuilder model)
    {
        model.Entity<ArticleRow>(e =>
        {
            e.ToTable("Articles").HasKey(a => a.Row);
            e.Property(a => a.Id).IsRequired();
            e.HasIndex(a => a.Id).IsUnique();
            e.HasIndex(a => a.LinkKey).HasFilter("\"LinkKey\" IS NOT NULL");
            e.HasIndex(a => a.ContentHash);
        });
        model.Entity<WaitingArticleRow>(e =>
        {
            e.ToTable("WaitingArticles").HasKey(w => w.ArticleRow);
            e.Property(w => w.ArticleRow).ValueGeneratedNever();
            e.HasOne<ArticleRow>().WithOne().HasForeignKey<WaitingArticleRow>(w => w.ArticleRow)
                .OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(w => new { w.SeenUtc, w.ArticleId });
        });
        model.Entity<ArticlePageRow>(e =>
        {
            e.ToTable("ArticlePages").HasKey(p => p.ArticleRow);
            e.Property(p => p.ArticleRow).ValueGeneratedNever();
            e.HasOne<ArticleRow>().WithOne().HasForeignKey<ArticlePageRow>(p => p.ArticleRow)
                .OnDelete(DeleteBehavior.Cascade);
            e.HasIndex(p => p.DueUtc).HasFilter("\"DueUtc\" IS NOT NULL");
        });
        model.Entity<SeenEntryRow>().ToTable("SeenEntries").HasKey(s => new { s.FeedId, s.EntryKey });
        model.Entity<FeedRow>(e =>
        {
            e.ToTable("Feeds").HasKey(f => f.Id);
            e.HasIndex(f => f.NextPollUtc).HasFilter("NOT \"IsRemoved\"");
            e.HasIndex(f => f.Host);
        });
        model.Entity<HostRow>().ToTable("Hosts").HasKey(h => h.Host);
        model.Entity<HubSubscriptionRow>(e =>
        {
            e.ToTable("HubSubscriptions").HasKey(h => h.Key);
            e.HasIndex(h => new { h.FeedId, h.Stage });
            e.HasIndex(h => h.DueUtc).HasFilter("\"Stage\" <> 3");
        });
        model.Entity<HubPushRow>(e =>
        {
            e.ToTable("HubPushes").HasKey(p => p.Row);
            e.HasIndex(p => p.FeedId);
        });
    }

    private static void OnIncidents(ModelBuilder model)
    {
        model.Entity<IncidentRow>(e =>
        {
            e.ToTable("Incidents").HasKey(i => i.Number);
            e.Property(i => i.Number).ValueGeneratedNever();
            e.Property(i => i.Id).IsRequired();
            e.HasIndex(i => i.Id).IsUnique();
            e.HasIndex(i => i.LastSeenUtc);
        });
        model.Entity<MemberRow>(e =>
        {
            e.ToTable("IncidentMembers").HasKey(m => m.ArticleId);
            e.HasOne<IncidentRow>().WithMany().HasForeignKey(m => m.IncidentNumber);
            e.HasIndex(m => new { m.IncidentNumber, m.Position });
            e.HasIndex(m => new { m.ArticleRow, m.Scope, m.IncidentNumber });
        });
        model.Entity<ListingRow>(e =>
        {
            e.ToTable("IncidentListings").HasKey(l => new { l.Number, l.Audience, l.IsHidden });
            e.HasOne<IncidentRow>().WithMany().HasForeignKey(l => l.Number);
        });
        model.Entity<ListRow>(e =>
        {
            e.ToTable("IncidentLists").HasKey(l => l.Id);
            e.HasIndex(l => new { l.Audience, l.Facet, l.Value, l.IsHidden }).IsUnique();
        });

        // On SQLite these and the listings are made WITHOUT ROWID: the key is the table, and each row is stored once.
        model.Entity<EntryRow>(e =>
        {
            e.ToTable("IncidentEntries").HasKey(r => new { r.List, r.LatestUtc, r.Number });
            e.HasOne<ListRow>().WithMany().HasForeignKey(r => r.List);
        });
        model.Entity<TallyRow>(e =>
        {
            e.ToTable("IncidentTallies").HasKey(t => new { t.List, t.Day, t.Level, t.Kind });
            e.HasOne<ListRow>().WithMany().HasForeignKey(t => t.List);
        });
    }

    private static void OnAlerts(ModelBuilder model)
    {
        model.Entity<AlertRow>(e =>
        {
            e.ToTable("Alerts").HasKey(a => a.Id);
            e.HasIndex(a => a.IncidentId);
        });
        model.Entity<DigestRow>(e =>
        {
            e.ToTable("Digests").HasKey(d => d.Id);
            e.HasIndex(d => d.DueUtc);
        });
        model.Entity<DeliveryRow>(e =>
        {
            const string Open = "\"State\" IN (0, 1, 3)"; // Due, Sending, Unknown: what is not settled
            e.ToTable("Deliveries").HasKey(d => d.Row);
            e.HasIndex(d => d.Key).IsUnique();
            e.HasIndex(d => new { d.AlertId, d.Sequence });
            e.HasIndex(d => d.IncidentId);
            e.HasIndex(d => new { d.State, d.Row });
            e.HasIndex(d => new { d.Severity, d.CreatedUtc, d.Row, d.ReadyUtc, d.AlertId, d.Sequence, d.State, d.Channel, d.Kind })
                .IsDescending(true, false, false, false, false, false, false, false, false)
                .HasFilter(Open).HasDatabaseName("IX_Deliveries_Open");
            e.HasIndex(d => new { d.AlertId, d.Sequence }, "IX_Deliveries_OpenByAlert").HasFilter(Open);
            e.HasIndex(d => d.TriedUtc).HasFilter("\"TriedUtc\" IS NOT NULL");
            e.Property(d => d.Channel).HasDefaultValue("");
        });
        model.Entity<RequestRow>(e =>
        {
            e.ToTable("Requests").HasKey(r => r.Row);
            e.Property(r => r.Id).IsRequired();
            e.HasIndex(r => r.Id).IsUnique();
            e.HasIndex(r => r.Row).HasFilter("NOT \"IsDone\"").HasDatabaseName("IX_Requests_Waiting");
        });
        model.Entity<SubscriptionRow>(e =>
        {
            e.ToTable("Subscriptions").HasKey(s => s.Id);
            e.HasIndex(s => new { s.Channel, s.TopicId });
        });
        model.Entity<MuteRow>(e =>
        {
            e.ToTable("Mutes").HasKey(m => m.Id);
            e.HasIndex(m => m.Scope).HasFilter("NOT \"IsEnded\"");
        });
        model.Entity<FollowRow>(e =>
        {
            e.ToTable("Follows").HasKey(f => f.Id);
            e.HasIndex(f => new { f.Scope, f.CreatedUtc });
        });
        model.Entity<ClosedChannelRow>().ToTable("ClosedChannels").HasKey(c => c.Channel);
        model.Entity<ChannelMoveRow>().ToTable("ChannelMoves").HasKey(c => c.Channel);
    }

    private static void OnHouse(ModelBuilder model)
    {
        model.Entity<LeaseRow>().ToTable("Leases").HasKey(l => l.Name);
        model.Entity<PlatformValueRow>().ToTable("PlatformValues").HasKey(v => new { v.Platform, v.Key });
        model.Entity<AuditRow>(e =>
        {
            e.ToTable("Audit").HasKey(a => a.Row);
            e.HasIndex(a => new { a.Scope, a.Row });
        });
        model.Entity<WatchlistRow>().ToTable("Watchlists").HasKey(w => new { w.Scope, w.TopicId, w.Version });
        model.Entity<VoteRow>(e =>
        {
            e.ToTable("Votes").HasKey(v => new { v.Scope, v.Number, v.UserId });
            e.HasIndex(v => new { v.Scope, v.AtUtc });
        });
        model.Entity<CommunityRow>().ToTable("Communities").HasKey(c => c.Scope);
        model.Entity<HeartbeatRow>().ToTable("Heartbeats").HasKey(h => h.Name);
        model.Entity<CounterRow>().ToTable("Counters").HasKey(c => c.Name);
    }

    /// <summary>Instants as Unix milliseconds, so that every database orders and compares them.</summary>
    internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
}

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteAlertBotContext(DbContextOptions<SqliteAlertBotContext> options) : AlertBotContext(options);
