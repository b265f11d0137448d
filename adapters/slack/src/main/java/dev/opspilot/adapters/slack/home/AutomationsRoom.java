package dev.opspilot.adapters.slack.home;

import dev.opspilot.adapters.slack.draw.Blocks;
import dev.opspilot.adapters.slack.draw.NoticeDrawing;
import dev.opspilot.adapters.slack.draw.OrderButtons;
import dev.opspilot.adapters.slack.draw.Page;
import dev.opspilot.adapters.slack.draw.SlackIds;
import dev.opspilot.rituals.surface.Command;
import dev.opspilot.rituals.surface.Command.Topic;
import dev.opspilot.rituals.surface.FrontDesk;
import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Notice;
import dev.opspilot.rituals.surface.PageLinks;
import dev.opspilot.rituals.surface.Person;
import java.time.Instant;
import java.util.List;

/** The automations: what the desks say that runs by itself, with the buttons that they give. */
record AutomationsRoom(FrontDesk desk, PageLinks links) {
    /* What only tells how things stand. A bare "halt" pulls the kill switch. */
    private static final List<Command.Order> SHOWN = List.of(
            new Command.Order(Topic.SCHEDULE, ""),
            new Command.Order(Topic.AUTOMATION, ""),
            new Command.Order(Topic.FREEZE, ""),
            new Command.Order(Topic.HALT, "status"));
    private static final int BLOCKS_A_TOPIC = 28;

    void draw(Page page, Person person, String workspace, Instant now) {
        List<Command.Order> orders = SHOWN.stream()
                .filter(order -> desk.topics().contains(order.topic()))
                .toList();
        if (orders.isEmpty()) {
            page.add(Blocks.section("Nothing runs by itself here."));
        }
        OrderButtons buttons = new OrderButtons();
        NoticeDrawing notices = new NoticeDrawing(links);
        for (Command.Order order : orders) {
            Notice notice = desk.take(new Heard.Ordered(
                    new HeardKey(
                            "slack/home/" + person.id() + "/" + order.topic().key() + "/" + now.toEpochMilli()),
                    person,
                    SlackIds.direct(workspace, person),
                    order));
            page.add(HomeDrawing.divider());
            notices.blocks(notice, BLOCKS_A_TOPIC, buttons).forEach(page::add);
        }
    }
}
