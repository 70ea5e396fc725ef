namespace AlertBot.Incidents.Clustering;

/// <summary>A map that never changes: a changed copy shares all pages that it did not touch.</summary>
/// <remarks>Keys are hashes, so they spread evenly over the pages; a look-up is one short binary search.</remarks>
internal sealed class PagedMap<T> where T : class
{
    // Copying a page must stay cheaper than the look-ups that it serves: about half a kilobyte.
    private const int MeanPageSize = 32;

    private readonly Page[] _pages;

    private PagedMap(Page[] pages, int count)
    {
        _pages = pages;
        Count = count;
    }

    public static PagedMap<T> Empty { get; } = new([Page.Empty], 0);

    public int Count { get; }

    public T? Find(ulong key) => PageOf(_pages, key).Find(key);

    public Builder ToBuilder() => new(this);

    private static Page PageOf(Page[] pages, ulong key) => pages[Index(pages.Length, key)];

    // The page count is a power of two; the upper bits choose the page, so that a page holds a range of keys.
    private static int Index(int pageCount, ulong key) =>
        pageCount == 1 ? 0 : (int)(key >> (64 - System.Numerics.BitOperations.Log2((uint)pageCount)));

    /// <summary>A copy in the making; nobody else sees it.</summary>
    internal sealed class Builder(PagedMap<T> from)
    {
        private Page[] _pages = [.. from._pages];
        private readonly HashSet<int> _owned = [];
        private int _count = from.Count;

        public T? Find(ulong key) => PageOf(_pages, key).Find(key);

        public void Set(ulong key, T value)
        {
            if (Own(key).Set(key, value)) _count++;
            if (_count > _pages.Length * MeanPageSize * 2) Spread();
        }

        public void Remove(ulong key)
        {
            if (Own(key).Remove(key)) _count--;
        }

        /// <summary>The map; the builder is spent, as its pages are the map's now.</summary>
        public PagedMap<T> ToMap()
        {
            var pages = _pages;
            _pages = [];
            return new PagedMap<T>(pages, _count);
        }

        private Page Own(ulong key)
        {
            var index = Index(_pages.Length, key);
            if (_owned.Add(index)) _pages[index] = _pages[index].Copy();
            return _pages[index];
        }

        private void Spread()
        {
            var old = _pages;
            _pages = new Page[old.Length * 4];
            for (var i = 0; i < _pages.Length; i++) _pages[i] = Page.Empty.Copy();
            _owned.Clear();
            _owned.UnionWith(Enumerable.Range(0, _pages.Length));
            foreach (var page in old) page.CopyTo(key => _pages[Index(_pages.Length, key)]);
        }
    }

    private sealed class Page(ulong[] keys, T[] values, int count, bool ownsKeys)
    {
        public static Page Empty { get; } = new([], [], 0, ownsKeys: true);

        private ulong[] _keys = keys;
        private T[] _values = values;
        private int _count = count;

        // Most changes give a known key another value: until one does more, a copy reads the keys of its original.
        private bool _ownsKeys = ownsKeys;

        public T? Find(ulong key)
        {
            var at = _keys.AsSpan(0, _count).BinarySearch(key);
            return at < 0 ? null : _values[at];
        }

        public Page Copy()
        {
            var copy = new T[_values.Length];
            Array.Copy(_values, copy, _count);
            return new Page(_keys, copy, _count, ownsKeys: false);
        }

        public bool Set(ulong key, T value)
        {
            var at = _keys.AsSpan(0, _count).BinarySearch(key);
            if (at >= 0)
            {
                _values[at] = value;
                return false;
            }

            at = ~at;
            OwnKeys(_count == _keys.Length ? Math.Max(4, _count + (_count / 4) + 2) : _keys.Length);
            if (_values.Length < _keys.Length) Array.Resize(ref _values, _keys.Length);
            Array.Copy(_keys, at, _keys, at + 1, _count - at);
            Array.Copy(_values, at, _values, at + 1, _count - at);
            _keys[at] = key;
            _values[at] = value;
            _count++;
            return true;
        }

        public bool Remove(ulong key)
        {
            var at = _keys.AsSpan(0, _count).BinarySearch(key);
            if (at < 0) return false;
            OwnKeys(_keys.Length);
            _count--;
            Array.Copy(_keys, at + 1, _keys, at, _count - at);
            Array.Copy(_values, at + 1, _values, at, _count - at);
            _values[_count] = null!;
            return true;
        }

        private void OwnKeys(int room)
        {
            if (_ownsKeys && room == _keys.Length) return;
            var own = new ulong[room];
            Array.Copy(_keys, own, _count);
            (_keys, _ownsKeys) = (own, true);
        }

        public void CopyTo(Func<ulong, Page> pageOf)
        {
            for (var i = 0; i < _count; i++) pageOf(_keys[i]).Set(_keys[i], _values[i]);
        }
    }
}
