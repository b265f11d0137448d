package dev.opspilot.bot.doctor;

import dev.opspilot.rituals.checkup.Check;
import dev.opspilot.rituals.checkup.Checkup;
import java.util.List;

/** Something that was found before anybody looked. */
public record Known(Check check) implements Checkup {
    @Override
    public String area() {
        return check.area();
    }

    @Override
    public List<Check> run() {
        return List.of(check);
    }
}
