package dev.opspilot.rituals.experiment;

import dev.opspilot.rituals.instrument.Series;
import dev.opspilot.rituals.receipt.ReceiptId;
import java.time.Instant;

/**
 * A series with the receipt of the call that brought it.
 *
 * @param asOf when the source read it; a day that had not ended by then is incomplete
 */
record Reported(Series series, Instant asOf, ReceiptId receipt) {}
