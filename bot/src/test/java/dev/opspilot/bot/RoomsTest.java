package dev.opspilot.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The walls between the rooms of the house. The compiler keeps those between modules; these are the rest. */
final class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.opspilot");

    private record Owner(String library, List<String> rooms) {}

    /** Each library and the only rooms that may know it. */
    private static final List<Owner> OWNERS = List.of(
            new Owner("com.slack..", List.of("..adapters.slack..")),
            new Owner("org.java_websocket..", List.of("..adapters.slack..")),
            new Owner("com.google.gson..", List.of("..adapters.slack..")),
            new Owner("com.google.crypto.tink..", List.of("..bot.vault..")),
            new Owner("io.micrometer..", List.of("..bot.metrics..")),
            new Owner("io.opentelemetry..", List.of("..bot.metrics..")),
            new Owner("com.microsoft..", List.of("..adapters.teams..")),
            new Owner("com.auth0..", List.of("..adapters.teams..")),
            new Owner("org.jdbi..", List.of("..bot.store..")),
            new Owner("org.flywaydb..", List.of("..bot.store..")),
            new Owner("com.zaxxer..", List.of("..bot.store..")),
            new Owner("io.zonky..", List.of("..bot.store..")),
            new Owner("org.quartz..", List.of("..bot.schedule..")),
            new Owner("dev.langchain4j..", List.of("..bot.minds..")),
            new Owner("io.modelcontextprotocol..", List.of("..bot.instruments..", "..bot.mcp..", "..bot.demo..")),
            new Owner("io.javalin..", List.of("..bot.http..")),
            new Owner("org.eclipse.jetty..", List.of("..bot.http..", "..bot.demo..")),
            new Owner("info.picocli..", List.of("..bot.cli..", "dev.opspilot.bot")),
            new Owner("picocli..", List.of("..bot.cli..", "dev.opspilot.bot")),
            new Owner("org.apache.commons.statistics..", List.of("..rituals.analysis..")),
            new Owner("org.apache.commons.numbers.rootfinder..", List.of("..rituals.analysis.experiment..")));

    /** The rooms of the rituals, lowest first: each may know those before it, and itself; a room within a room is its own. */
    private static final List<String> FLOORS = List.of(
            "delivery",
            "checkup",
            "receipt",
            "widget",
            "instrument",
            "play",
            "analysis",
            "analysis.experiment",
            "automation",
            "surface",
            "schedule",
            "mind",
            "session",
            "incident",
            "experiment",
            "brief");

    @TestFactory
    Stream<DynamicTest> eachLibraryHasOneOwner() {
        return OWNERS.stream()
                .map(owner -> DynamicTest.dynamicTest(
                        owner.library,
                        () -> noClasses()
                                .that()
                                .resideOutsideOfPackages(owner.rooms.toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(owner.library)
                                .check(HOUSE)));
    }

    @TestFactory
    Stream<DynamicTest> arrowsInTheRitualsPointDownwards() {
        return FLOORS.stream()
                .map(floor -> DynamicTest.dynamicTest(floor, () -> {
                    String[] above = FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size()).stream()
                            .map(room -> "dev.opspilot.rituals." + room + "..")
                            .toArray(String[]::new);
                    if (above.length > 0) {
                        noClasses()
                                .that()
                                .resideInAPackage("dev.opspilot.rituals." + floor + "..")
                                .and()
                                .resideOutsideOfPackages(above)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(above)
                                .check(HOUSE);
                    }
                }));
    }

    @Test
    void ritualsDoNotKnowEachOther() {
        slices().matching("dev.opspilot.rituals.(brief|incident|experiment)..")
                .should()
                .notDependOnEachOther()
                .check(HOUSE);
    }

    @Test
    void theRitualsKnowNeitherChatNorSqlNorHttpNorJson() {
        noClasses()
                .that()
                .resideInAPackage("dev.opspilot.rituals..")
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        "dev.opspilot.rituals..",
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.math..",
                        "java.net",
                        "java.io",
                        "java.text..",
                        "java.nio.charset..",
                        "java.security..",
                        "org.apache.commons..",
                        "org.jspecify..",
                        "org.slf4j..")))
                .check(HOUSE);
    }

    /** {@code Main} is the door of the house, not one of its rooms: it leads to the commands, and they to {@code Bot}. */
    @Test
    void noPackagesFormACycle() {
        slices().matching("dev.opspilot.(**)")
                .should()
                .beFreeOfCycles()
                .check(HOUSE.that(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(Main.class))));
    }

    @Test
    void everyPackageSaysWhatLivesThere() {
        classes().should(new BeInADescribedPackage()).check(HOUSE);
    }

    @Test
    void noClassIsADrawerForEverything() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)$")
                .check(HOUSE);
    }
}
