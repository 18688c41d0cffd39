package org.ledgercore.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jOOQ tables and the schema's shape in the source tree are what the shipped migrations
 * generate.
 */
class GeneratedTablesTest {

  @Test
  void into_freshDirectory_writesWhatIsCommitted(@TempDir Path fresh) throws Exception {
    GenerateTables.into(fresh);
    Path committed =
        Path.of(System.getProperty("ledger.root", ".."), "ledger-core", "src", "main", "java");
    Map<String, String> expected = files(fresh);
    assertThat(expected).containsKey("Tables.java").containsKey("tables/Posting.java");
    assertThat(files(committed))
        .as("the generated tables; write them anew with the command in GenerateTables")
        .isEqualTo(expected);
  }

  @Test
  void shape_freshSchema_isWhatIsCommitted() throws Exception {
    Path committed = Path.of(System.getProperty("ledger.root", ".."), "ledger-core", "src", "main");
    assertThat(Files.readAllLines(committed.resolve(GenerateTables.SHAPE)))
        .as("the shape of the schema; write it anew with the command in GenerateTables")
        .isEqualTo(GenerateTables.shape());
  }

  /** The generated files below a source root, by their path within the package. */
  private static Map<String, String> files(Path root) throws IOException {
    Path directory = root.resolve(GenerateTables.PACKAGE.replace('.', '/'));
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        contents.put(name, Files.readString(file));
      }
    }
    return contents;
  }
}
