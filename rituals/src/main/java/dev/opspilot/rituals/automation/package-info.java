/**
 * What is to happen later or step by step: drafts of workflows, follow-ups and change windows. Imports {@code receipt}
 * and {@code instrument} only. Go next to a ritual, which drafts them, or to {@code surface}, which shows them.
 */
@NullMarked
package dev.opspilot.rituals.automation;

import org.jspecify.annotations.NullMarked;
