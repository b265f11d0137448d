package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.util.List;

/** The automations: what the desks say that runs by itself, with the buttons that they give. */
record AutomationsRoom(FrontDesk desk, Links links) {
    private static final List<Topic> SHOWN = List.of(Topic.SCHEDULE, Topic.AUTOMATION, Topic.FREEZE, Topic.HALT);
    private static final int BLOCKS_A_TOPIC = 28;

    void draw(Page page, Person person, String workspace, Instant now) {
        List<Topic> topics = SHOWN.stream().filter(desk.topics()::contains).toList();
        if (topics.isEmpty()) {
            page.add(Blocks.section("Nothing runs by itself here."));
        }
        OrderButtons buttons = new OrderButtons();
        NoticeDrawing notices = new NoticeDrawing(links);
        for (Topic topic : topics) {
            Notice notice = desk.take(new Heard.Ordered(
                    new HeardKey("slack/home/" + person.id() + "/" + topic.key() + "/" + now.toEpochMilli()),
                    person,
                    SlackIds.direct(workspace, person),
                    new Command.Order(topic, "")));
            page.add(HomeDrawing.divider());
            notices.blocks(notice, BLOCKS_A_TOPIC, buttons).forEach(page::add);
        }
    }
}
