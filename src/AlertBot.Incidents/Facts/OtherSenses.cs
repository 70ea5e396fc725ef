namespace AlertBot.Incidents.Facts;

/// <summary>English: where the words of violence mean something else, and the worlds in which they do.</summary>
internal static class OtherSenses
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("heart attack/attacks, panic attack/attacks, asthma attack, anxiety attack/attacks, attack of nerves, "
            + "shark attack/attacks, dog attack, verbal attack/attacks, personal attack/attacks, attack ad/ads, "
            + "attack on the record/title, short attack, acid test, "
            + "attacking midfielder/player/football/play/style/options/third/intent, attack line, attack dog, "
            + "under attack from critics, heat stroke",
            Tag.Leisure),
        new("strike a/an/the deal/chord/balance/agreement/blow/pose/accord/bargain, "
            + "strikes a/an deal/chord/balance/agreement/blow/pose/accord, "
            + "struck a/an deal/chord/balance/agreement/blow/pose/accord/partnership, "
            + "strike/struck/strikes deal/gold/oil/out/partnership, strike rate, strike force, strike price, "
            + "strike partner/duo/pair, lightning strike/strikes, lightning struck, struck by lightning, "
            + "strike that, first strike capability, striking similarity/resemblance/contrast/image/images, "
            + "strikingly, strike zone, third strike, bird strike",
            Tag.Leisure),
        new("general strike/strikes, hunger strike/strikes, strike action, rail strike/strikes, labour strike, "
            + "labor strike, on strike, go on strike, went on strike, going on strike, strike ballot, strike vote, "
            + "bus strike, train strike/strikes, teachers/doctors/nurses/pilots/workers/actors/writers/students/"
            + "dockers/drivers/miners strike/strikes, sit-in strike, wildcat strike, walkout, walkouts, walk out, "
            + "picket, pickets, picket line, strikers union, school/climate strike/strikes",
            Tag.Labour),
        new("union, unions, pay, wages, wage, salary, salaries, employers, payroll, industrial action, "
            + "collective bargaining, labour, labor, stoppage, teachers, nurses, dockers, overtime, bargaining, "
            + "actors, guild",
            Tag.Labour),
        new("match, matches, goal, goals, coach, league, season, striker, strikers, midfielder, defender, "
            + "goalkeeper, penalty, cup, tournament, champions, championship, quarter-final, semi-final, semifinal, "
            + "quarterfinal, fixture, football, soccer, basketball, cricket, rugby, tennis, nba, nfl, fifa, uefa, "
            + "olympic, olympics, medal, half-time, kick-off, free kick, stadium, fans, playoff, playoffs, batsman, "
            + "wicket, wickets, innings, bowler, touchdown, quarterback, referee, offside, hat-trick, equaliser, "
            + "equalizer, defeat, victory over, derby, scored, scoring, team-mate, teammates, teammate, squad, "
            + "win over, beat, draw with, points clear, relegation, mvp, rebounds, dunk, athletes, houston rockets, "
            + "rockets guard, rockets coach, volley, header, grand prix, golf, birdie, sixes, fixtures, final whistle",
            Tag.Sport),
        new("satellite, satellites, orbit, orbital, spacecraft, nasa, spacex, astronaut, astronauts, cosmonaut, "
            + "cosmonauts, launch vehicle, payload, space station, space agency, space, lunar, moon, mars, falcon, "
            + "booster, liftoff, lift-off, spaceport, telescope, rocket lab, space launch, propulsion, rocket maker, "
            + "engine test, rocket science, rocket engine, model rocket",
            Tag.Space),
        new("film, films, movie, movies, album, concert, festival, actor, actress, singer, band, box office, "
            + "box-office, trailer, netflix, novel, exhibition, gallery, fashion, recipe, restaurant review, oscar, "
            + "oscars, grammy, video game, gamers, theatre, premiere, comedy, celebrity, garden, artist, artists, "
            + "paintings, firework, fireworks, sparklers, pyrotechnics, new year eve, new years eve, hollywood, "
            + "tv series, soundtrack, cuisine, chef",
            Tag.Leisure),
        new("explosion of, landslide victory/win/election, "
            + "explosion of colour/color/flavour/flavor/interest/growth/demand/creativity/new, "
            + "explosive growth/start/form/pace/demand/revelations/claims/testimony, population explosion, "
            + "bombshell, bomb cyclone, bath bomb, box office bomb, photo bomb, time bomb, debt bomb, sex bomb, "
            + "cherry bomb, blast from the past, full blast, blast off, blasted critics, fire sale, fired up, "
            + "fire up, under fire for/from, under fire over, came under fire for/over, comes under fire for/over, "
            + "fire the coach, fired its ceo, fired coach, fired for, was fired as, sacked, skyrocket, skyrocketed, "
            + "skyrockets, rocket higher, rocketed to, stocks rocket, shares rocket, brick-and-mortar, "
            + "bricks and mortar, brick and mortar, pestle and mortar, mortar and pestle, shell company/companies, "
            + "royal dutch shell, shell plc, eggshell, seashells, snow storm, snowstorm, thunderstorm, "
            + "thunderstorms, tropical storm, winter storm, dust storm, sandstorm, storm clouds, storm warning, "
            + "took by storm, takes by storm, storm season, photo shoot, shot put, screenshot, big shot, flu shot, "
            + "shot at the title, shot from, penalty shoot-out, shooting star, film shooting, shooting guard, "
            + "targets market, inflation target, target price, price target, target of, on target, off target, "
            + "growth target, targets of, sales target, emissions target/targets, hit song, hit single, hit record, "
            + "hits record, hit a record, hit by sanctions, record hit, hard hit, hit hard, hit the headlines, "
            + "smash hit, killer app, dressed to kill, time to kill, deadline, killed the deal, killed the bill, "
            + "kill the bill, victim of fraud, dead end, dead heat, dead sea, dead line, raid on the fridge, "
            + "corporate raid, land deal, plane landed safely, landed safely, on land, land reform, land grab, "
            + "mine workers, gold mine, gold mines, coal mine, copper mine, mine owner, data mine, war chest, "
            + "price war, trade war, trade wars, war of words, star wars, cold war, civil war, world war, "
            + "fire department, fire service, ceasefire line, fire brigade, fire hydrant, crossfire, firewall, "
            + "camp fire, market crash, stock market crash, stocks crash, currency crash, prices crash, "
            + "software crash, crash course, economic collapse, bank collapse, collapse of the government, "
            + "government collapse, talks collapse, collapse of talks, price collapse, oil price collapse, "
            + "market collapse, flood of, in cold blood, shares sink, flooded with",
            Tag.Leisure),
        new("shares, stocks, stock market, investors, profit, profits, revenue, earnings, quarterly, index, "
            + "nasdaq, dow jones, bond, bonds, inflation, economists, central bank, interest rate, interest rates, "
            + "exports, imports, gdp, ipo, startup, retailer, dividend, shareholders, consumers, crude, brent, opec",
            Tag.Leisure),
    ];
}
