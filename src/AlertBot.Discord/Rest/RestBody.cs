using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AlertBot.Chat;

namespace AlertBot.Discord.Rest;

/// <summary>What a request carries: JSON, and files beside it. Can be sent more than once.</summary>
/// <param name="Json">UTF-8.</param>
/// <param name="Files">Empty for plain JSON.</param>
internal sealed record RestBody(byte[] Json, IReadOnlyList<ReplyFile> Files)
{
    public static RestBody Of<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), []);

    public HttpContent ToContent()
    {
        var json = new ByteArrayContent(Json);
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (Files.Count == 0) return json;
        var form = new MultipartFormDataContent { { json, "payload_json" } };
        for (var i = 0; i < Files.Count; i++)
        {
            var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Files[i].Text));
            file.Headers.ContentType = new MediaTypeHeaderValue(Files[i].MediaType) { CharSet = "utf-8" };
            form.Add(file, $"files[{i}]", Files[i].Name);
        }
        return form;
    }
}
