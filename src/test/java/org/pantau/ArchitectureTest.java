package org.pantau;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of the house: who may import whom, and which library stays behind which fence. */
class ArchitectureTest {

    private static final String ROOT = "org.pantau";

    /** The import table: a room and the rooms it may import. Sub-packages belong to their room. */
    private static final Map<String, Set<String>> ROOM_TO_IMPORTS = Map.ofEntries(
            entry("measure", Set.of()),
            entry("expression", Set.of()),
            entry("net", Set.of()),
            entry("database", Set.of()),
            entry("catalogue", Set.of("measure", "expression")),
            entry("poll", Set.of("catalogue", "expression", "net", "measure")),
            entry("read", Set.of("catalogue", "expression", "measure")),
            entry("normalise", Set.of("catalogue", "read", "measure")),
            entry("store", Set.of("database", "catalogue", "measure")),
            entry("query", Set.of("database", "catalogue", "measure")),
            entry("live", Set.of("catalogue", "measure")),
            entry("incident", Set.of("live", "query", "database", "net", "catalogue", "measure")),
            entry("access", Set.of("database", "net", "catalogue", "measure")),
            entry("pipeline", Set.of("catalogue", "poll", "read", "normalise", "store", "live", "incident", "measure")),
            entry(
                    "operate",
                    Set.of(
                            "pipeline",
                            "poll",
                            "read",
                            "normalise",
                            "store",
                            "query",
                            "database",
                            "catalogue",
                            "measure")),
            entry("scheme", Set.of("query", "incident", "catalogue", "measure")),
            entry("report", Set.of("query", "incident", "catalogue", "measure", "scheme")),
            entry(
                    "web",
                    Set.of(
                            "measure",
                            "expression",
                            "catalogue",
                            "store",
                            "query",
                            "live",
                            "incident",
                            "access",
                            "pipeline",
                            "operate",
                            "scheme",
                            "report",
                            "demo")),
            entry("demo", Set.of("measure", "catalogue")));

    /** Libraries fenced in: the packages, and the only rooms that may use them. */
    private static final Map<String, Set<String>> LIBRARY_TO_ROOMS = Map.ofEntries(
            entry("io.vertx.sqlclient..", Set.of("database", "store", "query", "incident", "access", "operate")),
            entry("io.vertx.pgclient..", Set.of("database", "store", "query", "incident", "access", "operate")),
            entry("org.postgresql..", Set.of("database", "store", "query", "incident", "access", "operate")),
            entry("java.sql..", Set.of("database", "store", "query", "incident", "access", "operate")),
            entry("io.vertx.ext.web.client..", Set.of("net")),
            entry("java.net.http..", Set.of("net")));

    private static final Set<String> WITHOUT_VERTX =
            Set.of("measure", "expression", "catalogue", "read", "normalise", "scheme");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void everyPackageShouldBelongToARoom() {
        var strangers = new TreeSet<String>();
        MAIN.stream()
                .map(ArchitectureTest::roomOf)
                .filter(room -> !room.isEmpty() && !ROOM_TO_IMPORTS.containsKey(room))
                .forEach(strangers::add);

        assertThat(strangers)
                .as("packages of org.pantau outside the import table")
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> roomShouldImportOnlyWhatTheTableAllows() {
        return ROOM_TO_IMPORTS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    var room = row.getKey();
                    noClasses()
                            .that()
                            .resideInAPackage(packagesOf(room))
                            .should()
                            .dependOnClassesThat(outsideOf(room, row.getValue()))
                            .allowEmptyShould(true)
                            .check(MAIN);
                }));
    }

    @Test
    void roomsShouldBeFreeOfCycles() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @TestFactory
    Stream<DynamicTest> libraryShouldStayBehindItsFence() {
        return LIBRARY_TO_ROOMS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(fence -> DynamicTest.dynamicTest(
                        fence.getKey(), () -> checkFence(resideInAnyPackage(fence.getKey()), fence.getValue())));
    }

    /** The demonstration's people speak to Pantau's own doors on this machine, as real ones would. */
    @Test
    void outgoingHttpShouldLeaveOnlyFromNetAndTheDemonstration() {
        checkFence(
                DescribedPredicate.describe(
                        "are Vert.x's HTTP client",
                        used -> used.getName().startsWith("io.vertx.core.http.HttpClient")
                                || used.getName().startsWith("io.vertx.core.http.WebSocketClient")),
                Set.of("net", "demo"));
    }

    @Test
    void vertxWebShouldServeOnlyInWebAndDemo() {
        checkFence(
                resideInAnyPackage("io.vertx.ext.web..")
                        .and(DescribedPredicate.not(resideInAnyPackage("io.vertx.ext.web.client.."))),
                Set.of("web", "demo"));
    }

    @TestFactory
    Stream<DynamicTest> pureRoomShouldKnowNothingOfVertx() {
        return WITHOUT_VERTX.stream()
                .sorted()
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(packagesOf(room))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("io.vertx.."))
                                .allowEmptyShould(true)
                                .check(MAIN)));
    }

    @Test
    void measureShouldUseOnlyJavaAndTheSketches() {
        classes()
                .that()
                .resideInAPackage(packagesOf("measure"))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "org.jspecify..", "com.datadoghq..", packagesOf("measure")))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** Wiring is left out: Main and Settings, the classes at the root, may use everything. */
    private static void checkFence(DescribedPredicate<JavaClass> library, Set<String> rooms) {
        noClasses()
                .that(DescribedPredicate.describe(
                        "are outside " + new TreeSet<>(rooms),
                        user -> !roomOf(user).isEmpty() && !rooms.contains(roomOf(user))))
                .should()
                .dependOnClassesThat(library)
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> outsideOf(String room, Set<String> allowed) {
        return DescribedPredicate.describe(
                "are ours but neither of " + room + " nor of " + new TreeSet<>(allowed),
                used -> (used.getPackageName().equals(ROOT)
                                || used.getPackageName().startsWith(ROOT + "."))
                        && !roomOf(used).equals(room)
                        && !allowed.contains(roomOf(used)));
    }

    private static String packagesOf(String room) {
        return ROOT + "." + room + "..";
    }

    /** The room of a class of ours, or nothing for the classes at the root and those not ours. */
    private static String roomOf(JavaClass type) {
        var name = type.getPackageName();
        if (!name.startsWith(ROOT + ".")) {
            return "";
        }
        return name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
