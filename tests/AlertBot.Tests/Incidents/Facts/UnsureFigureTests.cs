using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

/// <summary>Figures that were corrected, raised, doubted, or given for some only.</summary>
public sealed class UnsureFigureTests
{
    [Theory]
    [InlineData("Fourteen people were hurt when mortar shells hit Balad air base. (Corrects the number of wounded; an "
        + "earlier version of this story gave 12)", 14)]
    [InlineData("Two soldiers were hurt when drones hit Harir. [Corrects the number of injured; a previous version "
        + "said 5]", 2)]
    [InlineData("Rockets hit Balad air base. (Corrects the number of wounded to 9)", 9)]
    [InlineData("The number of injured in the bombing in Erbil, first put at nine, has risen to 21; three are in "
        + "intensive care.", 21)]
    [InlineData("The number of soldiers hurt in the attack on Harir now stands at six, police said.", 6)]
    [InlineData("Rockets hit Harir. The number of wounded, first given as about 12, has been raised to 14; five are "
        + "badly hurt.", 14)]
    [InlineData("Twelve soldiers were wounded in the bombing in Erbil.", 12)]
    [InlineData("مقتل جندي وإصابة 14 آخرين، خمسة منهم بحالة خطرة، في تفجير في أربيل", 14)]
    [InlineData("مقتل جنديين في هجوم على قاعدة بلد وإصابة 9 آخرين، أربعة منهم جروحهم خطيرة.", 9)]
    [InlineData("انفجرت عبوة ناسفة وأسفرت عن إصابة ثلاثة من قوات البيشمركة واثنين من منتسبي الشرطة.", 5)]
    public void The_number_that_holds_now_is_taken(string text, int wounded)
    {
        var figure = SomeNames.Facts("", text).Wounded;

        Assert.Equal((wounded, wounded, FigureQualifier.Exact), (figure?.Min, figure?.Max, figure?.Qualifier));
    }

    [Fact]
    public void A_plural_verb_counts_those_who_stand_before_it()
    {
        var wounded = SomeNames.Facts("",
            "ذكرت الشرطة أن أربعة من عناصر البيشمركة أصيبوا على الأقل بتفجير في كركوك.").Wounded;

        Assert.Equal((4, null, FigureQualifier.AtLeast), (wounded?.Min, wounded?.Max, wounded?.Qualifier));
    }

    [Theory]
    [InlineData("مقتل مدنيين اثنين وجندي في قصف صاروخي", 3)]
    [InlineData("قُتل أربعة جنود وشرطيان وحارس ليلي في الغارات الجوية.", 7)]
    [InlineData("The governor counts nine dead in the bombing in Erbil: seven soldiers and two policemen.", 9)]
    public void The_dead_are_added_up_in_one_sentence(string sentence, int killed) =>
        Assert.Equal((killed, killed), (SomeNames.Facts("", sentence).Killed?.Min, SomeNames.Facts("",
            sentence).Killed?.Max));

    [Fact]
    public void Those_who_died_with_one_who_was_named_before_are_one_more()
    {
        var killed = SomeNames.Facts("",
            "The nurse killed in the bombing in Erbil was 31. Four guards died with her.").Killed;

        Assert.Equal((5, 5), (killed?.Min, killed?.Max));
    }

    [Fact]
    public void Two_of_the_three_leave_room_for_others()
    {
        var wounded = SomeNames.Facts("", "Two of the three guards wounded in the bombing in Erbil are Danes.").Wounded;

        Assert.Equal((3, null), (wounded?.Min, wounded?.Max));
    }

    [Fact]
    public void Soldiers_and_a_civilian_are_more_than_one()
    {
        var killed = SomeNames.Facts("", "Policemen and a driver were killed in the bombing in Erbil.").Killed;

        Assert.Equal((1, null), (killed?.Min, killed?.Max));
    }

    [Theory]
    [InlineData("Missiles hit Harir air base. State radio said 60 soldiers had been killed in the missile strike. It "
        + "gave no proof.")]
    [InlineData("Missiles hit Harir air base. A rebel website said 60 soldiers were killed, without giving evidence.")]
    [InlineData("قصف صاروخي على قاعدة حرير. وقالت إذاعة الثوار إن 60 جندياً قتلوا. ولم تقدم أي دليل على ذلك.")]
    public void A_toll_that_the_text_calls_unproven_may_be_none(string text)
    {
        var killed = SomeNames.Facts("", text).Killed;

        Assert.Equal((0, 60, FigureQualifier.Conflicting), (killed?.Min, killed?.Max, killed?.Qualifier));
    }

    [Fact]
    public void An_unproven_toll_does_not_stand_beside_one_that_is_known()
    {
        var killed = SomeNames.Facts("Missile strike on Harir: radio's '60 dead' without proof",
            "Missiles hit Harir air base and killed two guards, the governor said. State radio spoke of 60 dead, but "
            + "offered no evidence.").Killed;

        Assert.Equal((2, 2), (killed?.Min, killed?.Max));
    }

    [Theory]
    [InlineData("Neither the army nor the police reported a single death after rockets hit Harir.")]
    [InlineData("Rockets hit Harir. There were no casualties among Iraqi forces.")]
    [InlineData("Rockets hit Harir without causing casualties in the ranks of the army.")]
    [InlineData("سقطت قذيفتا هاون على قاعدة بلد من دون إصابات في صفوف القوات العراقية.")]
    [InlineData("سقوط صواريخ على قاعدة بلد ولا خسائر بين قواتنا")]
    [InlineData("قصف صاروخي على قاعدة بلد. وأكد الناطق عدم تسجيل أي خسائر في صفوف الشرطة.")]
    public void That_some_were_spared_is_no_toll(string text)
    {
        var facts = SomeNames.Facts("", text);

        Assert.Null(facts.Killed);
        Assert.Null(facts.Wounded);
    }

    [Theory]
    [InlineData("Forty rockets were launched on Saturday and 22 landed on the base, the general told lawmakers.", 22)]
    [InlineData("Twenty mortar shells were fired at Balad air base and eleven fell inside the fence.", 11)]
    [InlineData("أطلقت 30 قذيفة صاروخية على قاعدة بلد وسقطت 12 داخل السياج", 12)]
    [InlineData("Ten rockets were fired at Balad air base, with six more found set up and ready.", 10)]
    [InlineData("قصف بـ20 صاروخ كاتيوشا على قاعدة بلد، والعثور على منصة عليها 11 صاروخاً جاهزاً للإطلاق", 20)]
    public void Those_that_came_down_are_counted(string sentence, int count) =>
        Assert.Equal(count, SomeNames.Facts("", sentence).Munitions?.Count?.Min);

    [Fact]
    public void The_articles_own_count_stands_before_that_of_another_source()
    {
        var count = SomeNames.Facts("Missiles strike Harir; minister: 9 missiles, six hit the base",
            "Nine missiles were fired at Harir air base, the minister said. The governor, by contrast, counted 14 "
            + "missiles.").Munitions?.Count;

        Assert.Equal((9, 9), (count?.Min, count?.Max));
    }

    [Fact]
    public void Or_more_leaves_the_upper_end_open()
    {
        var count = SomeNames.Facts("", "The 12 rockets or more that hit Harir did little damage.").Munitions?.Count;

        Assert.Equal((12, null), (count?.Min, count?.Max));
    }
}
