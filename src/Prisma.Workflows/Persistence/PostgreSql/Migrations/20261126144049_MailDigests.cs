using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class MailDigests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "DigestKey",
                table: "Outbox",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox",
                column: "DigestKey");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_PersonId",
                table: "Outbox",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_PersonId",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "DigestKey",
                table: "Outbox");
        }
    }
}
