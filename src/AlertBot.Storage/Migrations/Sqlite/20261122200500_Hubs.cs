using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AlertBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Hubs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HubPushes",
                columns: table => new
                {
                    Row = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AtUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: true),
                    FeedId = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Self = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_HubPushes", x => x.Row));
            migrationBuilder.CreateTable(
                name: "HubSubscriptions",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    DueUtc = table.Column<long>(type: "INTEGER", nullable: false),
                    FeedId = table.Column<string>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_HubSubscriptions", x => x.Key));
            migrationBuilder.CreateIndex(name: "IX_HubPushes_FeedId", table: "HubPushes", column: "FeedId");
            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_DueUtc", table: "HubSubscriptions", column: "DueUtc",
                filter: "\"Stage\" <> 3");
            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_FeedId_Stage", table: "HubSubscriptions", columns: ["FeedId", "Stage"]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "HubPushes");
            migrationBuilder.DropTable(name: "HubSubscriptions");
        }
    }
}
