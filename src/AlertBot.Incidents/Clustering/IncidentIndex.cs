namespace AlertBot.Incidents.Clustering;

/// <summary>
/// Finds incidents by their terms and says how rare a term is. Never changes; its builder makes the next one.
/// </summary>
internal sealed class IncidentIndex(PagedMap<Posting> postings)
{
    public static IncidentIndex Empty { get; } = new(PagedMap<Posting>.Empty);

    public Builder ToBuilder() => new(postings.ToBuilder());

    internal sealed class Builder(PagedMap<Posting>.Builder postings)
    {
        // A young window has few articles, and a term in two of three is common by chance: assume some more unseen
        // ones.
        private const float Unseen = 5;

        /// <summary>Numbers of the incidents that hold the term, ascending.</summary>
        public ReadOnlySpan<long> Find(ulong term, ulong audience) => Of(TermHash.For(term, audience)).Numbers;

        /// <summary>How many shared articles of the incidents held have the term.</summary>
        public int Articles(ulong term) => Of(term).Articles;

        /// <summary>Rarity among the shared articles in that language, until something is added.</summary>
        public Rarity RarityIn(string tongue) => new(this, Articles(TermHash.Tongue(tongue)) + Unseen);

        /// <summary>Makes the incident findable as it is now; null stands for one that is not held.</summary>
        public void Replace(LiveIncident? before, LiveIncident? after)
        {
            var number = (after ?? before)!.Incident.Number;
            foreach (var audience in (before?.Profiles.Keys ?? []).Union(after?.Profiles.Keys ?? []))
            {
                var old = KeysOf(before, audience);
                var now = KeysOf(after, audience);
                foreach (var term in old) if (!now.Contains(term)) Remove(TermHash.For(term, audience), number);
                foreach (var term in now) if (!old.Contains(term)) Add(TermHash.For(term, audience), number);
            }

            CountArticles(before, after);
        }

        public IncidentIndex ToIndex() => new(postings.ToMap());

        // Joining adds one article at the end; anything else is counted out and in as a whole.
        private void CountArticles(LiveIncident? before, LiveIncident? after)
        {
            var (old, now) = (before?.Features.Count ?? 0, after?.Features.Count ?? 0);
            var isJoin = old > 0 && now > old && ReferenceEquals(before!.Features[^1], after!.Features[old - 1])
                && ReferenceEquals(before.Features[0], after.Features[0]);
            if (!isJoin) foreach (var article in before?.Features ?? []) Count(article, -1);
            for (var i = isJoin ? old : 0; i < now; i++) Count(after!.Features[i], 1);
        }

        private void Count(ArticleFeatures? article, int by)
        {
            if (article is null || !article.Scope.IsShared) return;
            Count(TermHash.Tongue(article.Tongue), by);
            foreach (var term in article.Text.Terms) Count(term, by);
            foreach (var name in article.Entities.Terms) Count(name, by);
        }

        private void Count(ulong term, int by)
        {
            var was = Of(term);
            Put(term, was.With(was.Articles + by));
        }

        private static HashSet<ulong> KeysOf(LiveIncident? incident, ulong audience) =>
            incident?.Profiles.GetValueOrDefault(audience) is { } profile ? [.. profile.Keys] : [];

        private void Add(ulong key, long number) => Put(key, Of(key).Plus(number));

        private void Remove(ulong key, long number) => Put(key, Of(key).Minus(number));

        private Posting Of(ulong key) => postings.Find(key) ?? Posting.None;

        private void Put(ulong key, Posting posting)
        {
            if (posting.Numbers.IsEmpty && posting.Articles == 0) postings.Remove(key);
            else postings.Set(key, posting);
        }
    }
}
