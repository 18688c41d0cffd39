package org.ledgercore.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.LiteralTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/capabilities.md against the tests that say which capability they cover. */
class CapabilitiesTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| ([A-Z]\\d+) \\|[^|]+\\|[^|]+\\|([^|]+)\\|$", Pattern.MULTILINE);
  private static final Pattern ANY_ROW = Pattern.compile("^\\|\\s*[A-Z]\\d+\\b", Pattern.MULTILINE);
  private static final Pattern TEST_NAMES = Pattern.compile("`\\w+`(, `\\w+`)*");
  private static final Pattern TEST_NAME = Pattern.compile("\\w+");
  private static final Pattern OUTSIDE = Pattern.compile("outside the ledger: \\S.+");

  private static final String PAGE = Sources.text(Sources.root().resolve("docs/capabilities.md"));
  private static final List<Row> ROWS = ROW.matcher(PAGE).results().map(Row::of).toList();
  private static final Map<String, Set<String>> COVERING = coveringTests();

  @Test
  void everyRowCanBeRead() {
    assertThat(ROWS).hasSameSizeAs(ANY_ROW.matcher(PAGE).results().toList());
  }

  @Test
  void everyCapabilityHasOneRowInOrder() {
    assertThat(ROWS).extracting(Row::id).containsExactlyElementsOf(knownIds().toList());
  }

  @Test
  void everyCapabilityIsTestedOrSaysWhyNot() {
    none(ROWS.stream().filter(row -> !row.isTested() && !row.isExcused()));
  }

  @Test
  void aCoveredCapabilityIsNotCalledPlannedOrOutside() {
    none(ROWS.stream().filter(row -> row.isExcused() && COVERING.containsKey(row.id())));
  }

  @Test
  void everyTestNamedInARowSaysThatItCoversIt() {
    none(
        ROWS.stream()
            .filter(row -> row.isTested() && !covering(row.id()).containsAll(row.testNames())));
  }

  @Test
  void everyTestThatCoversACapabilityIsNamedInItsRow() {
    none(
        ROWS.stream()
            .filter(row -> row.isTested() && !row.testNames().containsAll(covering(row.id()))));
  }

  @Test
  void noTestCoversAnUnknownCapability() {
    Set<String> unknown = new TreeSet<>(COVERING.keySet());
    unknown.removeAll(knownIds().collect(toSet()));
    assertThat(unknown.stream().map(id -> id + " is covered by " + covering(id)).toList())
        .isEmpty();
  }

  private static Stream<String> knownIds() {
    return Stream.of(ids("E", 40), ids("S", 45), ids("O", 22)).flatMap(ids -> ids);
  }

  private static Stream<String> ids(String system, int last) {
    return IntStream.rangeClosed(1, last).mapToObj(number -> system + number);
  }

  private static Set<String> covering(String id) {
    return COVERING.getOrDefault(id, Set.of());
  }

  /** Capability id to the simple names of the test classes that carry it in a Covers annotation. */
  private static Map<String, Set<String>> coveringTests() {
    Map<String, Set<String>> covering = new TreeMap<>();
    for (SourceFile source : Sources.all()) {
      source
          .trees(AnnotationTree.class)
          .filter(annotation -> annotation.getAnnotationType().toString().equals("Covers"))
          .flatMap(annotation -> SourceFile.below(annotation, LiteralTree.class))
          .map(literal -> String.valueOf(literal.getValue()))
          .forEach(
              id -> covering.computeIfAbsent(id, any -> new TreeSet<>()).add(source.className()));
    }
    return covering;
  }

  private static void none(Stream<Row> offenders) {
    assertThat(
            offenders
                .map(row -> row.id() + ": \"" + row.test() + "\", covered by " + covering(row.id()))
                .toList())
        .isEmpty();
  }

  private record Row(String id, String test) {
    static Row of(MatchResult match) {
      return new Row(match.group(1), match.group(2).strip());
    }

    boolean isTested() {
      return TEST_NAMES.matcher(test).matches();
    }

    boolean isExcused() {
      return test.equals("planned") || OUTSIDE.matcher(test).matches();
    }

    Set<String> testNames() {
      return TEST_NAME.matcher(test).results().map(MatchResult::group).collect(toSet());
    }
  }
}
