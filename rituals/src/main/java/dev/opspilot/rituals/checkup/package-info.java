/**
 * What is looked at to find out whether OpsPilot can do its work, and what each look found. Imports nothing of the house;
 * whoever knows a part of the world implements {@code Checkup}. Start at {@code Check}.
 */
@NullMarked
package dev.opspilot.rituals.checkup;

import org.jspecify.annotations.NullMarked;
