using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>English: words, burials and memorials that follow an event, threats that precede one, and what proved to
/// be none.</summary>
internal static class ReactionWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("condemn, condemns, condemned, condemning, condemnation, denounce, denounces, denounced, deplore, "
            + "deplores, deplored, decry, decries, decried, slam attack/attacks/strike/strikes, "
            + "slams attack/attacks/strike/strikes",
            Tag.Reaction | Tag.Speech) { Kind = EventKind.Statement, Strength = 3 },
        new("express/expresses/expressed concern/condolences/regret/alarm/outrage, "
            + "call/calls/called for calm/restraint/investigation/inquiry/withdrawal, "
            + "urge/urges/urged restraint/calm/de-escalation, urge, urges, offers/offered/sends condolences, "
            + "pays tribute, paid tribute, mourns, voices/voiced concern, hails, hailed, lauds, lauded, praises, "
                + "praised, "
            + "calls attack/attacks/strike/strikes/raid/raids/airstrikes, defends "
                + "attack/attacks/strike/strikes/raid/raids, "
            + "blesses, blessed, welcomes, welcomed, applauds, applauded, "
            + "vows/vowed/pledges/pledged to investigate/punish, calls for",
            Tag.Reaction) { Kind = EventKind.Statement, Strength = 2 },
        new("open/opens/opened/launch/launches/launched/order/orders/ordered/begin/begins/began an/a investigation/"
            + "inquiry/probe, "
            + "open/opens/opened/launch/launches/launched/order/orders/ordered investigation/inquiry/probe, "
            + "open/opens/opened investigation/inquiry into, investigate, investigates, investigating, probe, "
            + "probes, inquiry, investigation, investigators, committee to investigate, fact-finding committee",
            Tag.Reaction) { Kind = EventKind.Statement, Strength = 2 },
        new("summon, summons, summoned, recalls ambassador, expels ambassador/diplomats, imposes sanctions, "
            + "sanctions, designates, votes to expel/end, voted to expel/end, parliament votes, resolution, "
            + "ceasefire, cease-fire, truce, talks, to withdraw, withdrawal, reposition, repositions, "
            + "withdraws troops, sends troops, deploys, deploy, deployment, to deploy, announces, announce, "
            + "offers reward, announced it would, announces plan/plans",
            Tag.Reaction) { Kind = EventKind.Statement, Strength = 1 },
        new("rejects claim/claims/accusation/accusations/charge/charges, denies role/involvement/responsibility/"
            + "link/links/any/being/carrying/it/attacking/firing/accusation/accusations/hand/part, "
            + "deny role/involvement/responsibility, disavows",
            Tag.Reaction | Tag.Deny) { Kind = EventKind.Statement, Strength = 3 },

        new("funeral, funerals, burial, burials, buried, bury, buries, mourners, funeral procession/processions, "
            + "coffin, coffins, laid to rest, funeral prayers, cortege, pallbearers",
            Tag.Reaction) { Kind = EventKind.Funeral, Strength = 3 },
        new("anniversary, commemorate, commemorates, commemorated, commemorating, commemoration, memorial, "
            + "remembrance, vigil, vigils, candlelight vigil, "
            + "marks/marking/marked one/two/three/four/five/ten/a year/years since, memorial ceremony/service, "
            + "remember victims, remembers victims, remembered, tribute to victims, minute of silence, "
            + "moment of silence, in memory of, years on, a year on, one year on, year after, years after, "
            + "years since, a year since, year since",
            Tag.Reaction) { Kind = EventKind.Commemoration, Strength = 2.5 },
        new("threaten/threatens/threatened/threatening to attack/strike/hit/target/retaliate/respond/bomb/kill/"
            + "avenge/expel/destroy/resume/shell, vow/vows/vowed/vowing/pledge/pledges/pledged/promise/promises/"
            + "swear/swears revenge/retaliation/vengeance/response/harsh/to, vow/vows/vowed/pledges/threatens/"
            + "threatened harsh/severe/crushing/forceful revenge/response/retaliation, threatens/threatened/"
            + "threaten us/u.s./american/israel/israeli/troops/forces/bases/retaliation, "
            + "threatens attacks/strikes, will pay a heavy price, will pay the price, "
            + "warns of retaliation/revenge/attacks/more, threat of retaliation, bomb threat/threats, "
            + "death threat/threats, call/calls for revenge",
            Tag.Reaction) { Kind = EventKind.Threat, Strength = 3 },
        new("threaten, threatens, threatened, threat, threats, revenge, avenge, retaliate, ultimatum", Tag.Reaction)
            { Kind = EventKind.Threat, Strength = 0.8 },

        new("false alarm/alarms, hoax, false report/reports of, no attack took place, was not an attack, "
            + "not an attack, sirens sounded by mistake, siren test, mistaken for, controlled explosion/detonation, "
            + "controlled explosions/detonations, proved/proven to be false/unfounded/a hoax/a false, "
            + "turned out to be false/a, by mistake, in error, alarm was false, all clear, all-clear, nothing found, "
            + "no explosion took place, no rockets were fired, no rocket fell, denies reports/report of/that, "
            + "denied reports/report of/that, denies attack on, denies any attack, denied any attack",
            Tag.Reaction) { Kind = EventKind.FalseAlarm, Strength = 3 },
        new("military/naval/joint drill/drills/exercise/exercises, drill, drills, war game/games, exercise, "
            + "simulated, simulation, live-fire exercise/drill",
            Tag.Hedge) { Kind = EventKind.Other, Strength = 1.5 },

        new("cyber attack/attacks, cyberattack, cyberattacks, ransomware attack/attacks, hacking attack, "
            + "ddos attack/attacks",
            Tag.Conflict) { Kind = EventKind.Other, Strength = 3 },
        new("security/arrest/search operation/operations, seizure of, seizes, smuggling, extradited, extradition, "
            + "sentenced, verdict, convicted, jailed, releases prisoners, prisoner swap, prisoner exchange",
            Tag.None) { Kind = EventKind.Other, Strength = 1.2 },
        new("correction, corrects, corrected, correcting, retract, retracts, retracted, retraction, retracting, "
            + "withdrew report/claim/statement/earlier, withdraws report/claim/earlier, withdrawn, revised down, "
            + "revises/revised/lowered/lowers, revises down, clarification, clarified, erroneously, mistakenly, "
            + "wrongly reported/said/stated, incorrectly, "
            + "earlier report/reports was/were wrong/incorrect/mistaken/false, earlier version, "
            + "an earlier report wrongly, not as earlier/previously reported, contrary to earlier/initial reports, "
            + "misidentified, misreported, had been wrong, was wrong, were wrong, walked back",
            Tag.Correction),
        new("retracts, retracted, retraction, withdrew report/claim/earlier, withdraws report/claim/earlier, "
            + "did not happen, did not take place, never happened, never took place",
            Tag.Correction | Tag.Unconfirmed),
    ];
}
