package dev.opspilot.adapters.teams;

import dev.opspilot.adapters.teams.Activity.Account;
import dev.opspilot.rituals.receipt.Digest;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import dev.opspilot.rituals.surface.Place;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Turns what Teams sends into {@link Heard}, keeps it, and answers; the work goes on elsewhere. Thread-safe. */
final class TeamsInbox {
    private static final String REMOVED = "the app was removed from it";

    private final Conversations conversations;
    private final ServiceHosts hosts;
    private final TeamsSurface surface;
    private final Messages messages;
    private final Invokes invokes;

    TeamsInbox(
            Conversations conversations, ServiceHosts hosts, TeamsSurface surface, Messages messages, Invokes invokes) {
        this.conversations = conversations;
        this.hosts = hosts;
        this.surface = surface;
        this.messages = messages;
        this.invokes = invokes;
    }

    Reply hear(Activity activity) {
        if (activity.conversation().channel().isBlank()) {
            return Reply.ok();
        }
        switch (activity.type()) {
            case "installationUpdate" -> installed(activity, activity.action().startsWith("add"));
            case "conversationUpdate" -> members(activity);
            default -> {
                if (!activity.name().startsWith("composeExtension/")) {
                    keep(activity);
                }
            }
        }
        return switch (activity.type()) {
            case "message" -> messages.hear(activity);
            case "invoke" -> invokes.hear(activity);
            default -> Reply.ok();
        };
    }

    /**
     * What is heard from a conversation says how it is written to, that the app is in it, and where its sender is in time.
     * An action on a message says none of that: people take the app along into conversations that it is not in.
     */
    private void keep(Activity activity) {
        activity.zone().ifPresent(zone -> conversations.keep(person(activity).id(), zone));
        URI serviceUrl = hosts.allowed(activity.serviceUrl()).orElseThrow();
        ConversationRef ref = activity.conversation();
        conversations.keep(new Conversation(
                ref.channel(),
                ref.kind(),
                ref.tenant(),
                serviceUrl,
                activity.recipient().id(),
                ref.team(),
                ref.kind() == Conversation.Kind.PERSONAL
                        ? Optional.of(person(activity).id())
                        : Optional.empty(),
                Optional.empty()));
    }

    private void installed(Activity activity, boolean added) {
        if (added) {
            keep(activity);
        } else {
            leave(activity);
        }
    }

    private void members(Activity activity) {
        String event = activity.channelData().path("eventType").asText();
        if (event.equals("channelDeleted")) {
            String channel = activity.channelData().path("channel").path("id").asText();
            conversations.find(channel).ifPresent(each -> conversations.keep(each.lost("the channel was deleted")));
        } else if (event.equals("teamDeleted")) {
            leave(activity);
        } else if (isApp(activity.removed(), activity)) {
            leave(activity);
        } else {
            keep(activity);
            if (isApp(activity.added(), activity)) {
                surface.welcome(
                        place(activity),
                        new HeardKey("teams/welcome/"
                                + Digest.of(activity.conversation().channel())));
            }
        }
    }

    private void leave(Activity activity) {
        ConversationRef ref = activity.conversation();
        ref.team().ifPresent(team -> conversations.leaveTeam(team, REMOVED));
        conversations.find(ref.channel()).ifPresent(each -> conversations.keep(each.lost(REMOVED)));
    }

    private static boolean isApp(List<Account> accounts, Activity activity) {
        return accounts.stream()
                .anyMatch(each -> each.id().equals(activity.recipient().id()));
    }

    /** The same for every delivery of one thing. */
    static HeardKey key(String what, Activity activity, String more) {
        String one = activity.conversation().channel() + "\n" + activity.id().orElse("") + "\n" + more;
        return new HeardKey("teams/" + what + "/" + Digest.of(one));
    }

    /** By the directory's id where Teams names it: it is the same in every conversation and for every app. */
    static Person person(Activity activity) {
        Account from = activity.from();
        String id = from.aadId().orElse(from.id());
        return new Person(TeamsSurface.NAME, id, from.name().isBlank() ? id : from.name());
    }

    static Place place(Activity activity) {
        ConversationRef ref = activity.conversation();
        return new Place(TeamsSurface.NAME, ref.tenant(), ref.channel(), ref.thread());
    }

    static Notice notKept() {
        return Notice.of("", "OpsPilot could not write that down, so nothing was begun. Please try again in a minute.");
    }
}
