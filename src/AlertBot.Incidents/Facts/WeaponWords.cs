using AlertBot.Watchlists;

namespace AlertBot.Incidents.Facts;

/// <summary>English: what is fired, dropped, laid and flown, and the attacks that are named for it.</summary>
internal static class WeaponWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("rocket, rockets, katyusha, katyushas, katyusha rocket/rockets, grad/grads, grad rocket/rockets, "
            + "projectile, projectiles, rocket projectile/projectiles, ballistic rocket/rockets, "
            + "artillery rocket/rockets",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.RocketAttack, Strength = 1.5, Munition = "rocket" },
        new("missile, missiles, ballistic missile/missiles, cruise missile/missiles, "
            + "surface-to-surface missile/missiles",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.RocketAttack, Strength = 1.5, Munition = "missile" },
        new("rocket/missile attack/attacks/fire/barrage/barrages/strike/strikes/salvo/salvos/assault/assaults/"
            + "bombardment, rocketing, salvo/barrage/volley/hail of rockets/missiles",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.RocketAttack, Strength = 3 },
        new("rocketed", Tag.Hit) { Kind = EventKind.RocketAttack, Strength = 0.5 },

        new("mortar/mortars, mortar shell/shells, mortar round/rounds, mortar bomb/bombs, "
            + "mortar projectile/projectiles",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.MortarAttack, Strength = 2, Munition = "mortar shell" },
        new("mortar attack/attacks/fire/strike/strikes/barrage/barrages/shelling/bombardment",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.MortarAttack, Strength = 3 },

        new("artillery shell/shells, artillery round/rounds, tank shell/shells, howitzer shell/shells, shells",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 1.5, Munition = "artillery shell" },
        new("artillery fire/strike/strikes/attack/attacks/barrage/barrages/bombardment/shelling, shelling, "
            + "shellfire, tank fire, cross-border shelling",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 3 },
        new("artillery, howitzers", Tag.Conflict) { Kind = EventKind.Shelling, Strength = 1 },
        new("shelled", Tag.Hit | Tag.Deed | Tag.Conflict) { Kind = EventKind.Shelling, Strength = 2.5 },

        new("drone, drones, unmanned aircraft, unmanned aerial vehicle/vehicles, unmanned plane/planes, "
            + "unmanned aerial system/systems, uav, uavs, quadcopter, quadcopters, loitering munition/munitions, "
            + "explosive-laden/booby-trapped/armed/suicide/kamikaze drone/drones, "
            + "explosives-laden/bomb-laden/attack/explosive/one-way drone/drones, shahed, shaheds",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 2.5, Munition = "drone" },
        new("drone attack/attacks/strike/strikes/raid/raids/assault/assaults, uav strike/strikes/attack/attacks",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 4 },

        new("air strike/strikes, airstrike, airstrikes, air raid/raids, air attack/attacks, "
            + "aerial attack/attacks/bombardment/bombing/strike/strikes/raid/raids, air bombardment, "
            + "bombing raid/raids, bombing run/runs, bombing sortie/sorties, warplane/jet strike/strikes/raid/raids, "
            + "retaliatory strike/strikes, precision strike/strikes, defensive strike/strikes, "
            + "overnight raid/raids strikes/hits/targets",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Airstrike, Strength = 3 },
        new("warplane, warplanes, jet, jets, fighter jet/jets, fighter plane/planes, aircraft, planes, "
            + "bomber aircraft, air force, helicopter gunship/gunships, helicopter gunships, "
            + "attack helicopter/helicopters, apache helicopter/helicopters, gunship/gunships",
            Tag.Aircraft),
        new("air-dropped bomb/bombs, guided bomb/bombs, barrel bomb/bombs, cluster bomb/bombs, laser-guided bomb/bombs",
            Tag.Munition | Tag.Aircraft | Tag.Conflict) { Kind = EventKind.Airstrike, Strength = 3, Munition = "bomb" },

        new("bomb, bombs, explosive charge/charges, satchel charge/charges, explosives, explosive device/devices, "
            + "hand grenade/grenades, grenade, grenades, sticky bomb/bombs, magnetic bomb/bombs, dynamite",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 1, Munition = "bomb" },
        new("car bomb/bombs, truck bomb/bombs, vehicle bomb/bombs, suicide bomb/bombs, suicide vest/vests, "
            + "vehicle-borne bomb/bombs, motorcycle bomb/bombs, parcel bomb/bombs, letter bomb/bombs, "
            + "nail bomb/bombs, pipe bomb/bombs, petrol bomb/bombs, suicide belt/belts, explosive belt/belts, "
            + "explosive vest/vests, booby-trapped car/vehicle/motorcycle, vbied, vbieds",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 3, Munition = "bomb" },
        new("bombing, bombings, suicide/car/truck/twin/double bombing/bombings, "
            + "suicide/car/bomb/grenade attack/attacks, suicide/car bomb attack/attacks, bomb blast/blasts, "
            + "bomb explosion/explosions, car/suicide blast/explosion",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 2.5 },
        new("suicide bomber/bombers, suicide attacker/attackers",
            Tag.Attacker | Tag.Person | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 3 },
        new("blew himself/herself/themselves up, blows himself/herself up, "
            + "detonated his/her/their explosive/explosives vest/belt, detonated explosives, "
            + "detonated a vest/bomb/belt",
            Tag.Hit | Tag.Conflict) { Kind = EventKind.Bombing, Strength = 3 },

        new("ied, ieds, improvised explosive device/devices, improvised device/devices, improvised bomb/bombs, "
            + "homemade bomb/bombs, home-made bomb/bombs, roadside bomb/bombs, road bomb/bombs, "
            + "roadside/explosive device/devices, roadside explosive/explosives, landmine, landmines, "
            + "land mine/mines, mine, mines, explosively formed penetrator/penetrators, roadside charge/charges",
            Tag.Munition | Tag.Conflict) { Kind = EventKind.IedAttack, Strength = 2.5, Munition = "bomb" },
        new("ied/roadside blast/blasts/attack/attacks/bombing/bombings/explosion/explosions, "
            + "roadside bomb blast/attack/explosion, landmine/mine blast/explosion",
            Tag.Attack | Tag.Conflict) { Kind = EventKind.IedAttack, Strength = 4 },
        new("convoy, convoys, supply truck/trucks, supply/logistics convoy/convoys, patrol, military vehicle, "
            + "military vehicles, army/police vehicle/vehicles, motorcade",
            Tag.Convoy | Tag.Conflict | Tag.Thing),

        new("launcher, launchers, launch pad/pads, launch platform/platforms, launching pad/platform, "
            + "rocket launcher/launchers, missile launcher/launchers, warhead, warheads, rifle, rifles, "
            + "machine gun/guns, gun, guns",
            Tag.Thing | Tag.Conflict),
        new("defuse/defuses/defused/defusing, unexploded, dismantled", Tag.Negation),
        new("air defence/defense system/systems, air defences/defenses, air defence/defense, "
            + "missile defence/defense system/systems, patriot missiles, patriot missile/battery/batteries, "
            + "missile battery/batteries, missile/rocket/weapons/drone program/programme/programmes/programs, "
            + "missile/rocket test/tests/sites/site/technology/factory, "
            + "drone footage/video/image/images/technology/base/pilot/manufacturer/show/photography/delivery, "
            + "weapons depot/depots/storage/store/stores/cache/caches",
            Tag.Thing),
        new("air defences engage/engaged/fire/fired, air defenses engage/engaged/fire/fired, "
            + "shot/shoot/shoots/bring/brought down drones, shot/shoots down drone, "
            + "downed/intercepted/intercept/intercepts drones/drone",
            Tag.Hit | Tag.Conflict) { Kind = EventKind.DroneAttack, Strength = 2.5 },
    ];
}
