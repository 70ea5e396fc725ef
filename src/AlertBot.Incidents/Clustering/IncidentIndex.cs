namespace AlertBot.Incidents.Clustering;

/// <summary>Finds incidents by their terms and says how rare a term is. Never changes; its builder makes the next one.</summary>
internal sealed class IncidentIndex(PagedMap<long[]> postings)
{
    public static IncidentIndex Empty { get; } = new(PagedMap<long[]>.Empty);

    public Builder ToBuilder() => new(postings.ToBuilder());

    internal sealed class Builder(PagedMap<long[]>.Builder postings)
    {
        // A young window has few incidents, and a term in two of three is common by chance: assume that many unseen ones.
        private const float Unseen = 30;

        private static readonly long[] None = [];

        /// <summary>Numbers of the incidents that hold the term, ascending.</summary>
        public long[] Find(ulong term, ulong audience) => postings.Find(TermHash.For(term, audience)) ?? None;

        /// <summary>Inverse document frequency among the shared incidents in that language, above 0.</summary>
        public Func<ulong, float> RarityIn(string tongue)
        {
            var all = Find(TermHash.Tongue(tongue), Audience.Everyone).Length + Unseen;
            return term => MathF.Log(all / (Find(term, Audience.Everyone).Length + 0.5f) + 1);
        }

        public void Replace(LiveIncident? before, LiveIncident? after)
        {
            var number = (after ?? before)!.Incident.Number;
            var audiences = (before?.Profiles.Keys ?? []).Union(after?.Profiles.Keys ?? []);
            foreach (var audience in audiences)
            {
                var old = KeysOf(before, audience);
                var now = KeysOf(after, audience);
                foreach (var term in old) if (!now.Contains(term)) Remove(TermHash.For(term, audience), number);
                foreach (var term in now) if (!old.Contains(term)) Add(TermHash.For(term, audience), number);
            }
        }

        public IncidentIndex ToIndex() => new(postings.ToMap());

        private static HashSet<ulong> KeysOf(LiveIncident? incident, ulong audience) =>
            incident?.Profiles.GetValueOrDefault(audience) is { } profile ? [.. profile.Keys] : [];

        private void Add(ulong key, long number)
        {
            var numbers = postings.Find(key) ?? None;
            var at = Array.BinarySearch(numbers, number);
            if (at < 0) postings.Set(key, [.. numbers.AsSpan(0, ~at), number, .. numbers.AsSpan(~at)]);
        }

        private void Remove(ulong key, long number)
        {
            var numbers = postings.Find(key) ?? None;
            var at = Array.BinarySearch(numbers, number);
            if (at < 0) return;
            if (numbers.Length == 1) postings.Remove(key);
            else postings.Set(key, [.. numbers.AsSpan(0, at), .. numbers.AsSpan(at + 1)]);
        }
    }
}
