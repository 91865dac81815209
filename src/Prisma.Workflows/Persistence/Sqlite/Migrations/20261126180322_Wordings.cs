using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.Sqlite.Migrations
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BaseId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PublishedAs = table.Column<int>(type: "INTEGER", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PublishedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Wordings", x => x.Id);
                });

            // What stewards wrote for mails goes along; a first publication is version 2, for what is shipped comes before.
            migrationBuilder.Sql("""
                INSERT INTO "Wordings" ("Id", "Kind", "Name", "Language", "Content", "Hash", "SavedBy", "SavedAt", "Number", "PublishedAs", "PublishedBy", "Sentence")
                SELECT "Id", 'mail', "Mail", "Language", "Subject" || char(10) || char(10) || "Body", "Hash", "SavedBy", "SavedAt",
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
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    Mail = table.Column<string>(type: "TEXT", nullable: false),
                    PublishedAs = table.Column<int>(type: "INTEGER", nullable: true),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SavedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false)
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
