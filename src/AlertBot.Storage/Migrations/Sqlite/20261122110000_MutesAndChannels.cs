using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AlertBot.Storage.Migrations.Sqlite
{
    internal partial class MutesAndChannels : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries");

            migrationBuilder.AddColumn<string>(
                name: "Channel",
                table: "Deliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // Rows of before have it in their body alone.
            migrationBuilder.Sql("UPDATE \"Deliveries\" SET \"Channel\" = json_extract(\"Body\", '$.channel');");

            migrationBuilder.CreateTable(
                name: "ChannelMoves",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    MovedTo = table.Column<string>(type: "TEXT", nullable: false),
                    MovedUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelMoves", x => x.Channel);
                });

            migrationBuilder.CreateTable(
                name: "ClosedChannels",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    SinceUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Checks = table.Column<int>(type: "INTEGER", nullable: false),
                    NextCheckUtc = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosedChannels", x => x.Channel);
                });

            migrationBuilder.CreateTable(
                name: "Mutes",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    IsEnded = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mutes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries",
                columns: new[] { "Severity", "CreatedUtc", "Row", "ReadyUtc", "AlertId", "Sequence", "State", "Channel", "Kind" },
                descending: new[] { true, false, false, false, false, false, false, false, false },
                filter: "\"State\" IN (0, 1, 3)");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_SentUtc",
                table: "Deliveries",
                column: "SentUtc",
                filter: "\"SentUtc\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Mutes_Scope",
                table: "Mutes",
                column: "Scope",
                filter: "NOT \"IsEnded\"");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChannelMoves");

            migrationBuilder.DropTable(
                name: "ClosedChannels");

            migrationBuilder.DropTable(
                name: "Mutes");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_SentUtc",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Channel",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Open",
                table: "Deliveries",
                columns: new[] { "Severity", "CreatedUtc", "Row", "ReadyUtc", "AlertId", "Sequence", "State" },
                descending: new[] { true, false, false, false, false, false, false },
                filter: "\"State\" IN (0, 1, 3)");
        }
    }
}
