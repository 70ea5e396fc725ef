using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AlertBot.Storage.Migrations.Sqlite
{
    internal partial class IncidentTallies : Migration
    {
        // What was listed before is listed anew, in one pass over each table: half a minute for a million rows.
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            MakeTables(migrationBuilder);
            FillLists(migrationBuilder);
            FillListings(migrationBuilder);
            migrationBuilder.Sql(
                """
                INSERT INTO "IncidentEntries" ("List", "LatestUtc", "Number", "Severity", "Kind")
                SELECT n."value", s."LatestUtc", s."Number", s."Severity", s."Kind"
                FROM "IncidentListings" s, json_each(s."Lists") n ORDER BY 1, 2, 3;
                """);

            // Days are counted down from any instant, before 1970 too; levels are those of the score.
            migrationBuilder.Sql(
                """
                INSERT INTO "IncidentTallies" ("List", "Day", "Level", "Kind", "Count")
                SELECT "List",
                    ("LatestUtc" - (("LatestUtc" % 86400000) + 86400000) % 86400000) / 86400000,
                    CASE WHEN "Severity" >= 75 THEN 3 WHEN "Severity" >= 50 THEN 2 WHEN "Severity" >= 25 THEN 1 ELSE 0 END,
                    "Kind", COUNT(*)
                FROM "IncidentEntries" GROUP BY 1, 2, 3, 4;
                """);
            migrationBuilder.Sql("DROP TABLE \"OldListings\";");
            migrationBuilder.DropTable(name: "IncidentFacets");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE \"IncidentListings\" RENAME TO \"NewListings\";");
            migrationBuilder.Sql(
                """
                CREATE TABLE "IncidentListings" (
                    "Number" INTEGER NOT NULL,
                    "Audience" TEXT NOT NULL,
                    "LatestUtc" INTEGER NOT NULL,
                    "Severity" INTEGER NOT NULL,
                    "Kind" INTEGER NOT NULL,
                    CONSTRAINT "PK_IncidentListings" PRIMARY KEY ("Number", "Audience"),
                    CONSTRAINT "FK_IncidentListings_Incidents_Number" FOREIGN KEY ("Number")
                        REFERENCES "Incidents" ("Number") ON DELETE CASCADE
                );
                INSERT INTO "IncidentListings" SELECT "Number", "Audience", "LatestUtc", "Severity", "Kind"
                FROM "NewListings" WHERE NOT "IsHidden";
                CREATE INDEX "IX_IncidentListings_Audience_LatestUtc_Number_Severity_Kind"
                ON "IncidentListings" ("Audience", "LatestUtc" DESC, "Number" DESC, "Severity", "Kind");
                CREATE TABLE "IncidentFacets" (
                    "Number" INTEGER NOT NULL,
                    "Audience" TEXT NOT NULL,
                    "Facet" INTEGER NOT NULL,
                    "Value" TEXT NOT NULL,
                    "LatestUtc" INTEGER NOT NULL,
                    "Severity" INTEGER NOT NULL,
                    "Kind" INTEGER NOT NULL,
                    CONSTRAINT "PK_IncidentFacets" PRIMARY KEY ("Number", "Audience", "Facet", "Value"),
                    CONSTRAINT "FK_IncidentFacets_Incidents_Number" FOREIGN KEY ("Number")
                        REFERENCES "Incidents" ("Number") ON DELETE CASCADE
                );
                INSERT INTO "IncidentFacets"
                SELECT s."Number", s."Audience", l."Facet", l."Value", s."LatestUtc", s."Severity", s."Kind"
                FROM "NewListings" s, json_each(s."Lists") n JOIN "IncidentLists" l ON l."Id" = n."value"
                WHERE NOT s."IsHidden" AND l."Facet" < 3;
                CREATE INDEX "IX_IncidentFacets_Audience_Facet_Value_LatestUtc_Number_Severity_Kind"
                ON "IncidentFacets"
                    ("Audience", "Facet", "Value", "LatestUtc" DESC, "Number" DESC, "Severity", "Kind");
                DROP TABLE "NewListings";
                DROP TABLE "IncidentTallies";
                DROP TABLE "IncidentEntries";
                DROP TABLE "IncidentLists";
                """);
        }

        private static void MakeTables(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE \"IncidentListings\" RENAME TO \"OldListings\";");
            migrationBuilder.CreateTable(
                name: "IncidentLists",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Audience = table.Column<string>(type: "TEXT", nullable: false),
                    Facet = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    IsHidden = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IncidentLists", x => x.Id);
                });
            migrationBuilder.CreateIndex(
                name: "IX_IncidentLists_Audience_Facet_Value_IsHidden",
                table: "IncidentLists",
                columns: new[] { "Audience", "Facet", "Value", "IsHidden" },
                unique: true);

            // WITHOUT ROWID, which the builder cannot say: an entry is found by its whole key, and stored once.
            migrationBuilder.Sql(
                """
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
                """);
        }

        // A list for each thing that an audience finds incidents by, for everything (3) and for what is watched (4). Of
        // the common ones a community needs those whose incidents it is shown in its own.
        private static void FillLists(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
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
            """);

        private static void FillListings(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
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
            """);
    }
}
