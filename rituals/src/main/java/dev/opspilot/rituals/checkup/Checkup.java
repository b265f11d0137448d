package dev.opspilot.rituals.checkup;

import java.util.List;

/** Looks at one part of the world, once. */
public interface Checkup {

    /** What the checks are about. */
    String area();

    /** Looks, for some seconds at most, and changes nothing. What does not work is found, not thrown. */
    List<Check> run();
}
