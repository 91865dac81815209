using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>A steward begins a pathway of their own: with one stage and an end, to be filled, or as a copy of what is here.</summary>
public sealed class BeginDefinition(FindDefinitions definitions, SaveDraft save)
{
    public const string NameField = "name";

    /// <summary>No way leads through it yet that somebody could miss: what is added stands between the stage and the end.</summary>
    const string Bare = """
        { "root": { "id": "flowchart", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "start", "type": "Elsa.Start", "version": 1, "metadata": { "displayText": "Start", "designer": { "position": { "x": 0, "y": 0 } } } },
              { "id": "stage-1", "type": "Prisma.Stage", "version": 1, "metadata": { "displayText": "The first stage", "designer": { "position": { "x": 260, "y": 0 } } },
                "key": { "typeName": "String", "expression": { "type": "Literal", "value": "STAGE-1" } },
                "title": { "typeName": "String", "expression": { "type": "Literal", "value": "The first stage" } } },
              { "id": "end", "type": "Prisma.Close", "version": 1, "metadata": { "displayText": "Completed", "designer": { "position": { "x": 560, "y": 0 } } },
                "ending": { "typeName": "String", "expression": { "type": "Literal", "value": "completed" } } } ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "stage-1", "port": "In" } },
              { "source": { "activity": "stage-1", "port": "Done" }, "target": { "activity": "end", "port": "In" } } ] } }
        """;

    /// <param name="name">How people will call it.</param>
    /// <param name="like">Of which definition it begins as a copy; empty for none.</param>
    public async Task<Outcome<SavedDraft>> ExecuteAsync(string name, string like, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        problems.Require(name.Trim().Length > 0, NameField, "Give it a name, such as “Pathway of the gardeners”.");
        problems.Require(!await definitions.IsNameTakenAsync(name.Trim(), null, cancellation), NameField, $"“{name.Trim()}” is here already. Give it another name.");
        var model = like.Length > 0 ? (await definitions.OfDefinitionAsync(like, VersionWanted.Latest, cancellation))?.Json : Bare;
        problems.Require(model is not null, "like", "What it should begin as a copy of is no longer here. Choose another.");
        if (problems.Any)
            return problems;
        var document = DefinitionJson.Read(model!).Document;
        document["name"] = name.Trim();
        return await save.ExecuteAsync(new DraftToSave(null, document, null), by, cancellation);
    }
}
