using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class DataWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DataDoneAt",
                table: "Enrolments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "DataWish",
                table: "Enrolments",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "DataWishAt",
                table: "Enrolments",
                type: "timestamp with time zone",
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
