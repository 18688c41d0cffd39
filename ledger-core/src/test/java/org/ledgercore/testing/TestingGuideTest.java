package org.ledgercore.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/testing.md} shows is code that is compiled and run. */
class TestingGuideTest {

  private static final Path ROOT = Path.of(System.getProperty("ledger.root"));
  private static final Path HERE = ROOT.resolve("ledger-core/src/test/java/org/ledgercore/testing");

  @Test
  void example_isTheRegionOfTheTestThatRuns() throws IOException {
    String region = region(Files.readString(HERE.resolve("OwnChartProperties.java")), "own-chart");

    assertThat(guide()).contains("```java\n" + region + "```");
    assertThat(region.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(20);
  }

  @Test
  void smallDay_isTheRegionOfTheTestThatRuns() throws IOException {
    String region = region(Files.readString(HERE.resolve("SmallDayTest.java")), "small-day");

    assertThat(guide()).contains("```java\n" + region + "```");
  }

  @Test
  void everyClassItNames_exists() throws IOException {
    List<String> names =
        Pattern.compile("`([A-Z][A-Za-z]+)`")
            .matcher(guide())
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();

    assertThat(names).hasSizeGreaterThan(10);
    assertThat(names).allMatch(TestingGuideTest::isInCore);
  }

  private static boolean isInCore(String name) {
    return Stream.of(
            "",
            "chart",
            "commit",
            "interchange",
            "journal",
            "money",
            "query",
            "rules",
            "subjects",
            "testing")
        .anyMatch(it -> exists("org.ledgercore" + (it.isEmpty() ? "" : "." + it) + "." + name));
  }

  private static boolean exists(String type) {
    try {
      Class.forName(type);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String guide() throws IOException {
    return Files.readString(ROOT.resolve("docs/testing.md"));
  }

  private static String region(String source, String name) {
    int start = source.indexOf("// @start region=\"" + name + "\"");
    int from = source.indexOf('\n', start) + 1;
    int to = source.lastIndexOf('\n', source.indexOf("// @end", from)) + 1;
    return source.substring(from, to).stripIndent();
  }
}
