package org.ledgercore.http.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.route.Route;
import org.ledgercore.http.testing.Books;
import org.ledgercore.http.testing.Client;
import org.ledgercore.http.testing.Reply;
import org.ledgercore.http.testing.RunningService;

/**
 * Requests made from the good ones by random changes: whatever comes, the answer is one that was
 * meant. 20,000 run in every build, always the same ones; {@code -Dledger.test.fuzz=200000} asks
 * for more and {@code -Dledger.test.fuzz.seed=N} for others.
 */
class FuzzTest {

  @RegisterExtension static final RunningService SERVICE = new RunningService();

  private static final int REQUESTS = Integer.getInteger("ledger.test.fuzz", 20_000);
  private static final int CALLERS = 8;
  private static final long KEPT_AT_MOST = 48_000_000;

  /** What reads the whole journal, or works out a password, is asked less often. */
  private static final Set<String> HEAVY =
      Set.of(
          "verify",
          "listCases",
          "listDelayed",
          "listProducts",
          "listOwnerMonths",
          "signIn",
          "changePassword",
          "createLogin",
          "resetLogin");

  private static final long SEED = Long.getLong("ledger.test.fuzz.seed", 1L);

  private static final List<String> INTERNALS =
      List.of("org.ledgercore", "java.lang", "Exception", "org.postgresql", "select ", "jdbc:");

  private static final List<String> ODD =
      List.of(
          "null",
          "-1",
          "0",
          "9223372036854775807",
          "9223372036854775808",
          "1e400",
          "0.1",
          "true",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"é\\u0301\"",
          "\"\u202e\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"9999-12-31\"",
          "\"+10000-01-01\"",
          "\"EUR\"",
          "\"' or 1=1 --\"",
          "\"../../etc\"",
          "\"" + "x".repeat(300) + "\"",
          "\"ledger.x\"",
          "NaN",
          "// x\n1");

  private static final Map<Role, Client> CLIENTS = new EnumMap<>(Role.class);

  private static Client client(Role role) {
    return Objects.requireNonNull(CLIENTS.get(role));
  }

  @BeforeAll
  static void openBooks() {
    Books.bankAndCustomer(SERVICE.as(Role.ACCOUNTANT));
    Books.goldenDay(SERVICE.service().ledger());
    for (Role role : Role.values()) {
      CLIENTS.put(role, SERVICE.as(role, "school"));
    }
  }

  @Test
  void whateverComes_isAnsweredAsMeant_andNoMemoryIsKept() throws Exception {
    List<Example> examples = new ArrayList<>(Example.all());
    examples.removeIf(example -> example.operation().equals("followFeed"));
    Map<Integer, Integer> seen = new ConcurrentSkipListMap<>();
    fuzz(examples, 0, REQUESTS / 2, seen);
    long before = heap();
    fuzz(examples, REQUESTS / 2, REQUESTS, seen);
    long after = heap();

    System.out.println(
        "Answers to %,d changed requests: %s; heap %,d KB, then %,d KB"
            .formatted(REQUESTS, seen, before >> 10, after >> 10));
    assertThat(seen).containsKeys(200, 400, 404);
    assertThat(after - before).as("bytes kept by the second half").isLessThan(KEPT_AT_MOST);
  }

  private static void fuzz(
      List<Example> examples, int from, Integer until, Map<Integer, Integer> seen)
      throws Exception {
    AtomicInteger next = new AtomicInteger(from);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        running.add(
            callers.submit(() -> {
              for (int n = next.getAndIncrement(); n < until; n = next.getAndIncrement()) {
                one(examples, n, seen);
              }
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  private static void one(List<Example> examples, int number, Map<Integer, Integer> seen) {
    Random random = new Random(SEED * 1_000_003L + number);
    Example example = examples.get(random.nextInt(examples.size()));
    while (HEAVY.contains(example.operation()) && random.nextInt(30) != 0) {
      example = examples.get(random.nextInt(examples.size()));
    }
    String path = changedPath(example.path(), random);
    String body = changedBody(example.body(), random);
    Reply reply = send(example, path, body, random);
    String said = "seed " + SEED + ", request " + number + ": " + example + " " + path + " " + body;

    seen.merge(reply.status(), 1, Integer::sum);
    assertThat(reply.status()).as(said).isLessThan(500);
    assertThat(reply.body()).as(said).doesNotContain(INTERNALS);
    if (reply.status() >= 400) {
      assertThat(reply.header("Content-Type")).as(said).isEqualTo("application/problem+json");
      assertThat(reply.at("/status")).as(said).isEqualTo(Integer.toString(reply.status()));
    }
  }

  /** What is really in use, in bytes. */
  private static long heap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static Reply send(Example example, String path, String body, Random random) {
    Route<?> route =
        SERVICE.service().routes().stream()
            .filter(each -> each.operation().equals(example.operation()))
            .findFirst()
            .orElseThrow();
    Role role =
        example.caller().equals("-")
            ? Role.AUDITOR
            : Role.valueOf(example.caller().replaceAll("[@:].*", ""));
    Client client = client(role);
    String key = "fuzz-" + (random.nextInt(10) == 0 ? 1 : random.nextInt());
    String type = random.nextInt(20) == 0 ? "text/plain" : "application/json";
    return client.send(
        route.method().name(),
        path,
        route.method() == Route.Method.GET ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
        "Idempotency-Key",
        key,
        "Content-Type",
        type);
  }

  private static String changedPath(String path, Random random) {
    String filled = path.replaceAll("\\$\\{[a-z]+}", Integer.toString(1 + random.nextInt(30)));
    return switch (random.nextInt(8)) {
      case 0 -> filled.replaceFirst("=[^&]*", "=%00");
      case 1 -> filled.replaceFirst("=[^&]*", "=" + random.nextLong());
      case 2 -> filled + (filled.contains("?") ? "&" : "?") + "limit=" + random.nextInt(3_000);
      case 3 -> filled.replaceFirst("/[^/?]*(?=$|\\?)", "/%F0%9F%98%80");
      case 4 -> filled.replaceFirst("[a-z0-9](?=$|\\?)", "Z");
      default -> filled;
    };
  }

  private static String changedBody(String body, Random random) {
    if (body.isEmpty() || random.nextInt(6) == 0) {
      return body;
    }
    int at = random.nextInt(body.length());
    return switch (random.nextInt(7)) {
      case 0 -> body.substring(0, at);
      case 1 -> body.substring(0, at) + body.substring(at + 1);
      case 2 -> body.substring(0, at) + (char) (32 + random.nextInt(900)) + body.substring(at);
      case 3 -> body + body;
      case 4 -> body.replaceFirst("\"[^\"]*\"(?=[,}])", quoted(random));
      default -> replacedValue(body, random);
    };
  }

  /** One value, whichever comes after a colon, becomes an odd one. */
  private static String replacedValue(String body, Random random) {
    List<Integer> colons = new ArrayList<>();
    for (int i = 0; i < body.length(); i++) {
      if (body.charAt(i) == ':') {
        colons.add(i);
      }
    }
    if (colons.isEmpty()) {
      return body;
    }
    int colon = colons.get(random.nextInt(colons.size()));
    String rest = body.substring(colon + 1).replaceFirst("^\\s*(\"[^\"]*\"|[0-9]+)", "");
    return body.substring(0, colon + 1) + ODD.get(random.nextInt(ODD.size())) + rest;
  }

  private static String quoted(Random random) {
    return java.util.regex.Matcher.quoteReplacement(ODD.get(random.nextInt(ODD.size())));
  }
}
