using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AlertBot.Storage.Migrations.Sqlite
{
    internal partial class ArticleTerms : Migration
    {
        // Apart from the model, as the index of words is. The words that are there come out of it.
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("CREATE TABLE \"ArticleTerms\" (\"Term\" TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;");
            migrationBuilder.Sql(
                "CREATE VIRTUAL TABLE \"ArticleVocabulary\" USING fts5vocab(\"ArticleWords\", 'row');");
            migrationBuilder.Sql("INSERT INTO \"ArticleTerms\" SELECT term FROM \"ArticleVocabulary\";");
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TABLE \"ArticleVocabulary\";");
            migrationBuilder.Sql("DROP TABLE \"ArticleTerms\";");
        }
    }
}
