package dev.opspilot.bot;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** A package with a {@code package-info} that is null-marked, and so goes through NullAway. */
final class BeInADescribedPackage extends ArchCondition<JavaClass> {
    BeInADescribedPackage() {
        super("be in a package that is described and null-marked");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        if (!item.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(SimpleConditionEvent.violated(
                    item, item.getPackageName() + " has no package-info with @NullMarked"));
        }
    }
}
