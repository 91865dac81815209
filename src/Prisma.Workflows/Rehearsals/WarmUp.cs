using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Rehearsals;

/// <summary>
/// What a process does slowly the first time, done beside the beginning of a rehearsal and in the order in which it will be needed: on a second core nobody waits for it.
/// It keeps nothing, and what comes of it is thrown away.
/// </summary>
public sealed class WarmUp(IServiceScopeFactory scopes, DefinitionCheck check, ExpressionEvaluator expressions)
{
    public Task ExecuteAsync(string definitionFile) =>
        Task.WhenAll(Task.Run(() => CheckAndTrack(definitionFile)), Task.Run(expressions.WarmUp));

    /// <summary>Forms, mails and ladders that a definition names are read and looked through only once in a process.</summary>
    void CheckAndTrack(string definitionFile)
    {
        check.Check(DefinitionJson.Read(File.ReadAllText(definitionFile)));
        using var scope = scopes.CreateScope();
        Track(scope.ServiceProvider.GetRequiredService<PrismaDbContext>());
    }

    /// <summary>The ways in and out of a row are made when the first of its kind is tracked.</summary>
    static void Track(PrismaDbContext db)
    {
        foreach (var type in db.Model.GetEntityTypes())
        {
            var row = RuntimeHelpers.GetUninitializedObject(type.ClrType);
            foreach (var key in type.FindPrimaryKey()!.Properties.Where(key => key.ClrType == typeof(string)))
                key.PropertyInfo!.SetValue(row, "");
            db.Entry(row).State = EntityState.Unchanged;
            db.ChangeTracker.DetectChanges();
            db.ChangeTracker.Clear();
        }
    }
}
