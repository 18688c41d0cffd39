package org.ledgercore.house;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which way the arrows between packages and modules point, and how much of them is public. */
class ArchitectureTest {
  private static final String ROOT = "org.ledgercore";

  /** The root package of ledger-core, which holds the facade. */
  private static final String FACADE = "";

  private static final Set<String> ON_PAYMENTS =
      Set.of("money", "chart", "journal", "rules", "query", "facts", FACADE, "payments");

  private static final Set<String> BELOW_PAYMENTS =
      Set.of(
          "money",
          "chart",
          "journal",
          "rules",
          "commit",
          "query",
          "facts",
          "contracts",
          "rates",
          "charges",
          FACADE);
  private static final String TABLES = "store.tables";
  private static final Set<String> BELOW_QUERY =
      Set.of("money", "chart", "journal", "calendar", "rules", "store", TABLES, TABLES + ".tables");
  private static final Set<String> BELOW_PERIODS =
      Set.of("money", "chart", "journal", "calendar", "rules", "store", "commit", "query", "facts");

  /** From a package below the root to the packages it may depend on; itself is always allowed. */
  private static final Map<String, Set<String>> ARROWS =
      ReconciliationArrows.and(
          ApprovalArrows.and(
              HttpArrows.and(
                  entry("money", Set.of()),
                  entry("chart", Set.of("money")),
                  entry("journal", Set.of("money", "chart")),
                  entry("calendar", Set.of("money")),
                  entry("rules", Set.of("money", "chart", "journal", "calendar")),
                  entry("store", Set.of("money", "chart", "journal", "rules", "store.tables")),
                  entry("store.tables", Set.of("store.tables.tables")),
                  entry("store.tables.tables", Set.of("store.tables")),
                  entry("commit", Set.of("money", "chart", "journal", "rules", "store")),
                  entry("query", BELOW_QUERY),
                  entry("facts", Set.of("money", "journal", "rules", "store")),
                  entry("holds", Set.of("money", "journal", "rules", "store")),
                  entry(
                      "subjects", Set.of("money", "journal", "rules", "store", "commit", "facts")),
                  entry("periods", BELOW_PERIODS),
                  entry(
                      FACADE,
                      Set.of(
                          "money",
                          "chart",
                          "journal",
                          "rules",
                          "store",
                          "commit",
                          "query",
                          "facts",
                          "holds",
                          "periods",
                          "subjects")),
                  entry(
                      "contracts",
                      Set.of("money", "chart", "journal", "calendar", "rules", "facts")),
                  entry("rates", Set.of("money", "journal", "calendar", "rules", "facts")),
                  entry("charges", Set.of("money", "journal", "rules", "facts", FACADE)),
                  entry("payments", BELOW_PAYMENTS),
                  entry(
                      "capturefile",
                      Set.of(
                          "money",
                          "journal",
                          "rules",
                          "commit",
                          "contracts",
                          "payments",
                          "facts",
                          FACADE)),
                  entry(
                      "payouts",
                      Set.of(
                          "money",
                          "chart",
                          "journal",
                          "rules",
                          "query",
                          "facts",
                          "contracts",
                          FACADE,
                          "payments")),
                  entry("cashdesk", ON_PAYMENTS),
                  entry("metrics", Set.of("commit", FACADE)),
                  entry(
                      "interchange",
                      Set.of(
                          "money", "chart", "journal", "rules", "query", "facts", "periods",
                          FACADE)),
                  entry("audit", Set.of("money", "chart", "journal", "rules", "query", FACADE)),
                  entry(
                      "benchmarks",
                      facadeAnd(
                          "money chart journal rules store store.tables commit query contracts"
                              + " payments capturefile audit reconciliation.statement"
                              + " reconciliation.readers reconciliation.matching"
                              + " reconciliation.claims reconciliation.store")),
                  entry(
                      "benchmarks.jmh",
                      Set.of("money", "journal", "rules", "store", FACADE, "benchmarks")),
                  entry(
                      "benchmarks.jmh.jmh_generated",
                      Set.of("journal", "rules", "store", "benchmarks.jmh")))));

  /** Public only because the store fills and writes them; no user of the ledger meets them. */
  private static final Set<String> MACHINERY =
      Set.of("AccountHead", "Books", "Decider", "Draft", "FactBook", "HeadFigures", "Legs");

  /** From a module to the modules of this build that its pom names. */
  private static final Map<String, Set<String>> MODULES =
      Map.of(
          "ledger-core", Set.of(),
          "approvals", Set.of("ledger-core"),
          "reconciliation", Set.of("ledger-core"),
          "ledger-http", Set.of("ledger-core", "approvals", "reconciliation"),
          "benchmarks", Set.of("ledger-core", "reconciliation"));

  private static final Set<String> PURE =
      Set.of("money", "chart", "journal", "calendar", "rules", "reconciliation.matching");
  private static final List<String> IMPURE =
      List.of("java.sql", "javax.sql", "org.jooq", "java.io", "java.nio.file", "java.net");
  private static final List<String> FOREIGN_TO_CORE =
      List.of("io.javalin", "tools.jackson", "com.fasterxml", "org.springframework");

  private static final Pattern DEPENDENCY =
      Pattern.compile("<groupId>org\\.ledgercore</groupId>\\s*<artifactId>([^<]+)</artifactId>");
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private static final JavaClasses CORE = classesOf(Stream.of("ledger-core"));
  private static final JavaClasses ALL = classesOf(MODULES.keySet().stream().sorted());

  @Test
  void aScanThatFindsNothingCannotPass() {
    assertThat(CORE).hasSizeGreaterThan(20);
    assertThat(ALL.stream().map(ArchitectureTest::packageOf).distinct().toList())
        .contains("money", FACADE, "approvals", "reconciliation", "http");
  }

  @Test
  void everyPackageIsInTheTable() {
    assertThat(ALL.stream().map(ArchitectureTest::packageOf).distinct().sorted().toList())
        .isSubsetOf(ARROWS.keySet());
  }

  @Test
  void packagesDependOnlyAlongTheArrows() {
    none(
        dependencies(ALL)
            .filter(dependency -> isOurs(target(dependency)))
            .filter(dependency -> !isAllowed(dependency)));
  }

  @Test
  void everyArrowEndsAtAPackageOfTheTable() {
    assertThat(ARROWS.values().stream().flatMap(Set::stream).distinct().toList())
        .isSubsetOf(ARROWS.keySet());
  }

  @Test
  void thePurePackagesTouchNothingOutside() {
    none(
        dependencies(ALL)
            .filter(dependency -> PURE.contains(packageOf(dependency.getOriginClass())))
            .filter(dependency -> isIn(target(dependency), IMPURE)));
  }

  @Test
  void thePurePackagesHaveNoClock() {
    assertThat(
            ALL.stream()
                .filter(type -> PURE.contains(packageOf(type)))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(ArchitectureTest::readsTheTime)
                .map(JavaAccess::getDescription)
                .toList())
        .isEmpty();
  }

  @Test
  void theCoreKnowsNoWebAndNoJson() {
    none(dependencies(CORE).filter(dependency -> isIn(target(dependency), FOREIGN_TO_CORE)));
  }

  @Test
  void onlyTheMetersKnowMicrometer() {
    assertThat(
            dependencies(CORE)
                .filter(dependency -> isIn(target(dependency), List.of("io.micrometer")))
                .map(dependency -> packageOf(dependency.getOriginClass()))
                .distinct()
                .toList())
        .containsExactly("metrics");
  }

  @Test
  void thePublicSurfaceOfTheJournalStaysSmall() {
    List<String> types =
        new ArrayList<>(publicTypes(Set.of(FACADE, "money", "chart", "journal", "rules")));
    types.removeIf(name -> MACHINERY.contains(name.substring(name.lastIndexOf('.') + 1)));
    assertThat(types).hasSizeLessThanOrEqualTo(45);
  }

  @Test
  void thePublicSurfaceOfPaymentsStaysSmall() {
    assertThat(publicTypes(Set.of("payments"))).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void thePublicSurfaceOfAuditStaysSmall() {
    assertThat(publicTypes(Set.of("audit"))).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void modulesDependOnlyAlongTheArrows() {
    assertThat(found(MODULE, Sources.root().resolve("pom.xml"))).isEqualTo(MODULES.keySet());
    MODULES.forEach((module, arrows) ->
        assertThat(siblings(module)).as("modules that %s names", module).isEqualTo(arrows));
  }

  private static Set<String> facadeAnd(String packages) {
    return Stream.concat(Stream.of(FACADE), Stream.of(packages.split(" ", -1))).collect(toSet());
  }

  private static Set<String> siblings(String module) {
    return found(DEPENDENCY, Sources.root().resolve(module).resolve("pom.xml")).stream()
        .filter(name -> !name.equals("ledger-parent"))
        .collect(toSet());
  }

  private static Set<String> found(Pattern pattern, Path file) {
    return pattern
        .matcher(Sources.text(file))
        .results()
        .map(match -> match.group(1))
        .collect(toSet());
  }

  private static JavaClasses classesOf(Stream<String> modules) {
    List<Path> directories =
        modules
            .map(module -> Sources.root().resolve(module).resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(directories);
  }

  private static Stream<Dependency> dependencies(JavaClasses classes) {
    return classes.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static boolean isAllowed(Dependency dependency) {
    String from = packageOf(dependency.getOriginClass());
    String to = packageOf(target(dependency));
    return from.equals(to) || ARROWS.getOrDefault(from, Set.of()).contains(to);
  }

  private static boolean isOurs(JavaClass type) {
    return isIn(type, List.of(ROOT));
  }

  private static boolean isIn(JavaClass type, List<String> packages) {
    String name = type.getPackageName() + ".";
    return packages.stream().anyMatch(prefix -> name.startsWith(prefix + "."));
  }

  /** The package of one of our types without the root, as the table names it. */
  private static String packageOf(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(ROOT) ? FACADE : name.substring(ROOT.length() + 1);
  }

  private static boolean readsTheTime(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (owner.startsWith("java.time.") && name.equals("now"))
        || (owner.equals("java.lang.System")
            && Set.of("currentTimeMillis", "nanoTime").contains(name));
  }

  private static List<String> publicTypes(Set<String> packages) {
    return CORE.stream()
        .filter(type -> packages.contains(packageOf(type)))
        .filter(type -> type.isTopLevelClass() && isPublic(type))
        .map(JavaClass::getName)
        .sorted()
        .toList();
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getSimpleName().equals("package-info");
  }

  private static void none(Stream<Dependency> offences) {
    assertThat(offences.map(Dependency::getDescription).distinct().sorted().toList()).isEmpty();
  }
}
