package dev.opspilot.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.opspilot.adapters.teams.Conversation;
import dev.opspilot.rituals.receipt.SessionId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PgConversationsTest {
    private final Database database = Database.open(TestDatabase.url());
    private final PgConversations conversations = new PgConversations(database);

    @AfterEach
    void close() {
        database.close();
    }

    private static Conversation conversation(String channel, Optional<String> team, Optional<String> person) {
        return new Conversation(
                channel,
                person.isPresent() ? Conversation.Kind.PERSONAL : Conversation.Kind.CHANNEL,
                "tenant",
                URI.create("https://smba.trafficmanager.net/emea/"),
                "28:app",
                team,
                person,
                Optional.empty());
    }

    @Test
    void aConversationIsFoundAsItWasKeptLast() {
        Conversation ops = conversation("19:ops", Optional.of("team"), Optional.empty());
        conversations.keep(ops);
        conversations.keep(conversation("19:ops", Optional.empty(), Optional.empty()));

        assertThat(conversations.find("19:ops")).as("a team once named stays").contains(ops);
        assertThat(conversations.find("19:other")).isEmpty();
    }

    @Test
    void aTeamThatIsLeftTakesItsChannelsAndNoOther() {
        conversations.keep(conversation("19:one", Optional.of("left"), Optional.empty()));
        conversations.keep(conversation("19:two", Optional.of("kept"), Optional.empty()));
        conversations.leaveTeam("left", "the app was removed from it");

        assertThat(conversations.find("19:one").orElseThrow().gone()).contains("the app was removed from it");
        assertThat(conversations.find("19:two").orElseThrow().gone()).isEmpty();
    }

    @Test
    void aTeamIsKnownByAnyChannelThatCanBeWrittenTo() {
        Conversation general = conversation("19:general", Optional.of("in"), Optional.empty());
        conversations.keep(general);
        assertThat(conversations.inTeam("in")).contains(general);
        assertThat(conversations.inTeam("not in")).isEmpty();

        conversations.leaveTeam("in", "the app was removed from it");
        assertThat(conversations.inTeam("in")).isEmpty();
    }

    @Test
    void theChatWithAPersonIsFoundByThePerson() {
        Conversation chat = conversation("a:ben", Optional.empty(), Optional.of("aad-ben"));
        conversations.keep(chat);

        assertThat(conversations.chatWith("aad-ben")).contains(chat);
        assertThat(conversations.chatWith("aad-nobody")).isEmpty();
    }

    @Test
    void theLatestSessionOfAThreadIsKnownForAsLongAsIsWanted() {
        Instant before = Instant.now().minus(Duration.ofHours(1));
        conversations.about("19:thread", "1000", new SessionId("first"));
        conversations.about("19:thread", "1000", new SessionId("second"));

        assertThat(conversations.sessionIn("19:thread", "1000", before)).contains(new SessionId("second"));
        assertThat(conversations.sessionIn("19:thread", "1000", before.plus(Duration.ofHours(2))))
                .isEmpty();
        assertThat(conversations.sessionIn("19:thread", "", before)).isEmpty();
    }

    @Test
    void aPersonsTimeZoneIsTheLastOne() {
        conversations.keep("aad-ana", ZoneId.of("Europe/Berlin"));
        conversations.keep("aad-ana", ZoneId.of("Asia/Tokyo"));

        assertThat(conversations.zoneOf("aad-ana")).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(conversations.zoneOf("aad-nobody")).isEmpty();
    }
}
