package dev.opspilot.rituals.mind;

import java.util.List;
import java.util.Objects;

/**
 * A sentence that a mind said, not yet checked.
 *
 * @param text may name figures as in {@code {E7.value}}
 * @param cites ids of evidence
 */
public record Claim(String text, List<String> cites) {
    public Claim {
        Objects.requireNonNull(text);
        cites = List.copyOf(cites);
    }
}
