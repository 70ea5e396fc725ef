using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AlertBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class AttemptTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Deliveries_SentUtc", table: "Deliveries");
            migrationBuilder.AddColumn<long>(
                name: "TriedUtc", table: "Deliveries", type: "INTEGER", nullable: true);
            migrationBuilder.Sql("UPDATE \"Deliveries\" SET \"TriedUtc\" = \"SentUtc\";");
            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_TriedUtc", table: "Deliveries", column: "TriedUtc",
                filter: "\"TriedUtc\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Deliveries_TriedUtc", table: "Deliveries");
            migrationBuilder.DropColumn(name: "TriedUtc", table: "Deliveries");
            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_SentUtc", table: "Deliveries", column: "SentUtc",
                filter: "\"SentUtc\" IS NOT NULL");
        }
    }
}
