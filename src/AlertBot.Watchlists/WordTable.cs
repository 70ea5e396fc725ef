using System.Numerics;

namespace AlertBot.Watchlists;

/// <summary>Numbers words from 1 up. A bit filter in front answers for the words it does not hold, which are nearly
/// all.</summary>
internal sealed class WordTable
{
    private string[] _words = new string[16];
    private int[] _numbers = new int[16];
    private int[] _slots = new int[32];
    private ulong[] _filter = new ulong[8];
    private int _count;
    private int _last;

    /// <summary>The number of a word, given now when it had none.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        var known = Find(word);
        return known != 0 ? known : Add(word, ++_last);
    }

    /// <summary>Gives several spellings of one word the same number.</summary>
    public void AddSame(IReadOnlyList<string> words)
    {
        var number = Add(words[0]);
        foreach (var word in words.Skip(1))
            if (Find(word) == 0) Add(word, number);
    }

    /// <summary>The number of a word, 0 when it has none.</summary>
    public int Find(ReadOnlySpan<char> word)
    {
        var hash = WordHash.Of(word);
        if ((_filter[FilterIndex(hash)] & FilterBits(hash)) != FilterBits(hash)) return 0;
        for (var slot = (int)hash & (_slots.Length - 1); _slots[slot] is var index and not 0;)
        {
            if (word.SequenceEqual(_words[index])) return _numbers[index];
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return 0;
    }

    private int Add(ReadOnlySpan<char> word, int number)
    {
        if (_count + 1 >= _words.Length) Grow();
        _words[++_count] = word.ToString();
        _numbers[_count] = number;
        Place(_count, WordHash.Of(word));
        return number;
    }

    private int FilterIndex(ulong hash) => (int)(hash >> 20) & (_filter.Length - 1);

    private static ulong FilterBits(ulong hash) => (1UL << (int)(hash >> 52)) | (1UL << (int)(hash >> 58));

    private void Place(int index, ulong hash)
    {
        _filter[FilterIndex(hash)] |= FilterBits(hash);
        var slot = (int)hash & (_slots.Length - 1);
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = index;
    }

    private void Grow()
    {
        Array.Resize(ref _words, _words.Length * 2);
        Array.Resize(ref _numbers, _words.Length);
        _slots = new int[_words.Length * 4];

        // Sixteen bits a word keep false answers under one in a hundred and the filter in the processor's cache.
        _filter = new ulong[BitOperations.RoundUpToPowerOf2((uint)_words.Length / 4)];
        for (var index = 1; index <= _count; index++) Place(index, WordHash.Of(_words[index]));
    }
}
