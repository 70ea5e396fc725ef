namespace AlertBot.Incidents.Facts;

/// <summary>English: words that say that people were killed, hurt or taken.</summary>
internal static class CasualtyWords
{
    /// <summary>The list.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("killed, slain, murdered, executed, assassinated, martyred, shot dead, gunned down, massacred, "
            + "beheaded, shot and killed, shot/stabbed/beaten/burned/hacked/tortured to death",
            Tag.Killed | Tag.Participle),
        new("kill, kills, killing, slays, slaying, killings, "
            + "claimed/claims/claiming/took/takes/taking the lives of, claimed/claims/claiming the life of, "
            + "shoot dead, shoots dead, killing off",
            Tag.Killed | Tag.ActiveVerb),
        new("dead, death, deaths, fatality, fatalities, bodies, corpses, deadly casualties, people dead",
            Tag.Killed | Tag.CasualtyNoun),
        new("died, die, dies, perished, lost their lives, lost his/her life, lose their lives, have died, "
            + "succumbed, were martyred, passed away",
            Tag.Killed | Tag.Participle),
        new("death toll, toll, body count, death count, number of dead/deaths, number of people killed, "
            + "number killed, number of those killed",
            Tag.Killed | Tag.Toll),

        new("wounded, injured, hurt, maimed, hospitalised, hospitalized, treated for wounds/injuries, "
            + "taken to hospital, concussed, shot and wounded, wounded",
            Tag.Wounded | Tag.Participle),
        new("wounding, injuring, wounds, injures, wound, injure, hurting, hurts", Tag.Wounded | Tag.ActiveVerb),
        new("injuries, injury, wounded people, people wounded", Tag.Wounded | Tag.CasualtyNoun),
        new("injury toll, number of wounded/injured", Tag.Wounded | Tag.Toll),

        new("captured, kidnapped, kidnaped, abducted, taken hostage, took hostage, taken captive, taken prisoner, "
            + "arrested, "
            + "detained, held hostage, seized hostages, taken into custody, held captive, rounded up",
            Tag.Captured | Tag.Participle),
        new("capture, captures, capturing, kidnap, kidnaps, kidnapping, abduct, abducts, abducting, arrest, "
            + "arrests, arresting, detain, detains, detaining",
            Tag.Captured | Tag.ActiveVerb),
        new("hostages, captives, detainees, prisoners taken, arrests", Tag.Captured | Tag.CasualtyNoun | Tag.Person),

        new("casualties, casualty, injuries, deaths, fatalities, losses, loss of life, victims, loss of lives, "
            + "human losses, dead, wounded, injured",
            Tag.Loss),
    ];
}
