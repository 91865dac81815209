using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class IndexesOfValuesOnly : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bookmarks_DueAt",
                table: "Bookmarks");

            migrationBuilder.DropIndex(
                name: "IX_Instances_ActivationKey",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Instances_ParentInstanceId",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Steps_NextRungAt",
                table: "Steps");

            migrationBuilder.CreateIndex(
                name: "IX_Bookmarks_DueAt",
                table: "Bookmarks",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_ActivationKey",
                table: "Instances",
                column: "ActivationKey",
                unique: true,
                filter: "\"ActivationKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_ParentInstanceId",
                table: "Instances",
                column: "ParentInstanceId",
                filter: "\"ParentInstanceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox",
                column: "DigestKey",
                filter: "\"DigestKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Steps_NextRungAt",
                table: "Steps",
                column: "NextRungAt",
                filter: "\"NextRungAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bookmarks_DueAt",
                table: "Bookmarks");

            migrationBuilder.DropIndex(
                name: "IX_Instances_ActivationKey",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Instances_ParentInstanceId",
                table: "Instances");

            migrationBuilder.DropIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox");

            migrationBuilder.DropIndex(
                name: "IX_Steps_NextRungAt",
                table: "Steps");

            migrationBuilder.CreateIndex(
                name: "IX_Bookmarks_DueAt",
                table: "Bookmarks",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Instances_ActivationKey",
                table: "Instances",
                column: "ActivationKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Instances_ParentInstanceId",
                table: "Instances",
                column: "ParentInstanceId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DigestKey",
                table: "Outbox",
                column: "DigestKey");

            migrationBuilder.CreateIndex(
                name: "IX_Steps_NextRungAt",
                table: "Steps",
                column: "NextRungAt");
        }
    }
}
