package dev.opspilot.adapters.slack;

import dev.opspilot.rituals.surface.Heard;
import dev.opspilot.rituals.surface.HeardKey;
import dev.opspilot.rituals.surface.Inbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what was heard, once for each key; can be out of order. */
public final class RecordingInbox implements Inbox {
    private final Map<HeardKey, Heard> heard = new LinkedHashMap<>();
    private boolean broken;

    @Override
    public synchronized boolean accept(Heard one) {
        if (broken) {
            throw new IllegalStateException("the database is away");
        }
        return heard.putIfAbsent(one.key(), one) == null;
    }

    public synchronized void breakDown() {
        broken = true;
    }

    public synchronized void recover() {
        broken = false;
    }

    public synchronized void forget() {
        heard.clear();
        broken = false;
    }

    public synchronized List<Heard> heard() {
        return List.copyOf(heard.values());
    }
}
