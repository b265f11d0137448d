/**
 * Seals secrets before they are stored, and opens them again. Imports Tink and no other room. Start at {@code Vault}.
 */
@NullMarked
package dev.opspilot.bot.vault;

import org.jspecify.annotations.NullMarked;
