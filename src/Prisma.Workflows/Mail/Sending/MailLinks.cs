using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Makes a mail's links when it is sent: the tokens stand in the mail alone, their hashes in the database.</summary>
sealed class MailLinks(IOptions<PrismaOptions> options, TimeProvider time)
{
    /// <summary>Names the page of the enrolment that a button opens.</summary>
    internal const string Page = "page";

    readonly string _home = options.Value.PublicUrl.TrimEnd('/');

    /// <summary>Adds every link's address to the facts and answers with the rows that make them work.</summary>
    public IReadOnlyList<AccessLink> AddTo(JsonObject facts, Guid personId, Guid? enrolmentId, Guid? stepId, DateTimeOffset? stepClosedAt)
    {
        List<AccessLink> links = [];
        string Make(LinkPurpose purpose, Guid? step = null, DateTimeOffset? expiresAt = null, Guid? concern = null)
        {
            var token = LinkToken.Create();
            links.Add(new AccessLink
            {
                TokenHash = LinkToken.HashOf(token),
                PersonId = personId,
                Purpose = purpose,
                StepId = step,
                EnrolmentId = purpose == LinkPurpose.Mails ? null : enrolmentId,
                ConcernId = concern,
                CreatedAt = time.GetUtcNow(),
                ExpiresAt = expiresAt,
            });
            return $"{_home}/{(purpose switch { LinkPurpose.Invitation => "invitation", LinkPurpose.Password => "password", _ => "l" })}/{token}";
        }

        var toStep = stepId is null ? null : Make(LinkPurpose.Step, stepId, stepClosedAt + AccessLink.Afterlife);
        var toEnrolment = enrolmentId is null || IsOfTheTeam(facts) ? null : Make(LinkPurpose.Enrolment);
        var toConcern = ConcernOf(facts) is { } concern ? Make(LinkPurpose.Concern, concern: concern) : null;
        var toInvitation = IsTrue(facts, "invites") ? Make(LinkPurpose.Invitation, expiresAt: time.GetUtcNow() + InvitePerson.Valid)
            : IsTrue(facts, "forgot") ? Make(LinkPurpose.Password, expiresAt: time.GetUtcNow() + AcceptInvitation.PasswordLinkValid)
            : null;

        Set(facts, "action", toConcern ?? toInvitation ?? (ActionPath(facts) is { } path ? _home + path : toStep ?? (toEnrolment is not null && PageOf(facts) is { } page ? $"{toEnrolment}?to={page}" : toEnrolment) ?? _home));
        Set(facts, "more_time", toStep is null ? null : $"{toStep}?to=more-time");
        Set(facts, "pause", toEnrolment is null ? null : $"{toEnrolment}?to=pause");
        Set(facts, "withdraw", toEnrolment is null ? null : $"{toEnrolment}?to=leave");
        Set(facts, "prefs", toEnrolment is not null ? $"{toEnrolment}?to=mails" : (IsOfTheTeam(facts) && !IsTrue(facts, "has_links_only")) || facts["to"] is not null || (toConcern ?? toInvitation) is not null ? null : Make(LinkPurpose.Mails));
        return links;
    }

    /// <summary>Who only helps in a passage cannot pause or leave it; whoever has no account to do it in chooses their mails by a link all the same.</summary>
    public static bool IsOfTheTeam(JsonObject facts) => IsTrue(facts, "of_the_team");

    static bool IsTrue(JsonObject facts, string name) => facts[name] is JsonValue value && value.TryGetValue<bool>(out var said) && said;

    static string? ActionPath(JsonObject facts) =>
        facts["action"] is JsonObject action && action["path"] is JsonValue value && value.TryGetValue<string>(out var path) && path.StartsWith('/') ? path : null;

    /// <summary>Which page of the enrolment the button opens, where it is not the one that says how it stands.</summary>
    static string? PageOf(JsonObject facts) => facts["action"]?[Page]?.ToString();

    static Guid? ConcernOf(JsonObject facts) => Guid.TryParse(facts["action"]?["concern"]?.ToString(), out var id) ? id : null;

    static void Set(JsonObject facts, string name, string? url)
    {
        if (facts[name] is not JsonObject group)
            facts[name] = group = [];
        group["url"] = url;
    }
}
