using System.Text.Json.Nodes;

namespace AlertBot.Testing.Telegram;

/// <summary>What people do on the stand-in.</summary>
public sealed partial class TelegramServer
{
    private const long FirstRoom = -4_000_000;
    private const long FirstSupergroup = -1_002_000_000_000;

    private long _lastRoom = FirstRoom;
    private long _lastSupergroup = FirstSupergroup;

    /// <summary>A person who has written to the bot: their private chat has the same id.</summary>
    public TelegramPerson Person(long id, string name, string? language = "en")
    {
        var person = new TelegramPerson(id, name, language);
        lock (_turn)
        {
            _world.People[id] = person;
            _world.Rooms[id] = new TelegramRoom { Id = id, Type = "private", Title = name };
        }
        return person;
    }

    /// <summary>A chat of a type with the bot in it: as a member of groups, as an administrator of channels.</summary>
    public TelegramRoom Open(string type, string title, bool isForum = false, params IEnumerable<long> topics)
    {
        lock (_turn)
        {
            var room = new TelegramRoom
            {
                Id = type == "group" ? --_lastRoom : --_lastSupergroup,
                Type = type,
                Title = title,
                IsForum = isForum,
            };
            foreach (var topic in topics) room.Topics[topic] = true;
            room.Members[TelegramWorld.BotId] = type == "channel"
                ? Administrator(TelegramWorld.BotId, canPost: true)
                : new JsonObject { ["status"] = "member", ["user"] = TelegramWorld.Bot() };
            _world.Rooms[room.Id] = room;
            return room;
        }
    }

    /// <summary>Makes somebody an administrator of a chat.</summary>
    public void Promote(TelegramRoom room, TelegramPerson person, bool canChangeInfo = true)
    {
        lock (_turn)
        {
            var member = Administrator(person.Id, canPost: true);
            member["can_change_info"] = canChangeInfo;
            room.Members[person.Id] = member;
        }
    }

    /// <summary>Changes what the bot is in a chat, and tells it: <c>member</c>, <c>administrator</c>, <c>restricted</c>,
    /// <c>left</c>, <c>kicked</c>.</summary>
    public void ChangeBot(TelegramRoom room, TelegramPerson by, string status, bool canPost = true)
    {
        lock (_turn)
        {
            var before = _world.MemberOf(room, TelegramWorld.BotId);
            room.Members[TelegramWorld.BotId] = status switch
            {
                "administrator" => Administrator(TelegramWorld.BotId, canPost),
                "restricted" => new JsonObject
                {
                    ["status"] = status,
                    ["user"] = TelegramWorld.Bot(),
                    ["is_member"] = true,
                    ["can_send_messages"] = false,
                },
                _ => new JsonObject { ["status"] = status, ["user"] = TelegramWorld.Bot() },
            };
            _queue.Add("my_chat_member", new JsonObject
            {
                ["chat"] = room.ToJson(),
                ["from"] = by.ToJson(),
                ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
                ["old_chat_member"] = before,
                ["new_chat_member"] = _world.MemberOf(room, TelegramWorld.BotId),
            });
        }
    }

    /// <summary>A person blocks the bot, or lets it write again.</summary>
    public void Block(TelegramPerson person, bool isBlocked = true)
    {
        lock (_turn) _world.Rooms[person.Id].IsBlocked = isBlocked;
    }

    /// <summary>Somebody removes a message.</summary>
    public void Remove(TelegramRoom room, long message)
    {
        lock (_turn) room.All.Single(p => p.Id == message).IsDeleted = true;
    }

    /// <summary>A chat is deleted.</summary>
    public void Delete(TelegramRoom room)
    {
        lock (_turn) _world.Rooms.Remove(room.Id);
    }

    /// <summary>Buttons that still turn, and typed lines that show nothing yet.</summary>
    public int Unanswered
    {
        get
        {
            lock (_turn) return _world.Unanswered;
        }
    }

    /// <summary>A topic is closed or removed.</summary>
    public void CloseTopic(TelegramRoom room, long topic, bool isRemoved)
    {
        lock (_turn)
        {
            if (isRemoved) room.Topics.Remove(topic);
            else room.Topics[topic] = false;
        }
    }

    /// <summary>A group becomes a supergroup: another id, another count of messages.</summary>
    public TelegramRoom Migrate(TelegramRoom group, bool isTold = true)
    {
        lock (_turn)
        {
            var room = new TelegramRoom { Id = --_lastSupergroup, Type = "supergroup", Title = group.Title };
            foreach (var (user, member) in group.Members) room.Members[user] = member.DeepClone().AsObject();
            _world.Rooms[room.Id] = room;
            group.MigratedTo = room.Id;
            if (!isTold) return room;
            var service = Post(group, "");
            var told = TelegramWorld.ToJson(group, service, _world.UserJson(1));
            told.Remove("text");
            told["migrate_to_chat_id"] = room.Id;
            _queue.Add("message", told);
            return room;
        }
    }

    /// <summary>Somebody writes in a chat, or in the name of a channel. Returns the message's id.</summary>
    public long Write(
        TelegramRoom room, TelegramPerson? by, string text, long? thread = null, long? replyTo = null, bool isAnonymous = false,
        TimeSpan age = default)
    {
        lock (_turn)
        {
            var post = Post(room, text, thread, replyTo, age);
            var json = TelegramWorld.ToJson(room, post, by?.ToJson());
            if (isAnonymous)
                (json["sender_chat"], json["from"]) =
                    (room.ToJson(), new JsonObject { ["id"] = 1087968824, ["is_bot"] = true, ["first_name"] = "Group" });
            if (room.Type == "channel") json["sender_chat"] = room.ToJson();
            _queue.Add(room.Type == "channel" ? "channel_post" : "message", json);
            return post.Id;
        }
    }

    /// <summary>Somebody writes to the bot alone.</summary>
    public long Write(TelegramPerson person, string text, long? replyTo = null) =>
        Write(Room(person.Id), person, text, replyTo: replyTo);

    /// <summary>Somebody presses a button; the query's id.</summary>
    public string Press(TelegramRoom room, TelegramPost under, TelegramPerson by, string label)
    {
        lock (_turn)
        {
            var data = under.Buttons.First(b => b.Label == label).Data;
            var id = (++_lastQuery).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _world.Ask(id);
            _queue.Add("callback_query", new JsonObject
            {
                ["id"] = id,
                ["from"] = by.ToJson(),
                ["chat_instance"] = "1",
                ["data"] = data,
                ["message"] = TelegramWorld.ToJson(room, under),
            });
            return id;
        }
    }

    /// <summary>Somebody types behind the bot's name; the query's id.</summary>
    public string Type(TelegramPerson by, string text, string offset = "")
    {
        lock (_turn)
        {
            var id = (++_lastQuery).ToString(System.Globalization.CultureInfo.InvariantCulture);
            _world.Ask(id);
            _queue.Add("inline_query", new JsonObject
            {
                ["id"] = id,
                ["from"] = by.ToJson(),
                ["query"] = text,
                ["offset"] = offset,
            });
            return id;
        }
    }

    /// <summary>An update of a kind that nobody has thought of yet. Returns its number.</summary>
    public long Surprise(string kind, JsonObject content) => _queue.Add(kind, content);

    /// <summary>Forgets updates below a number, as a poll with that offset does.</summary>
    public Task ConfirmAsync(long offset) => _queue.PollAsync(offset, 1, 0, CancellationToken.None);

    /// <summary>Numbers of updates go on from somewhere else.</summary>
    public void NumberUpdatesFrom(long id) => _queue.BeginAnewAt(id);

    /// <summary>What a chat shows, oldest first, without what was removed.</summary>
    public IReadOnlyList<TelegramPost> Posts(TelegramRoom room)
    {
        lock (_turn) return [.. room.All.Where(p => !p.IsDeleted)];
    }

    /// <summary>What the bot posted in a chat.</summary>
    public IReadOnlyList<TelegramPost> Answers(TelegramRoom room) => [.. Posts(room).Where(p => p.IsOurs)];

    /// <summary>The chat of an id.</summary>
    public TelegramRoom Room(long id)
    {
        lock (_turn) return _world.Rooms[id];
    }

    /// <summary>What the presser of a button was shown; null when they were not answered.</summary>
    public (string? Text, bool IsAlert)? Toast(string query)
    {
        lock (_turn) return _world.Toasts.TryGetValue(query, out var toast) ? toast : null;
    }

    /// <summary>What was offered to who typed; null when they were not answered.</summary>
    public JsonArray? Offered(string query)
    {
        lock (_turn) return _world.InlineAnswers.GetValueOrDefault(query);
    }

    /// <summary>The commands that clients show in a scope and language.</summary>
    public IReadOnlyList<(string Command, string Words)> Menu(string scope, string language)
    {
        lock (_turn)
            return _world.Menus.TryGetValue((scope, language), out var menu)
                ? [.. menu.Select(c => (c!["command"]!.GetValue<string>(), c["description"]!.GetValue<string>()))]
                : [];
    }

    private static JsonObject Administrator(long user, bool canPost) => new()
    {
        ["status"] = "administrator",
        ["can_post_messages"] = canPost,
        ["can_change_info"] = true,
        ["can_be_edited"] = false,
        ["is_anonymous"] = false,
        ["user"] = user == TelegramWorld.BotId ? TelegramWorld.Bot() : new JsonObject
        {
            ["id"] = user,
            ["is_bot"] = false,
            ["first_name"] = "Admin",
        },
    };

    private TelegramPost Post(
        TelegramRoom room, string text, long? thread = null, long? replyTo = null, TimeSpan age = default)
    {
        var post = new TelegramPost
        {
            Id = ++room.LastId,
            IsOurs = false,
            AtUtc = _time.GetUtcNow() - age,
            Thread = thread,
            ReplyTo = replyTo,
        };
        post.Versions.Add(new TelegramParse(text, []));
        room.All.Add(post);
        return post;
    }
}
