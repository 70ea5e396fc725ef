namespace AlertBot.Chat;

/// <summary>Blocks that are made of lines, seen as such. Pure.</summary>
internal static class BlockLines
{
    /// <summary>How many lines a block can lose one by one; 0 when it goes whole or not at all.</summary>
    public static int Count(Block block) => block switch
    {
        Block.Facts b => b.Items.Count,
        Block.Ledger b => b.Lines.Count,
        Block.Figures b => b.Lines.Count,
        Block.SourceList b => b.Lines.Count,
        Block.Bullets b => b.Items.Count,
        Block.Table b => b.Rows.Count,
        Block.Actions b => b.Buttons.Count,
        Block.Choices b => b.Items.Count,
        _ => 0,
    };

    /// <summary>The block with so many of its lines; null when nothing would be left to say.</summary>
    /// <param name="block">A block of lines.</param>
    /// <param name="count">How many lines to keep, from 0 to all.</param>
    /// <param name="cited">Numbers of sources that sentences refer to: their lines are kept longest.</param>
    public static Block? Keep(Block block, int count, IReadOnlySet<int> cited) => block switch
    {
        Block.Facts b => count == 0 ? null : b with { Items = [.. b.Items.Take(count)] },
        Block.Actions b => count == 0 ? null : b with { Buttons = [.. b.Buttons.Take(count)] },
        Block.Choices b => count == 0 ? null : b with { Items = [.. b.Items.Take(count)] },
        Block.Ledger b => b with { Lines = [.. b.Lines.Take(count)], LeftOut = b.LeftOut + b.Lines.Count - count },
        Block.Figures b => b with { Lines = [.. b.Lines.Take(count)], LeftOut = b.LeftOut + b.Lines.Count - count },
        Block.Bullets b => b with { Items = [.. b.Items.Take(count)], LeftOut = b.LeftOut + b.Items.Count - count },
        Block.Table b => b with { Rows = [.. b.Rows.Take(count)], LeftOut = b.LeftOut + b.Rows.Count - count },
        Block.SourceList b => b with
        {
            Lines = [.. b.Lines.OrderBy(l => cited.Contains(l.Number) ? 0 : 1).Take(count).OrderBy(l => l.Number)],
            LeftOut = b.LeftOut + b.Lines.Count - count,
        },
        _ => block,
    };
}
