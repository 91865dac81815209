using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Prisma.Workflows.Persistence.Sqlite.Migrations;

/// <summary>The days of notice that an agreement was signed with, and when they are over; what is there already had 30 with a hub, and 14 with a practice network or a partner.</summary>
[DbContext(typeof(SqlitePrismaDbContext))]
[Migration("20261130173000_DaysOfNotice")]
public sealed class DaysOfNotice : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>(name: "NoticeDays", table: "Agreements", type: "INTEGER", nullable: false, defaultValue: 0);
        migrationBuilder.AddColumn<long>(name: "NoticeEndsAt", table: "Enrolments", type: "INTEGER", nullable: true);
        migrationBuilder.Sql("""
            UPDATE "Agreements" SET "NoticeDays" = CASE WHEN "TemplateId" = 'A-03' THEN 30 ELSE 14 END WHERE "TemplateId" IN ('A-03', 'A-04', 'A-05')
            """);
        migrationBuilder.Sql("""
            UPDATE "Enrolments" SET "NoticeEndsAt" = "EndedAt" + (SELECT MAX("NoticeDays") FROM "Agreements" WHERE "EnrolmentId" = "Enrolments"."Id" AND "State" = 'Active') * 864000000000
            WHERE "State" IN ('Withdrawn', 'Lapsed', 'Declined') AND EXISTS (SELECT 1 FROM "Agreements" WHERE "EnrolmentId" = "Enrolments"."Id" AND "State" = 'Active' AND "NoticeDays" > 0)
            """);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("ALTER TABLE \"Agreements\" DROP COLUMN \"NoticeDays\"");
        migrationBuilder.Sql("ALTER TABLE \"Enrolments\" DROP COLUMN \"NoticeEndsAt\"");
    }
}
