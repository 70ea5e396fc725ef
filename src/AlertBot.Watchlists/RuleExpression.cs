namespace AlertBot.Watchlists;

/// <summary>What a rule asks of an article. <see cref="object.ToString"/> gives text that reads back as the
/// same.</summary>
public abstract record RuleExpression
{
    /// <summary>How far NEAR reaches when it has no number, in words.</summary>
    public const int DefaultNear = 10;

    /// <summary>How far NEAR may reach, in words.</summary>
    public const int MaxNear = 50;

    /// <summary>One word or several in a row, in their plain fold, divided by single spaces.</summary>
    public sealed record Phrase(string Words) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => $"\"{Words}\"";
    }

    /// <summary>Any word that begins so: at least three letters, in their plain fold.</summary>
    public sealed record Prefix(string Beginning) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => Beginning + "*";
    }

    /// <summary>Any term of a list of the same watchlist.</summary>
    public sealed record Terms(string List) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "terms:" + List;
    }

    /// <summary>One actor, or one that is part of it.</summary>
    public sealed record ActorIs(string Id) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "actor:" + Id;
    }

    /// <summary>Any actor of a kind in the same watchlist.</summary>
    public sealed record ActorOf(ActorKind Kind) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "actor:@" + ActorKinds.Word(Kind);
    }

    /// <summary>Any actor of the same watchlist.</summary>
    public sealed record AnyActor : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "actor:*";
    }

    /// <summary>One place, or one inside it; a country holds every place of that country.</summary>
    public sealed record PlaceIs(string Id) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "place:" + Id;
    }

    /// <summary>Any place of the same watchlist, or one inside such a place.</summary>
    public sealed record AnyPlace : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "place:*";
    }

    /// <summary>What happened.</summary>
    public sealed record KindIs(EventKind Kind) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "kind:" + Kind.Word();
    }

    /// <summary>Both, with at most <paramref name="Words"/> - 1 words between them, in either order.</summary>
    public sealed record Near(RuleExpression Left, RuleExpression Right, int Words) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() =>
            $"{Operand(Left, 4)} NEAR{(Words == DefaultNear ? "" : $"/{Words}")} {Operand(Right, 5)}";
    }

    /// <summary>Not this.</summary>
    public sealed record Not(RuleExpression Inner) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => "NOT " + Operand(Inner, 3);
    }

    /// <summary>Both.</summary>
    public sealed record And(RuleExpression Left, RuleExpression Right) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Operand(Left, 2)} AND {Operand(Right, 3)}";
    }

    /// <summary>At least one of the two.</summary>
    public sealed record Or(RuleExpression Left, RuleExpression Right) : RuleExpression
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Operand(Left, 1)} OR {Operand(Right, 2)}";
    }

    // OR binds loosest, then AND, NOT, NEAR; a right operand of the same strength needs brackets to keep its shape.
    private static string Operand(RuleExpression inner, int least)
    {
        var strength = inner switch { Or => 1, And => 2, Not => 3, Near => 4, _ => 5 };
        return strength < least ? $"({inner})" : inner.ToString();
    }
}

/// <summary>The words of the actor kinds, as watchlists and rules spell them.</summary>
public static class ActorKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<ActorKind>().Select(Word)];

    /// <summary>For example <c>militia</c>.</summary>
    public static string Word(this ActorKind kind) => kind switch
    {
        ActorKind.Militia => "militia",
        ActorKind.Military => "military",
        ActorKind.State => "state",
        ActorKind.Person => "person",
        _ => "organisation",
    };

    /// <summary>Reads a word; false when there is none such.</summary>
    public static bool TryParse(string word, out ActorKind kind)
    {
        foreach (var candidate in Enum.GetValues<ActorKind>())
        {
            kind = candidate;
            if (string.Equals(Word(candidate), word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        kind = default;
        return false;
    }
}
