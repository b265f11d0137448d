package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.analysis.Words;
import dev.opspilot.rituals.instrument.Capability;
import dev.opspilot.rituals.receipt.ReceiptId;

/**
 * A source that was asked and brought no facts.
 *
 * @param what it did instead, as in {@code failed: No answer within 5 s}
 */
record Gap(Capability capability, String source, String what, ReceiptId receipt) {

    /** As people read it. */
    String words() {
        String said = Words.quoted(what);
        return capability.words() + " (" + Words.quoted(source) + " "
                + (said.endsWith(".") ? said.substring(0, said.length() - 1) : said) + ")";
    }
}
