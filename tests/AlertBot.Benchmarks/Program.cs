using System.Globalization;
using AlertBot.Benchmarks;
using BenchmarkDotNet.Running;

return args switch
{
    ["poll", var feeds] => await PollRun.PollAsync(int.Parse(feeds, CultureInfo.InvariantCulture)),
    ["serve-feeds", var feeds] => await PollRun.ServeAsync(int.Parse(feeds, CultureInfo.InvariantCulture)),
    ["fit", var articles, var gold] => JoinFit.Run(articles, gold),
    _ => Switch(args),
};

static int Switch(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(PollRun).Assembly).Run(args);
    return 0;
}
