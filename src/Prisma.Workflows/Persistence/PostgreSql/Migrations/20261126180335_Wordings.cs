using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Wordings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Wordings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    SavedBy = table.Column<string>(type: "text", nullable: false),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    PublishedAs = table.Column<int>(type: "integer", nullable: true),
                    PublishedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PublishedBy = table.Column<string>(type: "text", nullable: false),
                    Sentence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Wordings", x => x.Id);
                });

            // What stewards wrote for mails goes along; a first publication is version 2, for what is shipped comes before.
            migrationBuilder.Sql("""
                INSERT INTO "Wordings" ("Id", "Kind", "Name", "Language", "Content", "Hash", "SavedBy", "SavedAt", "Number", "PublishedAs", "PublishedBy", "Sentence")
                SELECT "Id", 'mail', "Mail", "Language", "Subject" || E'\n\n' || "Body", "Hash", "SavedBy", "SavedAt",
                    CASE WHEN "PublishedAs" IS NULL THEN 0 ELSE 1 + (SELECT COUNT(*) FROM "MailWordings" AS "Other" WHERE "Other"."Mail" = "MailWordings"."Mail" AND "Other"."PublishedAs" <= "MailWordings"."PublishedAs") END,
                    "PublishedAs", '', ''
                FROM "MailWordings";
                """);

            migrationBuilder.DropTable(
                name: "MailWordings");

            migrationBuilder.CreateIndex(
                name: "IX_Wordings_Kind_Name_Language_Hash",
                table: "Wordings",
                columns: new[] { "Kind", "Name", "Language", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Wordings_PublishedAs",
                table: "Wordings",
                column: "PublishedAs",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Wordings");

            migrationBuilder.CreateTable(
                name: "MailWordings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Mail = table.Column<string>(type: "text", nullable: false),
                    PublishedAs = table.Column<int>(type: "integer", nullable: true),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SavedBy = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailWordings", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MailWordings_Mail_Language_Hash",
                table: "MailWordings",
                columns: new[] { "Mail", "Language", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailWordings_PublishedAs",
                table: "MailWordings",
                column: "PublishedAs",
                unique: true);
        }
    }
}
