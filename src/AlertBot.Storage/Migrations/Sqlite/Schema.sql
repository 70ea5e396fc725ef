CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "Alerts" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Alerts" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "IncidentId" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Articles" (
    "Row" INTEGER NOT NULL CONSTRAINT "PK_Articles" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "FeedId" TEXT NOT NULL,
    "Outlet" TEXT NOT NULL,
    "OutletGroup" TEXT NOT NULL,
    "Title" TEXT NOT NULL,
    "Link" TEXT NULL,
    "LinkKey" TEXT NULL,
    "Language" TEXT NULL,
    "PublishedUtc" INTEGER NULL,
    "SeenUtc" INTEGER NOT NULL,
    "IsBacklog" INTEGER NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "Text" TEXT NOT NULL
);

CREATE TABLE "Audit" (
    "Row" INTEGER NOT NULL CONSTRAINT "PK_Audit" PRIMARY KEY AUTOINCREMENT,
    "Scope" TEXT NOT NULL,
    "AtUtc" INTEGER NOT NULL,
    "UserId" TEXT NOT NULL,
    "UserName" TEXT NOT NULL,
    "Action" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Before" TEXT NULL,
    "After" TEXT NULL
);

CREATE TABLE "Counters" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Counters" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "Value" INTEGER NOT NULL
);

CREATE TABLE "Deliveries" (
    "Row" INTEGER NOT NULL CONSTRAINT "PK_Deliveries" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "AlertId" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "IncidentId" TEXT NULL,
    "Severity" INTEGER NOT NULL,
    "CreatedUtc" INTEGER NOT NULL,
    "State" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "Reason" TEXT NULL,
    "ReadyUtc" INTEGER NULL,
    "ClaimedBy" TEXT NULL,
    "ParkedWith" TEXT NULL,
    "SentChannel" TEXT NULL,
    "SentId" TEXT NULL,
    "SentUtc" INTEGER NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Digests" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Digests" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "DueUtc" INTEGER NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Feeds" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Feeds" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "Name" TEXT NOT NULL,
    "Host" TEXT NOT NULL,
    "HomeHost" TEXT NOT NULL,
    "IsRemoved" INTEGER NOT NULL,
    "NextPollUtc" INTEGER NOT NULL,
    "ClaimNumber" INTEGER NOT NULL,
    "ClaimedBy" TEXT NULL,
    "ClaimUntilUtc" INTEGER NULL,
    "Body" TEXT NOT NULL,
    "State" TEXT NOT NULL
);

CREATE TABLE "Heartbeats" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Heartbeats" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "AtUtc" INTEGER NOT NULL
);

CREATE TABLE "Incidents" (
    "Number" INTEGER NOT NULL CONSTRAINT "PK_Incidents" PRIMARY KEY,
    "Id" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "State" INTEGER NOT NULL,
    "Revision" INTEGER NOT NULL,
    "UpdatedUtc" INTEGER NOT NULL,
    "LastSeenUtc" INTEGER NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Leases" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_Leases" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "Owner" TEXT NOT NULL,
    "Fence" INTEGER NOT NULL,
    "UntilUtc" INTEGER NOT NULL
);

CREATE TABLE "PlatformValues" (
    "Platform" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "Value" BLOB NOT NULL,
    "Version" INTEGER NOT NULL,
    CONSTRAINT "PK_PlatformValues" PRIMARY KEY ("Platform", "Key")
);

CREATE TABLE "Requests" (
    "Row" INTEGER NOT NULL CONSTRAINT "PK_Requests" PRIMARY KEY AUTOINCREMENT,
    "Id" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "CreatedUtc" INTEGER NOT NULL,
    "IsDone" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "SeenEntries" (
    "FeedId" TEXT NOT NULL, "EntryKey" TEXT NOT NULL, "Scope" TEXT NOT NULL, "ArticleRow" INTEGER NOT NULL,
    CONSTRAINT "PK_SeenEntries" PRIMARY KEY ("FeedId", "EntryKey")) WITHOUT ROWID;

CREATE TABLE "Subscriptions" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Subscriptions" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "Channel" TEXT NOT NULL,
    "TopicId" TEXT NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Watchlists" (
    "Scope" TEXT NOT NULL,
    "TopicId" TEXT NOT NULL,
    "Version" INTEGER NOT NULL,
    "Yaml" TEXT NOT NULL,
    "ChangedUtc" INTEGER NOT NULL,
    "ChangedBy" TEXT NOT NULL,
    CONSTRAINT "PK_Watchlists" PRIMARY KEY ("Scope", "TopicId", "Version")
);

CREATE TABLE "WaitingArticles" (
    "ArticleRow" INTEGER NOT NULL CONSTRAINT "PK_WaitingArticles" PRIMARY KEY,
    "ArticleId" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "SeenUtc" INTEGER NOT NULL,
    CONSTRAINT "FK_WaitingArticles_Articles_ArticleRow" FOREIGN KEY ("ArticleRow") REFERENCES "Articles" ("Row") ON DELETE CASCADE
);

CREATE TABLE "IncidentFacets" (
    "Number" INTEGER NOT NULL,
    "Audience" TEXT NOT NULL,
    "Facet" INTEGER NOT NULL,
    "Value" TEXT NOT NULL,
    "LatestUtc" INTEGER NOT NULL,
    "Severity" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    CONSTRAINT "PK_IncidentFacets" PRIMARY KEY ("Number", "Audience", "Facet", "Value"),
    CONSTRAINT "FK_IncidentFacets_Incidents_Number" FOREIGN KEY ("Number") REFERENCES "Incidents" ("Number") ON DELETE CASCADE
);

CREATE TABLE "IncidentListings" (
    "Number" INTEGER NOT NULL,
    "Audience" TEXT NOT NULL,
    "LatestUtc" INTEGER NOT NULL,
    "Severity" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    CONSTRAINT "PK_IncidentListings" PRIMARY KEY ("Number", "Audience"),
    CONSTRAINT "FK_IncidentListings_Incidents_Number" FOREIGN KEY ("Number") REFERENCES "Incidents" ("Number") ON DELETE CASCADE
);

CREATE TABLE "IncidentMembers" (
    "ArticleId" TEXT NOT NULL CONSTRAINT "PK_IncidentMembers" PRIMARY KEY,
    "IncidentNumber" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "Scope" TEXT NOT NULL,
    "ArticleRow" INTEGER NULL,
    "Body" TEXT NOT NULL,
    CONSTRAINT "FK_IncidentMembers_Incidents_IncidentNumber" FOREIGN KEY ("IncidentNumber") REFERENCES "Incidents" ("Number") ON DELETE CASCADE
);

CREATE INDEX "IX_Alerts_IncidentId" ON "Alerts" ("IncidentId");

CREATE INDEX "IX_Articles_ContentHash" ON "Articles" ("ContentHash");

CREATE UNIQUE INDEX "IX_Articles_Id" ON "Articles" ("Id");

CREATE INDEX "IX_Articles_LinkKey" ON "Articles" ("LinkKey") WHERE "LinkKey" IS NOT NULL;

CREATE INDEX "IX_Audit_Scope_Row" ON "Audit" ("Scope", "Row");

CREATE INDEX "IX_Deliveries_AlertId_Sequence" ON "Deliveries" ("AlertId", "Sequence");

CREATE INDEX "IX_Deliveries_IncidentId" ON "Deliveries" ("IncidentId");

CREATE UNIQUE INDEX "IX_Deliveries_Key" ON "Deliveries" ("Key");

CREATE INDEX "IX_Deliveries_Open" ON "Deliveries" ("Severity" DESC, "CreatedUtc", "Row", "ReadyUtc", "AlertId", "Sequence", "State") WHERE "State" IN (0, 1, 3);

CREATE INDEX "IX_Deliveries_OpenByAlert" ON "Deliveries" ("AlertId", "Sequence") WHERE "State" IN (0, 1, 3);

CREATE INDEX "IX_Deliveries_State_Row" ON "Deliveries" ("State", "Row");

CREATE INDEX "IX_Digests_DueUtc" ON "Digests" ("DueUtc");

CREATE INDEX "IX_Feeds_Host" ON "Feeds" ("Host");

CREATE INDEX "IX_Feeds_NextPollUtc" ON "Feeds" ("NextPollUtc") WHERE NOT "IsRemoved";

CREATE INDEX "IX_IncidentFacets_Audience_Facet_Value_LatestUtc_Number_Severity_Kind" ON "IncidentFacets" ("Audience", "Facet", "Value", "LatestUtc" DESC, "Number" DESC, "Severity", "Kind");

CREATE INDEX "IX_IncidentListings_Audience_LatestUtc_Number_Severity_Kind" ON "IncidentListings" ("Audience", "LatestUtc" DESC, "Number" DESC, "Severity", "Kind");

CREATE INDEX "IX_IncidentMembers_ArticleRow_Scope_IncidentNumber" ON "IncidentMembers" ("ArticleRow", "Scope", "IncidentNumber");

CREATE INDEX "IX_IncidentMembers_IncidentNumber_Position" ON "IncidentMembers" ("IncidentNumber", "Position");

CREATE UNIQUE INDEX "IX_Incidents_Id" ON "Incidents" ("Id");

CREATE INDEX "IX_Incidents_LastSeenUtc" ON "Incidents" ("LastSeenUtc");

CREATE UNIQUE INDEX "IX_Requests_Id" ON "Requests" ("Id");

CREATE INDEX "IX_Requests_Waiting" ON "Requests" ("Row") WHERE NOT "IsDone";

CREATE INDEX "IX_Subscriptions_Channel_TopicId" ON "Subscriptions" ("Channel", "TopicId");

CREATE INDEX "IX_WaitingArticles_SeenUtc_ArticleId" ON "WaitingArticles" ("SeenUtc", "ArticleId");

CREATE VIRTUAL TABLE "ArticleWords" USING fts5("Words", content='', contentless_delete=1, tokenize='ascii');

INSERT INTO "ArticleWords" ("ArticleWords", rank) VALUES ('automerge', 8);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122080000_Initial', '10.0.14');

DROP INDEX "IX_Deliveries_Open";

ALTER TABLE "Deliveries" ADD "Channel" TEXT NOT NULL DEFAULT '';

UPDATE "Deliveries" SET "Channel" = json_extract("Body", '$.channel');

CREATE TABLE "ChannelMoves" (
    "Channel" TEXT NOT NULL CONSTRAINT "PK_ChannelMoves" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "MovedTo" TEXT NOT NULL,
    "MovedUtc" INTEGER NOT NULL
);

CREATE TABLE "ClosedChannels" (
    "Channel" TEXT NOT NULL CONSTRAINT "PK_ClosedChannels" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "Why" TEXT NOT NULL,
    "SinceUtc" INTEGER NOT NULL,
    "Checks" INTEGER NOT NULL,
    "NextCheckUtc" INTEGER NOT NULL
);

CREATE TABLE "Mutes" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Mutes" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "IsEnded" INTEGER NOT NULL,
    "CreatedUtc" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE INDEX "IX_Deliveries_Open" ON "Deliveries" ("Severity" DESC, "CreatedUtc", "Row", "ReadyUtc", "AlertId", "Sequence", "State", "Channel", "Kind") WHERE "State" IN (0, 1, 3);

CREATE INDEX "IX_Deliveries_SentUtc" ON "Deliveries" ("SentUtc") WHERE "SentUtc" IS NOT NULL;

CREATE INDEX "IX_Mutes_Scope" ON "Mutes" ("Scope") WHERE NOT "IsEnded";

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122110000_MutesAndChannels', '10.0.14');

CREATE TABLE "Communities" (
    "Scope" TEXT NOT NULL CONSTRAINT "PK_Communities" PRIMARY KEY,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Follows" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Follows" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "CreatedUtc" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE TABLE "Votes" (
    "Scope" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "UserId" TEXT NOT NULL,
    "AtUtc" INTEGER NOT NULL,
    "Body" TEXT NOT NULL,
    CONSTRAINT "PK_Votes" PRIMARY KEY ("Scope", "Number", "UserId")
);

CREATE INDEX "IX_Follows_Scope_CreatedUtc" ON "Follows" ("Scope", "CreatedUtc");

CREATE INDEX "IX_Votes_Scope_AtUtc" ON "Votes" ("Scope", "AtUtc");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122132355_FollowsVotesAndCommunities', '10.0.14');

ALTER TABLE "IncidentListings" RENAME TO "OldListings";

CREATE TABLE "IncidentLists" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_IncidentLists" PRIMARY KEY AUTOINCREMENT,
    "Audience" TEXT NOT NULL,
    "Facet" INTEGER NOT NULL,
    "Value" TEXT NOT NULL,
    "IsHidden" INTEGER NOT NULL
);

CREATE UNIQUE INDEX "IX_IncidentLists_Audience_Facet_Value_IsHidden" ON "IncidentLists" ("Audience", "Facet", "Value", "IsHidden");

CREATE TABLE "IncidentListings" (
    "Number" INTEGER NOT NULL,
    "Audience" TEXT NOT NULL,
    "IsHidden" INTEGER NOT NULL,
    "LatestUtc" INTEGER NOT NULL,
    "Severity" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Lists" TEXT NOT NULL,
    CONSTRAINT "PK_IncidentListings" PRIMARY KEY ("Number", "Audience", "IsHidden"),
    CONSTRAINT "FK_IncidentListings_Incidents_Number" FOREIGN KEY ("Number")
        REFERENCES "Incidents" ("Number") ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE "IncidentEntries" (
    "List" INTEGER NOT NULL,
    "LatestUtc" INTEGER NOT NULL,
    "Number" INTEGER NOT NULL,
    "Severity" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    CONSTRAINT "PK_IncidentEntries" PRIMARY KEY ("List", "LatestUtc", "Number"),
    CONSTRAINT "FK_IncidentEntries_IncidentLists_List" FOREIGN KEY ("List")
        REFERENCES "IncidentLists" ("Id") ON DELETE CASCADE
) WITHOUT ROWID;
CREATE TABLE "IncidentTallies" (
    "List" INTEGER NOT NULL,
    "Day" INTEGER NOT NULL,
    "Level" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "Count" INTEGER NOT NULL,
    CONSTRAINT "PK_IncidentTallies" PRIMARY KEY ("List", "Day", "Level", "Kind"),
    CONSTRAINT "FK_IncidentTallies_IncidentLists_List" FOREIGN KEY ("List")
        REFERENCES "IncidentLists" ("Id") ON DELETE CASCADE
) WITHOUT ROWID;

INSERT INTO "IncidentLists" ("Audience", "Facet", "Value", "IsHidden")
SELECT DISTINCT "Audience", "Facet", "Value", 0 FROM "IncidentFacets"
UNION SELECT DISTINCT "Audience", 3, '', 0 FROM "OldListings"
UNION SELECT DISTINCT "Audience", 4, '', 0 FROM "IncidentFacets" WHERE "Facet" = 0;
INSERT INTO "IncidentLists" ("Audience", "Facet", "Value", "IsHidden")
SELECT DISTINCT o."Audience", f."Facet", f."Value", 1 FROM "OldListings" o
JOIN "IncidentFacets" f ON f."Number" = o."Number" AND f."Audience" = '' WHERE o."Audience" <> ''
UNION SELECT DISTINCT o."Audience", 4, '', 1 FROM "OldListings" o
JOIN "IncidentFacets" f ON f."Number" = o."Number" AND f."Audience" = '' AND f."Facet" = 0
WHERE o."Audience" <> ''
UNION SELECT DISTINCT o."Audience", 3, '', 1 FROM "OldListings" o
JOIN "OldListings" c ON c."Number" = o."Number" AND c."Audience" = '' WHERE o."Audience" <> '';

CREATE TEMP TABLE "Found" AS
SELECT "Number", "Audience", "Audience" AS "From", 0 AS "IsHidden" FROM "OldListings"
UNION ALL SELECT o."Number", o."Audience", '', 1 FROM "OldListings" o
JOIN "OldListings" c ON c."Number" = o."Number" AND c."Audience" = '' WHERE o."Audience" <> '';
INSERT INTO "IncidentListings"
    ("Number", "Audience", "IsHidden", "LatestUtc", "Severity", "Kind", "Lists")
SELECT w."Number", w."Audience", w."IsHidden", s."LatestUtc", s."Severity", s."Kind",
    (SELECT json_group_array("Id") FROM (
        SELECT l."Id" FROM "IncidentLists" l
        WHERE l."Audience" = w."Audience" AND l."IsHidden" = w."IsHidden" AND l."Value" = ''
            AND (l."Facet" = 3 OR (l."Facet" = 4 AND EXISTS (SELECT 1 FROM "IncidentFacets" t
                WHERE t."Number" = w."Number" AND t."Audience" = w."From" AND t."Facet" = 0)))
        UNION ALL SELECT l."Id" FROM "IncidentFacets" f
        JOIN "IncidentLists" l ON l."Audience" = w."Audience" AND l."Facet" = f."Facet"
            AND l."Value" = f."Value" AND l."IsHidden" = w."IsHidden"
        WHERE f."Number" = w."Number" AND f."Audience" = w."From"
        ORDER BY 1))
FROM "Found" w JOIN "OldListings" s ON s."Number" = w."Number" AND s."Audience" = w."From";
DROP TABLE "Found";

INSERT INTO "IncidentEntries" ("List", "LatestUtc", "Number", "Severity", "Kind")
SELECT n."value", s."LatestUtc", s."Number", s."Severity", s."Kind"
FROM "IncidentListings" s, json_each(s."Lists") n ORDER BY 1, 2, 3;

INSERT INTO "IncidentTallies" ("List", "Day", "Level", "Kind", "Count")
SELECT "List",
    ("LatestUtc" - (("LatestUtc" % 86400000) + 86400000) % 86400000) / 86400000,
    CASE WHEN "Severity" >= 75 THEN 3 WHEN "Severity" >= 50 THEN 2 WHEN "Severity" >= 25 THEN 1 ELSE 0 END,
    "Kind", COUNT(*)
FROM "IncidentEntries" GROUP BY 1, 2, 3, 4;

DROP TABLE "OldListings";

DROP TABLE "IncidentFacets";

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122140000_IncidentTallies', '10.0.14');

CREATE TABLE "ArticleTerms" ("Term" TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

CREATE VIRTUAL TABLE "ArticleVocabulary" USING fts5vocab("ArticleWords", 'row');

INSERT INTO "ArticleTerms" SELECT term FROM "ArticleVocabulary";

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122143000_ArticleTerms', '10.0.14');

DROP INDEX "IX_Deliveries_SentUtc";

ALTER TABLE "Deliveries" ADD "TriedUtc" INTEGER NULL;

UPDATE "Deliveries" SET "TriedUtc" = "SentUtc";

CREATE INDEX "IX_Deliveries_TriedUtc" ON "Deliveries" ("TriedUtc") WHERE "TriedUtc" IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122151500_AttemptTimes', '10.0.14');

CREATE TABLE "ArticlePages" (
    "ArticleRow" INTEGER NOT NULL CONSTRAINT "PK_ArticlePages" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "DueUtc" INTEGER NULL,
    "Tries" INTEGER NOT NULL,
    "Outcome" TEXT NULL,
    "FeedHash" TEXT NULL,
    "FeedText" TEXT NULL,
    CONSTRAINT "FK_ArticlePages_Articles_ArticleRow" FOREIGN KEY ("ArticleRow") REFERENCES "Articles" ("Row") ON DELETE CASCADE
);

CREATE INDEX "IX_ArticlePages_DueUtc" ON "ArticlePages" ("DueUtc") WHERE "DueUtc" IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122171500_ArticlePages', '10.0.14');

ALTER TABLE "Feeds" ADD "Listed" TEXT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122192500_FeedListings', '10.0.14');

CREATE TABLE "Hosts" (
    "Host" TEXT NOT NULL CONSTRAINT "PK_Hosts" PRIMARY KEY,
    "Scope" TEXT NOT NULL,
    "FreeUtc" INTEGER NOT NULL,
    "TakenBy" TEXT NULL
);

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122194000_Hosts', '10.0.14');

CREATE TABLE "HubPushes" (
    "Row" INTEGER NOT NULL CONSTRAINT "PK_HubPushes" PRIMARY KEY AUTOINCREMENT,
    "AtUtc" INTEGER NOT NULL,
    "Body" BLOB NOT NULL,
    "ContentType" TEXT NULL,
    "FeedId" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "Self" TEXT NOT NULL
);

CREATE TABLE "HubSubscriptions" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_HubSubscriptions" PRIMARY KEY,
    "Body" TEXT NOT NULL,
    "DueUtc" INTEGER NOT NULL,
    "FeedId" TEXT NOT NULL,
    "Scope" TEXT NOT NULL,
    "Stage" INTEGER NOT NULL
);

CREATE INDEX "IX_HubPushes_FeedId" ON "HubPushes" ("FeedId");

CREATE INDEX "IX_HubSubscriptions_DueUtc" ON "HubSubscriptions" ("DueUtc") WHERE "Stage" <> 3;

CREATE INDEX "IX_HubSubscriptions_FeedId_Stage" ON "HubSubscriptions" ("FeedId", "Stage");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261122200500_Hubs', '10.0.14');

