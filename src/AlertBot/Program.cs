using AlertBot.Verbs;

return await CommandLineRoot.RunAsync(args);
