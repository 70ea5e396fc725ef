using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AlertBot.Chat;

namespace AlertBot.Telegram.Api;

/// <summary>The Bot API, as far as this bot needs it. Safe to call from several threads; never throws for a failure.</summary>
/// <remarks>Cancellation before a request left throws; later the answer is <see cref="ApiAnswer{T}.Unknown"/>.</remarks>
internal sealed class TelegramApi : IDisposable
{
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // The server holds a poll for as long as it was told, and a little longer.
    private static readonly TimeSpan PollMargin = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;
    private readonly string _baseUrl;
    private readonly string _token;
    private readonly TimeProvider _time;

    public TelegramApi(TelegramOptions options, TimeProvider time)
    {
        _token = options.Token ?? throw new ArgumentException("There is no token.", nameof(options));
        (_baseUrl, _time) = (options.ApiBaseUrl.TrimEnd('/'), time);
        var socket = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Shorter than servers keep idle connections: a request on one that is being closed would be lost.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            // Traces of this handler would hold the address with the token.
            ActivityHeadersPropagator = null,
        };
        _http = new HttpClient(new TokenHandler(_baseUrl, _token, socket))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    public Task<ApiAnswer<WireUser>> GetMeAsync(CancellationToken cancellationToken) =>
        CallAsync("getMe", new GetMe(), WireJson.Default.GetMe, WireJson.Default.ApiResultWireUser, cancellationToken);

    public Task<ApiAnswer<WireMessage>> SendMessageAsync(SendMessage message, CancellationToken cancellationToken) =>
        CallAsync("sendMessage", message, WireJson.Default.SendMessage, WireJson.Default.ApiResultWireMessage,
            cancellationToken);

    public Task<ApiAnswer<WireMessage>> EditMessageTextAsync(EditMessageText edit, CancellationToken cancellationToken) =>
        CallAsync("editMessageText", edit, WireJson.Default.EditMessageText, WireJson.Default.ApiResultWireMessage,
            cancellationToken);

    public Task<ApiAnswer<bool>> DeleteMessageAsync(DeleteMessage delete, CancellationToken cancellationToken) =>
        CallAsync("deleteMessage", delete, WireJson.Default.DeleteMessage, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<bool>> SendChatActionAsync(SendChatAction action, CancellationToken cancellationToken) =>
        CallAsync("sendChatAction", action, WireJson.Default.SendChatAction, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<bool>> AnswerCallbackQueryAsync(
        AnswerCallbackQuery answer, CancellationToken cancellationToken) =>
        CallAsync("answerCallbackQuery", answer, WireJson.Default.AnswerCallbackQuery,
            WireJson.Default.ApiResultBoolean, cancellationToken);

    public Task<ApiAnswer<bool>> AnswerInlineQueryAsync(AnswerInlineQuery answer, CancellationToken cancellationToken) =>
        CallAsync("answerInlineQuery", answer, WireJson.Default.AnswerInlineQuery, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<bool>> SetMyCommandsAsync(SetMyCommands commands, CancellationToken cancellationToken) =>
        CallAsync("setMyCommands", commands, WireJson.Default.SetMyCommands, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<bool>> SetWebhookAsync(SetWebhook webhook, CancellationToken cancellationToken) =>
        CallAsync("setWebhook", webhook, WireJson.Default.SetWebhook, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<bool>> DeleteWebhookAsync(DeleteWebhook delete, CancellationToken cancellationToken) =>
        CallAsync("deleteWebhook", delete, WireJson.Default.DeleteWebhook, WireJson.Default.ApiResultBoolean,
            cancellationToken);

    public Task<ApiAnswer<WireChat>> GetChatAsync(GetChat chat, CancellationToken cancellationToken) =>
        CallAsync("getChat", chat, WireJson.Default.GetChat, WireJson.Default.ApiResultWireChat, cancellationToken);

    public Task<ApiAnswer<ChatMember>> GetChatMemberAsync(GetChatMember member, CancellationToken cancellationToken) =>
        CallAsync("getChatMember", member, WireJson.Default.GetChatMember, WireJson.Default.ApiResultChatMember,
            cancellationToken);

    public Task<ApiAnswer<List<Update>>> GetUpdatesAsync(GetUpdates poll, CancellationToken cancellationToken) =>
        CallAsync("getUpdates", JsonBody(poll, WireJson.Default.GetUpdates), WireJson.Default.ApiResultListUpdate,
            TimeSpan.FromSeconds(poll.Timeout ?? 0) + PollMargin, cancellationToken);

    /// <summary>Sends a small file as an answer to a message.</summary>
    public Task<ApiAnswer<WireMessage>> SendDocumentAsync(
        SendMessage where, ReplyFile file, CancellationToken cancellationToken)
    {
        var form = new MultipartFormDataContent { { Number(where.ChatId), "chat_id" } };
        if (where.MessageThreadId is { } thread) form.Add(Number(thread), "message_thread_id");
        if (where.ReplyParameters is { } reply)
            form.Add(new StringContent(
                $$"""{"message_id":{{reply.MessageId}},"allow_sending_without_reply":true}"""), "reply_parameters");
        var document = new StringContent(file.Text);
        document.Headers.ContentType = MediaTypeHeaderValue.Parse(file.MediaType);
        form.Add(document, "document", file.Name);
        return CallAsync(
            "sendDocument", new RequestBody(form), WireJson.Default.ApiResultWireMessage, Patience, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static StringContent Number(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    private static RequestBody JsonBody<T>(T request, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(request, type));

    private Task<ApiAnswer<TResult>> CallAsync<TRequest, TResult>(
        string method, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<ApiResult<TResult>> resultType,
        CancellationToken cancellationToken) =>
        CallAsync(method, JsonBody(request, requestType), resultType, Patience, cancellationToken);

    private async Task<ApiAnswer<T>> CallAsync<T>(
        string method, RequestBody body, JsonTypeInfo<ApiResult<T>> resultType, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_baseUrl}/{method}") { Content = body };
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(either.Token);
            return Read(response, bytes, resultType);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !body.HasLeft)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return Failed<T>(body, cancellationToken.IsCancellationRequested
                ? "it was stopped before the answer came"
                : $"no answer within {patience.TotalSeconds:0} s");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Failed<T>(body, Clean(fault.Message));
        }
    }

    private static ApiAnswer<T> Failed<T>(RequestBody body, string reason) =>
        body.HasLeft ? new ApiAnswer<T>.Unknown(reason) : new ApiAnswer<T>.NotSent(reason);

    private ApiAnswer<T> Read<T>(HttpResponseMessage response, byte[] bytes, JsonTypeInfo<ApiResult<T>> type)
    {
        var status = (int)response.StatusCode;
        ApiResult<T>? result;
        try
        {
            result = JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            result = null;
        }
        if (result is { Ok: true, Result: { } value }) return new ApiAnswer<T>.Ok(value);
        var wait = result?.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds)
            : response.Headers.RetryAfter?.Delta;
        if (result is not { Ok: false, Description: { } words })
            return status is >= 400 and < 500
                ? new ApiAnswer<T>.Refused(new ApiError(status, $"HTTP {status}", wait, null))
                : new ApiAnswer<T>.Unknown($"HTTP {status} without an answer that can be read");
        var error = new ApiError(
            result.ErrorCode == 0 ? status : result.ErrorCode, Clean(words), wait, result.Parameters?.MigrateToChatId);
        return error.Code switch
        {
            < 500 => new ApiAnswer<T>.Refused(error),
            // The server itself tried and failed; what a gateway says of it (502, 504) tells nothing.
            500 or 503 when !error.Description.Contains("sent message", StringComparison.OrdinalIgnoreCase) =>
                new ApiAnswer<T>.NotSent(error.Description),
            _ => new ApiAnswer<T>.Unknown(error.Description),
        };
    }

    /// <summary>A second fence: whatever a proxy or a server quotes, the token is not in it.</summary>
    private string Clean(string text) => text.Replace(_token, "…", StringComparison.Ordinal);
}
