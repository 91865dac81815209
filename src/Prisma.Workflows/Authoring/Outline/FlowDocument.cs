namespace Prisma.Workflows.Authoring.Outline;

/// <summary>The flowchart of a definition's document, changed in place: members that no edit speaks of stay as they were written.</summary>
sealed class FlowDocument
{
    readonly JsonArray _activities;
    readonly JsonArray _connections;

    FlowDocument(JsonArray activities, JsonArray connections) => (_activities, _connections) = (activities, connections);

    /// <summary>Null where the root is something else than a flowchart in the shape that designers write; such a definition is only drawn on the canvas.</summary>
    public static FlowDocument? Of(JsonObject document)
    {
        if (document["root"] is not JsonObject { } root || root["type"]?.ToString() != "Elsa.Flowchart" || root["activities"] is not JsonArray activities)
            return null;
        var connections = root["connections"] as JsonArray ?? [];
        if (activities.Any(activity => activity is not JsonObject one || one["id"] is not JsonValue) || connections.Any(one => one is not JsonObject connection || !Link.IsPlain(connection)))
            return null;
        root["connections"] ??= connections;
        return new FlowDocument(activities, connections);
    }

    public IEnumerable<JsonObject> Activities => _activities.OfType<JsonObject>();

    public IEnumerable<Link> Links => _connections.OfType<JsonObject>().Select(connection => new Link(connection));

    public JsonObject? Find(string id) => Activities.FirstOrDefault(activity => activity["id"]!.ToString() == id);

    public IReadOnlyList<Link> LinksTo(string id) => [.. Links.Where(link => link.Target == id)];

    public IReadOnlyList<Link> LinksFrom(string id) => [.. Links.Where(link => link.Source == id)];

    public void Add(JsonObject activity) => _activities.Add(activity);

    public void Connect(string source, string port, string target)
    {
        if (!Links.Any(link => (link.Source, link.Port, link.Target) == (source, port, target)))
        {
            _connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
                ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
            });
        }
    }

    /// <summary>Lets the connections lead elsewhere; two that then say the same become one.</summary>
    public void Redirect(IEnumerable<Link> links, string target)
    {
        foreach (var link in links.ToList())
        {
            if (Links.Any(other => other.Json != link.Json && (other.Source, other.Port, other.Target) == (link.Source, link.Port, target)))
                Disconnect(link);
            else
                link.LeadTo(target);
        }
    }

    public void Disconnect(Link link) => _connections.Remove(link.Json);

    /// <summary>Takes the activity out with every connection of its own.</summary>
    public void Remove(string id)
    {
        foreach (var link in Links.Where(link => link.Source == id || link.Target == id).ToList())
            Disconnect(link);
        _activities.Remove(Find(id));
    }

    /// <summary>One connection of the document.</summary>
    public readonly record struct Link(JsonObject Json)
    {
        public string Source => Json["source"]!["activity"]!.ToString();

        public string Port => Json["source"]!["port"]?.ToString() ?? "Done";

        public string Target => Json["target"]!["activity"]!.ToString();

        public static bool IsPlain(JsonObject json) =>
            json["source"] is JsonObject source && source["activity"] is JsonValue && json["target"] is JsonObject target && target["activity"] is JsonValue;

        /// <summary>The bends of the line were drawn for its old end.</summary>
        public void LeadTo(string target)
        {
            Json["target"]!["activity"] = target;
            if (Json["vertices"] is JsonArray)
                Json["vertices"] = new JsonArray();
        }
    }
}
