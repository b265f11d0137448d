/**
 * What every statement stands on: receipts, their hash chain, and the explanation of a finding. Imports nothing
 * of OpsPilot. Go next to {@code widget}, which cannot draw without receipts, or to {@code instrument}, whose readings
 * become receipts.
 */
@NullMarked
package dev.opspilot.rituals.receipt;

import org.jspecify.annotations.NullMarked;
