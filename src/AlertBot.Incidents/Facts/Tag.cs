namespace AlertBot.Incidents.Facts;

/// <summary>What a word does in a report. A word may do several things; its neighbours decide which.</summary>
[Flags]
internal enum Tag : ulong
{
    None = 0,

    // Casualties.
    Killed = 1UL << 0,
    Wounded = 1UL << 1,
    Captured = 1UL << 2,
    ActiveVerb = 1UL << 3,
    Participle = 1UL << 4,
    CasualtyNoun = 1UL << 5,
    Toll = 1UL << 6,
    Loss = 1UL << 7,

    // What a number may count.
    Person = 1UL << 8,
    Attacker = 1UL << 9,
    Singular = 1UL << 10,
    Munition = 1UL << 11,
    Site = 1UL << 12,
    Thing = 1UL << 13,
    Unit = 1UL << 14,
    TimeUnit = 1UL << 15,

    // Deeds.
    Attack = 1UL << 16,
    Hit = 1UL << 17,
    Fire = 1UL << 18,
    Aircraft = 1UL << 19,
    Convoy = 1UL << 20,
    Protest = 1UL << 21,
    Conflict = 1UL << 22,

    // Words about deeds.
    Speech = 1UL << 23,
    Accuse = 1UL << 24,
    Deny = 1UL << 25,
    Claim = 1UL << 26,
    Reaction = 1UL << 27,
    Negation = 1UL << 28,
    Hedge = 1UL << 29,
    Unconfirmed = 1UL << 30,
    Correction = 1UL << 31,
    Unknown = 1UL << 32,

    // Time and order.
    After = 1UL << 33,
    StrongAfter = 1UL << 34,
    Back = 1UL << 35,
    Weekday = 1UL << 36,
    Month = 1UL << 37,
    DayWord = 1UL << 38,
    DayPart = 1UL << 39,
    Earlier = 1UL << 40,

    // Numbers.
    Number = 1UL << 41,
    Qualifier = 1UL << 42,
    Another = 1UL << 43,
    Including = 1UL << 44,

    // Small words.
    Be = 1UL << 45,
    Have = 1UL << 46,
    At = 1UL << 47,
    By = 1UL << 48,
    Of = 1UL << 49,
    And = 1UL << 50,
    A = 1UL << 51,
    The = 1UL << 52,
    Clause = 1UL << 53,
    Pronoun = 1UL << 54,
    Group = 1UL << 55,
    Toward = 1UL << 56,

    // What else the words of violence are used for.
    Sport = 1UL << 57,
    Labour = 1UL << 58,
    Space = 1UL << 59,
    Leisure = 1UL << 60,

    // Responsibility, involvement, role: what is claimed or denied.
    Blame = 1UL << 61,

    // Deeds of our own that a subject does: carried out, conducted, fired.
    Deed = 1UL << 62,
}
