package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.RunningService;

/** The curl lines of the pages, run as they are printed; each says what its answer contains. */
class CurlLinesTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final Path ROOT = Path.of(System.getProperty("ledger.root", ".."));
  private static final int SECONDS = 60;
  private static final int LINES = 5;

  @BeforeAll
  static void playTheDay() {
    Books.goldenDay(SERVICE.service().ledger());
  }

  @ParameterizedTest
  @CsvSource({"README.md", "docs/http.md"})
  void everyLine_answersWhatItSays(String page) throws Exception {
    Client accountant = SERVICE.as(Role.ACCOUNTANT);
    List<String> lines = block(Files.readString(ROOT.resolve(page))).lines().toList();
    StringBuilder functions = new StringBuilder();
    int run = 0;
    for (String line : lines) {
      int says = line.lastIndexOf("   # ");
      if (says < 0) {
        functions.append(line).append('\n');
      } else {
        String answer = shell(functions + line, accountant);
        assertThat(answer).as(line).contains(line.substring(says + 5).strip());
        run++;
      }
    }
    assertThat(run).isEqualTo(LINES);
  }

  private static String block(String page) {
    int start = page.indexOf("```sh\n") + "```sh\n".length();
    return page.substring(start, page.indexOf("```", start));
  }

  private static String shell(String script, Client client)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
    builder.environment().put("LEDGER", "http://127.0.0.1:" + client.port());
    builder.environment().put("TOKEN", client.token());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
