using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AlertBot.Discord.Rest;

/// <summary>What came of asking the API.</summary>
internal abstract record RestAnswer
{
    /// <summary>Done. <paramref name="Body"/> is empty when there is nothing to say.</summary>
    public sealed record Done(ReadOnlyMemory<byte> Body) : RestAnswer
    {
        /// <summary>The body as a value; null when it is none.</summary>
        public T? Read<T>(JsonTypeInfo<T> type)
            where T : class
        {
            try
            {
                return Body.IsEmpty ? null : JsonSerializer.Deserialize(Body.Span, type);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Not done, and not to be asked before <paramref name="After"/>.</summary>
    public sealed record Limited(TimeSpan After) : RestAnswer;

    /// <summary>Not done, and asking again is of no use.</summary>
    /// <param name="Status">Of HTTP.</param>
    /// <param name="Code">Discord's own number; 0 when it gave none.</param>
    /// <param name="Message">Discord's own words, shortened; they name fields and never hold our texts.</param>
    public sealed record Refused(int Status, int Code, string Message) : RestAnswer;

    /// <summary>Nothing that can be trusted came back.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="MayBeDone">Whether the request may have been carried out all the same.</param>
    public sealed record Failed(string Reason, bool MayBeDone) : RestAnswer;
}
