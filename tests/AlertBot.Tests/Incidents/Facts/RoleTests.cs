using AlertBot.Incidents;
using Xunit;

namespace AlertBot.Tests.Incidents.Facts;

public sealed class RoleTests
{
    private const string Kh = "Kata'ib Hezbollah";

    [Theory]
    [InlineData("Kata'ib Hezbollah claimed responsibility for the rocket attack on Taji.", Kh, ActorRole.Claimed)]
    [InlineData("Kata'ib Hezbollah said it carried out the attack on Taji.", Kh, ActorRole.Claimed)]
    [InlineData("Kata'ib Hezbollah said it was behind the rocket attack.", Kh, ActorRole.Claimed)]
    [InlineData("Responsibility for the rocket attack was claimed by Kata'ib Hezbollah.", Kh, ActorRole.Claimed)]
    [InlineData("The attack on Kirkuk was claimed by Islamic State.", "Islamic State", ActorRole.Claimed)]
    [InlineData("Kata'ib Hezbollah denied any involvement in the rocket attack.", Kh, ActorRole.Denied)]
    [InlineData("Kata'ib Hezbollah denies role in rocket attack", Kh, ActorRole.Denied)]
    [InlineData("Kata'ib Hezbollah, which is backed by Iran, denied that it had fired the rockets.", Kh,
        ActorRole.Denied)]
    [InlineData("Kata'ib Hezbollah rejected claims that it fired the rockets.", Kh, ActorRole.Denied)]
    [InlineData("Kata'ib Hezbollah said it had nothing to do with the rocket attack.", Kh, ActorRole.Denied)]
    [InlineData("US officials accused Kata'ib Hezbollah of the rocket attack.", Kh, ActorRole.Accused)]
    [InlineData("US officials blamed the rocket attack on Kata'ib Hezbollah.", Kh, ActorRole.Accused)]
    [InlineData("Kata'ib Hezbollah was blamed for the rocket attack on Taji.", Kh, ActorRole.Accused)]
    [InlineData("The Pentagon held Kata'ib Hezbollah responsible for the rocket attack.", Kh, ActorRole.Accused)]
    [InlineData("The Pentagon said Kata'ib Hezbollah fired the rockets.", Kh, ActorRole.Accused)]
    [InlineData("The Pentagon said Kata'ib Hezbollah was behind the rocket attack.", Kh, ActorRole.Accused)]
    [InlineData("Kata'ib Hezbollah linked to Taji attack", Kh, ActorRole.Suspected)]
    [InlineData("Kata'ib Hezbollah is suspected of the rocket attack on Taji.", Kh, ActorRole.Suspected)]
    [InlineData("The Pentagon accused Kata'ib Hezbollah of the rocket attack.", "US Department of Defense",
        ActorRole.Accuser)]
    [InlineData("Air strikes hit Kata'ib Hezbollah positions in Anbar.", Kh, ActorRole.Target)]
    [InlineData("Jets bombed weapons depots belonging to Kata'ib Hezbollah.", Kh, ActorRole.Target)]
    [InlineData("US air strikes on Kata'ib Hezbollah killed 15 fighters.", Kh, ActorRole.Target)]
    [InlineData("A drone strike killed Qassem Soleimani at Baghdad airport.", "Qassem Soleimani", ActorRole.Victim)]
    [InlineData("Qassem Soleimani was killed in a drone strike.", "Qassem Soleimani", ActorRole.Victim)]
    [InlineData("The Pentagon said US forces carried out the air strikes in Iraq.", "US military", ActorRole.Confirmed)]
    [InlineData("Kata'ib Hezbollah said the rockets hit Taji base.", Kh, ActorRole.Speaker)]
    [InlineData("كتائب حزب الله تنفي مسؤوليتها عن قصف معسكر التاجي", Kh, ActorRole.Denied)]
    [InlineData("نفت كتائب حزب الله أي علاقة لها بالهجوم الصاروخي", Kh, ActorRole.Denied)]
    [InlineData("تبنت عصبة الثائرين الهجوم الصاروخي على معسكر التاجي", "Usbat al-Thaireen", ActorRole.Claimed)]
    [InlineData("أعلن تنظيم داعش مسؤوليته عن الهجوم المسلح في كركوك", "Islamic State", ActorRole.Claimed)]
    [InlineData("اتهم البنتاغون كتائب حزب الله بتنفيذ الهجوم الصاروخي", Kh, ActorRole.Accused)]
    [InlineData("اتهم البنتاغون كتائب حزب الله بتنفيذ الهجوم الصاروخي", "US Department of Defense", ActorRole.Accuser)]
    [InlineData("حملت وزارة الدفاع الأميركية كتائب حزب الله مسؤولية الهجوم الصاروخي", Kh, ActorRole.Accused)]
    public void A_part_is_read_with_its_sentence(string sentence, string name, ActorRole role)
    {
        var facts = SomeNames.Facts("", sentence);

        var fact = Assert.Single(facts.Actors, a => a.Name == name && a.Role == role);
        Assert.Equal(sentence, fact.Sentence);
    }

    [Theory]
    [InlineData("Kata'ib Hezbollah has not claimed responsibility for the rocket attack.")]
    [InlineData("No group claimed responsibility for the rocket attack. Kata'ib Hezbollah said nothing.")]
    [InlineData("Kata'ib Hezbollah rejected the Pentagon's claims about the rocket attack.")]
    [InlineData("Kata'ib Hezbollah said the US claims about the rocket attack were false.")]
    [InlineData("It was not known whether Kata'ib Hezbollah had any part in the rocket attack.")]
    [InlineData("Kata'ib Hezbollah said it launched an inquiry into the rocket attack.")]
    [InlineData("Kata'ib Hezbollah said it had launched its own inquiry into the rocket attack on Taji.")]
    [InlineData("After the rocket attack Kata'ib Hezbollah said it launched an urgent investigation.")]
    [InlineData("Kata'ib Hezbollah said it carried out a review after the rocket attack.")]
    [InlineData("Kata'ib Hezbollah said it had launched a search for those who fired the rockets.")]
    [InlineData("لم تتبن كتائب حزب الله الهجوم الصاروخي")]
    public void Nothing_is_claimed_that_nobody_claims(string text) =>
        Assert.DoesNotContain(SomeNames.Facts("", text).Actors, a => a.Role is ActorRole.Claimed);

    [Theory]
    [InlineData("Kata'ib Hezbollah launched an inquiry into the rocket attack on Taji.")]
    [InlineData("Kata'ib Hezbollah launched its own internal investigation after the rocket attack on Taji.")]
    public void Who_looks_into_an_attack_did_not_do_it(string text) =>
        Assert.DoesNotContain(SomeNames.Facts("", text).Actors, a =>
            a.Role is ActorRole.Claimed or ActorRole.Suspected or ActorRole.Confirmed or ActorRole.Accused);

    [Theory]
    [InlineData("Kata'ib Hezbollah did not deny that it had fired the rockets.")]
    [InlineData("The Pentagon did not accuse Kata'ib Hezbollah of the rocket attack.")]
    [InlineData("The Pentagon stopped short of saying who fired the rockets. Kata'ib Hezbollah was silent.")]
    public void What_is_negated_gives_no_part(string text) =>
        Assert.DoesNotContain(SomeNames.Facts("", text).Actors, a =>
            a.Name == Kh && a.Role is ActorRole.Accused or ActorRole.Denied or ActorRole.Claimed
                or ActorRole.Confirmed);

    [Fact]
    public void Who_did_it_is_not_guessed_from_a_passive()
    {
        var facts = SomeNames.Facts("", "Rockets were fired at Taji base. Kata'ib Hezbollah has fought Islamic "
            + "State since 2014.");

        Assert.All(facts.Actors, a => Assert.Equal(ActorRole.Mentioned, a.Role));
    }

    [Fact]
    public void A_pronoun_stands_for_the_group_that_was_named_last()
    {
        var facts = SomeNames.Facts(
            "", "US officials accused Kata'ib Hezbollah of the rocket attack. The group denied involvement.");

        Assert.Contains(facts.Actors, a => a is
        {
            Name: Kh, Role: ActorRole.Denied,
            Sentence: "The group denied involvement."
        });
    }

    [Fact]
    public void An_accuser_that_no_list_has_is_named_as_the_text_names_it()
    {
        var facts = SomeNames.Facts("", "A senior Kurdish lawmaker accused Kata'ib Hezbollah of the rocket attack.");

        Assert.Contains(facts.Actors, a => a is
        {
            ActorId: null, Name: "A senior Kurdish lawmaker",
            Role: ActorRole.Accuser
        });
    }

    [Theory]
    [InlineData("Rockets hit Taji base. No group claimed responsibility.")]
    [InlineData("Rockets hit Taji base. There was no immediate claim of responsibility.")]
    [InlineData("Rockets hit Taji base. Nobody has said that they fired the rockets, and no one has claimed the "
        + "attack.")]
    [InlineData("Rockets hit Taji base. It was not clear who was behind the attack.")]
    [InlineData("Rockets hit Taji base. The perpetrators are still unknown.")]
    [InlineData("Unidentified gunmen attacked a checkpoint near Kirkuk.")]
    [InlineData("سقوط صواريخ على معسكر التاجي. ولم تتبن أي جهة الهجوم.")]
    [InlineData("هاجم مسلحون مجهولون نقطة تفتيش في كركوك.")]
    [InlineData("سقوط صواريخ على معسكر التاجي. ولم تعلن أي جهة مسؤوليتها عن الهجوم.")]
    public void That_nobody_is_known_to_have_done_it_is_kept(string text)
    {
        var sentence = SomeNames.Facts("", text).PerpetratorUnknownSentence;

        Assert.NotNull(sentence);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kata'ib Hezbollah claimed responsibility for the rocket attack on Taji base.")]
    [InlineData("Rockets hit Taji base. Nobody was hurt.")]
    [InlineData("Rockets hit Taji base. Kata'ib Hezbollah denied any claim of responsibility made in its name.")]
    public void Else_nothing_is_said_of_it(string text) => Assert.Null(SomeNames.Facts("",
        text).PerpetratorUnknownSentence);
}
