using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>English: deeds of violence and harm that no single weapon names.</summary>
internal static class AttackWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("attack, attacks, barrage, barrages, salvo, volley, assault, assaults, strike, strikes, incident, "
            + "raid, raids, bombardment, terror/terrorist/militant/deadly attack/attacks, terrorist act/acts, "
            + "offensive",
            Tag.Attack),
        new("strike, strikes", Tag.Attack) { Kind = EventKind.Airstrike, Strength = 0.7 },
        new("attacked, attacking, assaulted", Tag.Attack | Tag.Hit),
        new("gun attack/attacks, shooting attack/attacks, armed attack/attacks/assault/raid, ambush, ambushes, "
            + "gunfight, gun battle/battles, firefight, firefights, shootout, shoot-out, gunfire, small arms fire, "
            + "small-arms fire, sniper fire, machine gun fire, machine-gun fire, stabbing, stabbings, "
            + "knife attack/attacks, mass shooting/shootings, commando raid/raids, sniper attack/attacks, "
            + "assassination, assassination attempt, armed clash/clashes, guerrilla attack/attacks, drive-by shooting",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 3 },
        new("shooting, shootings, clash, clashes, fighting, skirmish, skirmishes, kidnapping, kidnappings, "
            + "abduction, abductions, hostage-taking, massacre, massacres, murder, murders, execution, executions, "
            + "hijacking, beheading",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 1.5 },
        new("ambushed, opened fire, open fire, opens fire, opening fire, shot dead, gunned down, gun down, "
            + "shot and killed, shoot dead, fired on, fired upon, "
            + "fired/fires/firing automatic/their/assault weapons/rifles/guns, fired guns/weapons, fired shots, "
            + "firing on, sprayed with bullets, stormed, storm, storms, storming, assassinated, assassinate, "
            + "stabbed, kidnapped, abducted, kidnap, beheaded, overran, overrun, clashed, murdered, executed, "
            + "massacred",
            Tag.Hit | Tag.Deed) { Kind = EventKind.ArmedAttack, Strength = 2 },
        new("gunman, gunmen, assailant, assailants, armed men, armed man, armed group of men, attacker, attackers, "
            + "masked men, insurgent, insurgents, guerrilla, guerrillas, rebel, rebels, terrorist, terrorists, "
            + "raider, raiders, sniper, snipers, hitman, hitmen, jihadist, jihadists, extremist, extremists, "
            + "commandos",
            Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 1.2 },
        new("militant, militants, unidentified men, gunmen on motorcycles, armed militants",
            Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.ArmedAttack, Strength = 0.8 },

        new("explosion, explosions, blast, blasts, detonation, detonations, explosives blast",
            Tag.Attack) { Kind = EventKind.Explosion, Strength = 1.2 },
        new("explosion of a/an/the/bomb/bombs/roadside/car/gas/improvised/explosives/ammunition/unknown/two/three, "
            + "explosion of several",
            Tag.Attack) { Kind = EventKind.Explosion, Strength = 1.2 },
        new("exploded, explodes, explode, exploding, detonated, detonates, detonate, blew up, blown up, blows up, "
            + "went off, goes off",
            Tag.Hit) { Kind = EventKind.Explosion, Strength = 0.8 },

        new("hit, hits, hitting, struck, striking, strike/strikes against, target, targets, targeted, targeting, "
            + "pound, pounds, pounded, pounding, slam, slams, slammed, "
            + "slam/slams/slammed/crash/crashed/landed/fell into, fall/falls on/in/near/inside, fell in/at, land, "
            + "lands, landed, rain, rained, batter, battered, rock, rocks, rocked, come/comes/came under attack, "
            + "come/comes/came under fire, under fire, raided, fell on, fell near, fell inside, falls on, impacted, "
            + "engage, engaged, blasted, hammered, bombarded, bombard, bombards",
            Tag.Hit),
        new("bombed, bombs militia/positions/targets/sites, bomb positions/sites/targets/bases, bombarded",
            Tag.Hit | Tag.Deed | Tag.Conflict)
            { Kind = EventKind.Bombing, Strength = 0.8 },
        new("come/comes/came under rocket attack/fire, under rocket fire/attack",
            Tag.Hit | Tag.Attack) { Kind = EventKind.RocketAttack, Strength = 3 },
        new("fired, fires, firing, launched, launches, lobbed, launch", Tag.Fire | Tag.Deed),
        new("carried out, carry out, carries out, carrying out, conducted, conducts, conduct, perpetrated, staged, "
            + "mounted, committed, orchestrated, planned, masterminded, behind, used against, were used, was used",
            Tag.Deed),

        new("protester, protesters, protestor, protestors, demonstrator, demonstrators, rioter, rioters, crowd, "
            + "mob, mobs, protest, protests, demonstration, demonstrations, riot, riots, rioting, unrest, marchers",
            Tag.Protest | Tag.Person),
        new("tear gas, teargas, live ammunition, live fire, live rounds, rubber bullets, stun grenades, "
            + "water cannon, riot police, torched, set ablaze, set fire to, set on fire, set fires, breached, "
            + "vandalised, vandalized, ransacked, stun grenade, hurled stones, threw stones, throw stones, "
            + "molotov cocktails, break into, broke into, smashed",
            Tag.Hit) { Kind = EventKind.ProtestViolence, Strength = 1 },

        new("plane/helicopter/air/car/bus/train/road/traffic/truck/vehicle/airplane/aeroplane/jet crash/crashes, "
            + "traffic/road/car/rail/train/industrial/mining/work/workplace accident/accidents, accident, accidents, "
            + "crash landing, crash-landed, emergency landing, collision, collisions, collided, collide, collides, "
            + "ran into the back, rams into, pile-up, pileup, derailed, derails, derailment, capsized, capsizes, "
            + "capsizing, shipwreck, sank, sinks, sinking, drowned, drowning, stampede, gas leak/explosion/blast, "
            + "gas cylinder/tank/pipeline/boiler explosion/blast, boiler explosion, gas cylinder exploded, "
            + "earthquake, earthquakes, quake, tremor, aftershock, aftershocks, flood, floods, flooding, "
            + "flash floods, landslide, landslides, mudslide, avalanche, cyclone, hurricane, tornado, typhoon, "
            + "tsunami, wildfire, wildfires, bushfire, bushfires, short circuit, electrical fault, "
            + "building/roof/bridge/mine/dam collapse, factory/warehouse/house/apartment/building/hospital/market/"
            + "forest/hotel/refinery/restaurant/ward fire, fire broke out, blaze, inferno, gutted, "
            + "mechanical failure, technical fault/failure/malfunction, engine failure, food poisoning, "
            + "power outage, blackout, accidentally, oil spill, train wreck",
            Tag.Hit) { Kind = EventKind.Accident, Strength = 2.5 },
        new("crash, crashes, crashed, collapse, collapsed, collapses, overturned, overturns, skidded, plunged, "
            + "wreckage, electrocuted",
            Tag.Hit) { Kind = EventKind.Accident, Strength = 1 },
        new("fire, fires, firefighters, flames", Tag.None) { Kind = EventKind.Accident, Strength = 0.6 },
    ];
}
