using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class BookmarkRoutes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Route",
                table: "Bookmarks",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Bookmarks_Route",
                table: "Bookmarks",
                column: "Route",
                filter: "\"Route\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Bookmarks_Route",
                table: "Bookmarks");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Bookmarks");
        }
    }
}
