namespace AlertBot.Incidents.Facts;

/// <summary>English: whom and what a number may count.</summary>
internal static class PeopleWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("person, persons, people, man, men, woman, women, child, children, boy, boys, girl, girls, baby, "
            + "babies, infant, infants, toddler, civilian, civilians, soldier, soldiers, troop, troops, servicemen, "
            + "serviceman, servicewoman, service member/members, service personnel, service man, personnel, officer, "
            + "officers, policeman, policemen, policewoman, police officer/officers, guard, guards, bodyguard, "
            + "bodyguards, contractor, contractors, fighter, fighters, militiaman, militiamen, combatant, "
            + "combatants, commander, commanders, general, generals, colonel, captain, major, lieutenant, sergeant, "
            + "official, officials, leader, leaders, member, members, worker, workers, employee, employees, "
            + "resident, residents, villager, villagers, passenger, passengers, driver, drivers, pilgrim, pilgrims, "
            + "worshipper, worshippers, worshipers, student, students, teacher, teachers, pupil, pupils, "
            + "schoolchildren, journalist, journalists, reporter, reporters, doctor, doctors, medic, medics, nurse, "
            + "nurses, patient, patients, paramedic, paramedics, aid worker/workers, diplomat, diplomats, engineer, "
            + "engineers, technician, farmer, farmers, fisherman, fishermen, shepherd, shepherds, peasant, peasants, "
            + "bystander, bystanders, passer-by, passerby, passersby, passers-by, refugee, refugees, migrant, "
            + "migrants, mourner, mourners, family member/members, relative, relatives, brother, brothers, sister, "
            + "sisters, son, sons, daughter, daughters, wife, husband, father, mother, couple, family, families, "
            + "judge, judges, activist, activists, politician, politicians, prisoner, prisoners, inmate, inmates, "
            + "hostage, hostages, victim, victims, adviser, advisers, advisor, advisors, trainer, trainers, "
            + "instructor, instructors, foreigner, foreigners, tourist, tourists, crew, pilot, pilots, sailor, "
            + "sailors, marine, marines, recruit, recruits, cadet, cadets, peacekeeper, peacekeepers, ranger, "
            + "rangers, firefighter, rescuer, rescuers, teenager, teenagers, youth, youths, elder, elders, priest, "
            + "priests, nun, nuns, cleric, clerics, imam, mayor, governor, minister, lawyer, lawyers, businessman, "
            + "businessmen, shopkeeper, shopkeepers, vendor, vendors, shopper, shoppers, commuter, commuters, "
            + "customer, customers, volunteer, volunteers, national, nationals, citizen, citizens, tribesman, "
            + "tribesmen, nomads, labourer, labourers, laborers, survivor, survivors, suspect, suspects, others, "
            + "souls, lives, hospitalised people, conscript, conscripts, operative, operatives, agent, agents, "
            + "staff member/members, staff, scientist, scientists, smuggler, smugglers, gunner",
            Tag.Person),
        new("american, americans, briton, britons, iraqi, iraqis, iranian, iranians, syrian, syrians, israeli, "
            + "israelis, palestinian, palestinians, turk, turks, kurd, kurds, lebanese, yemeni, yemenis, saudi, "
            + "saudis, afghan, afghans, pakistani, pakistanis, russian, russians, ukrainian, ukrainians, egyptian, "
            + "egyptians, jordanian, jordanians, kuwaiti, kuwaitis, french, indian, indians, german, germans, "
            + "italian, italians, spaniard, spaniards, canadian, canadians, australians, chinese, japanese, somalis, "
            + "houthi, houthis, yazidis, salvadoran, salvadorans, colombian, colombians, peruvian, peruvians, "
            + "frenchman, frenchmen, dutchman, swede, pole, poles, nepalese, filipinos",
            Tag.Person),
        new("facility, facilities, site, sites, position, positions, base, bases, building, buildings, house, "
            + "houses, home, homes, location, locations, target, depot, depots, warehouse, warehouses, headquarters, "
            + "outpost, outposts, village, villages, town, towns, city, cities, post, posts, checkpoint, "
            + "checkpoints, camp, camps, area, areas, camp, bunker, bunkers, storage facility/facilities, "
            + "command post/posts, stronghold, strongholds, hideout, hideouts, store, stores, weapons store/stores, "
            + "weapons depot/depots, weapons storage facility/facilities, weapons storage site/sites, "
            + "storage site/sites, ammunition dump/dumps, hospital, hospitals, school, schools, market, markets, "
            + "mosque, mosques, church, churches, district, districts, neighbourhood, neighbourhoods, embassy, "
            + "embassies, compound, compounds, airport, airports, airfield, airfields, installation, installations, "
            + "training camp/camps",
            Tag.Site),
        new("vehicle, vehicles, car, cars, truck, trucks, tank, tanks, bus, buses, lorry, lorries, tanker, "
            + "tankers, ship, ships, boat, boats, vessel, vessels, shop, shops, window, windows, door, doors, tent, "
            + "tents, bridge, bridges, road, roads, time, times, brigade, brigades, battalion, battalions, group, "
            + "groups, country, countries, nation, nations, province, provinces, team, teams, ambulance, ambulances, "
            + "source, sources, statement, statements, report, reports, party, parties, company, companies, "
            + "organisation, organisations, organization, organizations, weapon, weapons, item, items, round, wave, "
            + "waves, attempt, attempts, article, issue, issues, point, points, page, pages, story, storey, storeys, "
            + "floor, floors, part, parts, piece, pieces, kind, kinds, sector, sectors, sorties, sortie, flight, "
            + "flights, seats, votes, vote, bullets, bullet, rounds, explosion, blast, motorcycle, motorcycles, "
            + "helicopter, helicopters, plane, planes, cow, cows, sheep, animal, animals, horses, dogs, operation, "
            + "operations, patrols, stage, phase, room, rooms, table, unit, units, case, cases, infections, infection",
            Tag.Thing),
        new("km, kms, kilometre, kilometres, kilometer, kilometers, mile, miles, metre, metres, meter, meters, m, "
            + "mm, millimetre, millimetres, millimeter, millimeters, cm, centimetres, feet, foot, ft, inch, inches, "
            + "yard, yards, acres, acre, hectares, kg, kilo, kilos, kilogram, kilograms, kilogramme, kilogrammes, "
            + "tonne, tonnes, ton, tons, pound, pounds, gram, grams, litre, litres, barrel, barrels, percent, "
            + "per cent, percentage, degrees, degree, million, millions, billion, billions, trillion, dollar, "
            + "dollars, euro, euros, dinar, dinars, rial, rials, usd, cents, magnitude, knots, mph, kph, megawatts, "
            + "mw, gmt, utc, am, pm, o'clock, hrs, hours local, local time, years old, year old, pc, bpd, points",
            Tag.Unit),
        new("second, seconds, minute, minutes, hour, hours, day, days, night, nights, week, weeks, month, months, "
            + "year, years, decade, decades, century, centuries, weekend",
            Tag.TimeUnit | Tag.Unit),
    ];
}
