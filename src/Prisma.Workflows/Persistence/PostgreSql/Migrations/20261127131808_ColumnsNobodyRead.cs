using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ColumnsNobodyRead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Spread",
                table: "Reviews");

            migrationBuilder.DropColumn(
                name: "Place",
                table: "Organisations");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "Spread",
                table: "Reviews",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Organisations",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
