using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ContestedContributions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ContestedAt",
                table: "Contributions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ContestedById",
                table: "Contributions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Doubt",
                table: "Contributions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ResolvedAt",
                table: "Contributions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "Contributions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "Contributions",
                type: "text",
                nullable: false,
                defaultValue: "Stated");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ContestedAt",
                table: "Contributions");

            migrationBuilder.DropColumn(
                name: "ContestedById",
                table: "Contributions");

            migrationBuilder.DropColumn(
                name: "Doubt",
                table: "Contributions");

            migrationBuilder.DropColumn(
                name: "ResolvedAt",
                table: "Contributions");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "Contributions");

            migrationBuilder.DropColumn(
                name: "State",
                table: "Contributions");
        }
    }
}
