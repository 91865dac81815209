using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DataWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DataDoneAt",
                table: "Enrolments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DataWish",
                table: "Enrolments",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "DataWishAt",
                table: "Enrolments",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DataDoneAt",
                table: "Enrolments");

            migrationBuilder.DropColumn(
                name: "DataWish",
                table: "Enrolments");

            migrationBuilder.DropColumn(
                name: "DataWishAt",
                table: "Enrolments");
        }
    }
}
