using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Prisma.Workflows.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ColumnsNobodyRead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Dropped by EF, a column would take the whole table to be copied.
            migrationBuilder.Sql("""ALTER TABLE "Reviews" DROP COLUMN "Spread";""");
            migrationBuilder.Sql("""ALTER TABLE "Organisations" DROP COLUMN "Place";""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "Spread",
                table: "Reviews",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Place",
                table: "Organisations",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
