package org.ledgercore.http.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ledgercore.http.testing.Client;

/** {@code ./ledger serve} as a process of its own: started, killed, started again, stopped. */
class ServeCommandTest {

  private static final int MINUTES = 2;

  @TempDir static Path directory;

  @Test
  void parse_readsItsArguments() {
    ServeCommand command =
        ServeCommand.parse(
            List.of("--port", "9", "--data", "/d", "--demo", "--host", "::1"), Map.of());

    assertThat(command.port()).isEqualTo(9);
    assertThat(command.host()).isEqualTo("::1");
    assertThat(command.data()).isEqualTo(Path.of("/d"));
    assertThat(command.demo()).isTrue();
    assertThat(command.url()).isEmpty();
    assertThat(ServeCommand.parse(List.of(), Map.of("LEDGER_DB", "jdbc:x")).url())
        .contains("jdbc:x");
  }

  @Test
  void parse_refusesWhatItDoesNotKnow() {
    for (List<String> bad :
        List.of(List.of("--x", "1"), List.of("--port"), List.of("--port", "70000"))) {
      assertThatThrownBy(() -> ServeCommand.parse(bad, Map.of()))
          .isInstanceOf(UsageException.class);
    }
  }

  @Test
  void booksAndTokens_surviveAKilledProcess_andAStopEndsWell() throws Exception {
    Process first = start("--demo");
    List<String> said = untilReady(first, "demo_payer");
    String admin = token(said, "ldg_ops_");
    String auditor = token(said.stream().filter(it -> it.contains("demo_auditor")).toList(), "ldg");
    String before = new Client(port(said), auditor).get("/ops/audit/head").body();
    first.destroyForcibly().waitFor();

    Process second = start();
    List<String> again = untilReady(second, "/openapi.json");
    try {
      assertThat(new Client(port(again), auditor).get("/ops/audit/head").body()).isEqualTo(before);
      assertThat(new Client(port(again), admin).get("/ops/tokens").status()).isEqualTo(200);
      assertThat(again).noneMatch(line -> line.contains("ldg_"));
    } finally {
      second.destroy();
    }

    assertThat(second.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    assertThat(second.exitValue()).isZero();
  }

  private static Process start(String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("serve", "--port", "0"));
    command.addAll(List.of("--data", directory.resolve("books").toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What the process says up to the line that ends with, or begins with, these words. */
  private static List<String> untilReady(Process process, String words) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    String line = out.readLine();
    while (line != null) {
      said.add(line);
      if (line.contains(words)) {
        return said;
      }
      line = out.readLine();
    }
    throw new AssertionError("the process ended: " + said);
  }

  private static int port(List<String> said) {
    String line = said.stream().filter(it -> it.contains("listens on")).findFirst().orElseThrow();
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private static String token(List<String> said, String prefix) {
    return said.stream()
        .filter(line -> line.contains(prefix))
        .map(line -> line.substring(line.indexOf(prefix)).strip())
        .findFirst()
        .orElseThrow();
  }
}
