using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>English: saying, blaming, claiming, denying, and how sure of it people are.</summary>
internal static class SpeechWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("said, says, say, saying, told, tells, reported, reports, report, announced, announces, stated, "
            + "states, added, adds, confirmed, confirms, confirm, according to, declared, insisted, insists, argued, "
            + "argues, arguing, noted, disclosed, acknowledged, acknowledges, tweeted, wrote, testified, warned, "
            + "warns, warning, cautioned, stressed, stresses, asserted, maintained, maintains, commented, remarked, "
            + "estimated, estimates, praised, praises, hailed, lauded, blessed, applauded, welcomed, spoke of, "
                + "quoted as saying, cited, citing, released a statement, "
            + "issued a statement/communique, in a statement, described, reckons, counted, claims that, "
            + "claimed that, alleged that",
            Tag.Speech),
        new("accuse, accuses, accused, accusing, blame, blames, blamed, blaming, pointed the/a finger at, "
            + "point the/a finger at, points the/a finger at, pointing the/a finger at, point fingers at, "
            + "points finger at, pointed at, points at, point at, pointing at, hold responsible, implicated, "
            + "implicates, fingered, attributed, attributes, attributing, "
            + "attribute, holds responsible, denounced as, suspects, "
            + "suspected of, pinned on, laid the blame",
            Tag.Accuse),
        new("holding, holds, held, hold", Tag.None),
        new("possible/suspected/alleged/likely/probable involvement of/by, possible/suspected/alleged role of, "
            + "linked to, tied to, suspected, alleged, believed to, thought to, suspected of, suspected to, "
            + "accused of, blamed for, allegedly, widely blamed, is/are/was/were/been accused, "
            + "is/are/was/were/been blamed, is/are/was/were suspected",
            Tag.Blame),
        new("denied, denies, deny, denying, denial, denials, rejected, rejects, reject, rejecting, dismissed, "
            + "dismisses, dismiss, refuted, refutes, disavowed, disavows, disowned, distanced itself/themselves, "
            + "had nothing to do with, has nothing to do with, nothing to do with, not involved, no involvement, "
            + "no role, no part, no hand, played no role, not responsible, not behind, was not responsible, "
            + "rebuffed, disclaimed, ruled out any",
            Tag.Deny),
        new("claim/claims/claimed/claiming responsibility/credit, "
            + "claim/claims/claimed/claiming full/sole responsibility, "
            + "take/takes/took/taken/taking responsibility/credit, claimed it/they had carried/fired, claim/claims/"
            + "claimed the attack/attacks/bombing/strike/strikes/assault/ambush/killing/blast/raid, "
            + "claim/claims/claimed attack/attacks/bombing/blast, said it/they/he carried out, "
            + "says it/they carried out, said it/they had carried out, said it/they was/were behind, "
            + "says it is/was behind, said its fighters/men/members/forces carried/attacked/fired/launched/shot/"
            + "detonated/hit/targeted/struck, admitted responsibility/carrying, admits responsibility/carrying, "
            + "acknowledged responsibility/carrying, claiming the attack, "
            + "said it/they had fired/launched/attacked/targeted/struck/bombed/hit/shot/ambushed, "
            + "said it/they fired/launched/attacked/targeted/struck/bombed/hit/ambushed/shot/detonated, owned up to, "
            + "responsibility was claimed by, claimed by, claim of responsibility by/from, said they had fired",
            Tag.Claim),
        new("claim, claims, claimed, claiming", Tag.None),
        new("claim of responsibility, claims of responsibility, claim of, responsibility, immediate claim, claim for",
            Tag.None),
        new("unconfirmed, unverified, could not be verified, could not be independently verified, "
            + "could not independently verify, not be confirmed, could not immediately be verified, "
            + "could not immediately verify, cannot verify, could not verify, could not be confirmed, "
            + "could not be immediately/independently confirmed/verified, reportedly, rumours, rumors, rumoured, "
            + "rumored, purported, purportedly, not yet confirmed, yet to be confirmed, not been confirmed, "
            + "no confirmation, not confirmed",
            Tag.Unconfirmed),
        new("could, would, might, may, if, should, possible, possibly, potential, potentially, fears of, feared, "
            + "plan to, plans to, planned to, plotting, plotted, plot, plots, intends to, intend to, aims to, "
            + "preparing, prepared to, planning, risk of, likely to, hypothetical, scenario, scenarios, were to, "
            + "foil, foils, foiled, thwart, thwarted, thwarts, avert, averted, averts, prevent, prevents, prevented, "
            + "in the event of, in case of, ready to, braces for, brace for, imminent, would-be",
            Tag.Hedge),
        new("unidentified, unknown, unclaimed, unnamed assailants, mysterious", Tag.None),
        new("not clear who, unclear who, not immediately clear who, not known who, unknown who, not yet clear who, "
            + "not yet known who, unclear which group, not clear which group, remains unclear who, did not say who, "
            + "no indication who, no view on who, not say who was, "
            + "did not identify the attackers/perpetrators/assailants, perpetrators unknown, "
            + "perpetrators are/remain/were still/yet unknown/unidentified/unclear, "
            + "perpetrators are/remain/were unknown/unidentified/unclear, perpetrators remain at large, "
            + "unknown perpetrators, unidentified/unknown men/perpetrators/group/person/persons/individuals/aircraft/"
            + "drones/warplanes/party/parties/forces, blamed no one, blamed nobody, "
            + "identity of the attackers/perpetrators/assailants is/was/remains, attackers have not been identified, "
            + "whodunit, no suspects, no arrests, unclaimed attack/attacks/strike/strikes, "
            + "origin of the fire/attack/rockets is/was/remains unknown/unclear, went unclaimed, gone unclaimed",
            Tag.Unknown),
        new("unidentified/unknown gunmen/gunman/attackers/attacker/assailants/assailant/militants, "
            + "unidentified/unknown armed men, masked gunmen",
            Tag.Unknown | Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 1.2 },
    ];
}
