namespace AlertBot.Alerts;

/// <summary>Gives the rules of the hour. The same ones, as an object, as long as nothing changed.</summary>
/// <param name="mayHaveChanged">A watchlist may have been saved since the last call: look first.</param>
/// <param name="cancellationToken">Ends the look.</param>
public delegate Task<AnalysisRules> AnalysisRulesSource(bool mayHaveChanged, CancellationToken cancellationToken);
