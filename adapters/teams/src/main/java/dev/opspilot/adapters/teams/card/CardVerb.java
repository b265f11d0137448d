package dev.opspilot.adapters.teams.card;

import dev.opspilot.rituals.play.PlayId;
import dev.opspilot.rituals.receipt.FindingId;
import dev.opspilot.rituals.surface.Heard.Button;
import java.util.Optional;

/** What buttons are called by what they mean, and how each is read back. */
final class CardVerb {
    static final String WHY = "opspilot.why";
    static final String CORRECT = "opspilot.correct";
    static final String POST_INCIDENT = "opspilot.postincident";
    static final String STOP = "opspilot.stop";
    static final String RATE = "opspilot.rate";
    static final String DECIDE = "opspilot.decide";
    static final String ORDER = "opspilot.order";
    static final String PAGE = "opspilot.page";
    static final String REFRESH = "opspilot.refresh";
    static final String RECEIPTS = "opspilot.receipts";
    static final String DRAFT = "opspilot.draft";
    static final String POST = "opspilot.post";
    static final String LAUNCHER = "opspilot.launcher";
    static final String LAUNCH = "opspilot.launch";
    static final String ASKING = "opspilot.asking";
    static final String ASKED = "opspilot.asked";

    private CardVerb() {}

    static Optional<CardAction> read(String verb, Carried data) {
        return switch (verb) {
            case WHY -> pressed(data, data.text("finding").map(FindingId::new).map(Button.Why::new));
            case CORRECT -> pressed(data, data.ritual().map(Button.Correct::new));
            case POST_INCIDENT -> pressed(data, Optional.of(new Button.PostIncident()));
            case STOP -> pressed(data, Optional.of(new Button.Stop()));
            case RATE -> pressed(data, data.truth("helpful").map(Button.Rate::new));
            case DECIDE -> pressed(data, decide(data));
            case ORDER -> data.text("command").map(CardAction.Typed::new);
            case PAGE -> data.session().flatMap(session -> data.page().map(page -> new CardAction.Turn(session, page)));
            case REFRESH -> data.session().map(CardAction.Refresh::new);
            case RECEIPTS ->
                data.session().flatMap(session -> data.page().map(page -> new CardAction.Receipts(session, page)));
            case DRAFT ->
                data.session()
                        .flatMap(session -> data.kit()
                                .flatMap(kit -> data.text("audience")
                                        .map(audience -> new CardAction.Drafted(session, kit, audience))));
            case POST -> data.text("nonce").flatMap(nonce -> posted(data, nonce));
            case LAUNCHER ->
                data.ritual().map(ritual -> new CardAction.Launcher(ritual, data.typed("intent", CardAction.LONGEST)));
            case LAUNCH ->
                data.ritual()
                        .flatMap(ritual -> data.text("nonce")
                                .map(nonce -> new CardAction.Launched(
                                        ritual, data.typed("intent", CardAction.LONGEST), nonce)));
            case ASKING -> data.text("command").map(CardAction.Asking::new);
            case ASKED ->
                data.text("command")
                        .flatMap(command -> data.text("nonce")
                                .map(nonce ->
                                        new CardAction.Asked(command, data.typed("words", CardAction.LONGEST), nonce)));
            default -> Optional.empty();
        };
    }

    private static Optional<CardAction> posted(Carried data, String nonce) {
        String text = data.typed("text", CardLimits.DRAFT);
        return data.session()
                .flatMap(session -> data.kit()
                        .flatMap(kit -> data.text("audience")
                                .map(audience -> new CardAction.Posted(session, kit, audience, text, nonce))));
    }

    private static Optional<Button> decide(Carried data) {
        return data.text("play")
                .flatMap(play -> data.choice()
                        .flatMap(choice -> data.digest("shown")
                                .map(shown -> new Button.Decide(
                                        new PlayId(play),
                                        choice,
                                        shown,
                                        data.typed(
                                                CardAction.reasonOf(new PlayId(play), choice), CardAction.LONGEST)))));
    }

    private static Optional<CardAction> pressed(Carried data, Optional<? extends Button> button) {
        return data.session().flatMap(session -> button.map(each -> new CardAction.Pressed(session, each)));
    }
}
