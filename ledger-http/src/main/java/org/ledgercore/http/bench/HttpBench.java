package org.ledgercore.http.bench;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.http.Service;
import org.ledgercore.http.ServiceOptions;
import org.ledgercore.http.access.Token;
import org.ledgercore.http.embedded.EmbeddedServer;
import org.ledgercore.http.route.Audience;
import org.ledgercore.http.route.Role;
import org.ledgercore.http.server.ServerOptions;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.BankId;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.payments.Payments;
import org.ledgercore.payments.ProviderId;
import org.ledgercore.rules.Outcome;

/**
 * The server's side: measures captures without HTTP, then lets clients of a second process send
 * bulks, single captures and questions, each beside a route that does nothing. Used by one thread.
 */
public final class HttpBench {

  private static final Unit IQD = Unit.fiat("IQD", 3);
  private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
  private static final int PART = 4_096;
  private static final int PLENTY = 10_000_000;
  private static final int PERCENT = 100;
  private static final int WARM_UP_SECONDS = 25;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final PrintStream out;
  private final String mainClass;
  private final int seconds;
  private final int connections;

  /**
   * A run.
   *
   * @param out where figures are printed
   * @param mainClass what the client process runs, with {@code bench-client} as first argument
   * @param seconds how long each scenario lasts
   * @param connections how many the single calls use
   */
  public HttpBench(PrintStream out, String mainClass, int seconds, Integer connections) {
    this.out = out;
    this.mainClass = mainClass;
    this.seconds = seconds;
    this.connections = connections;
  }

  /** Runs all scenarios and prints their ratios. */
  public void run() throws IOException, InterruptedException {
    ServerOptions.Rates rates = new ServerOptions.Rates(PLENTY, PLENTY, PLENTY, 64);
    ServerOptions options = ServerOptions.defaults().on("127.0.0.1", 0).withRates(rates);
    try (EmbeddedServer database = EmbeddedServer.start(Optional.empty());
        Service service = Service.start(ServiceOptions.on(database.url()).with(options))) {
      open(service.ledger());
      Token.Wanted wanted =
          new Token.Wanted("bench", Audience.OPS, "platform", EnumSet.of(Role.SERVICE), 1);
      String token = service.tokens().issue(wanted, "bench").secret();
      Javalin nothing = nothing();
      try {
        measure(service, nothing.port(), token);
      } finally {
        nothing.stop();
      }
    }
  }

  private void measure(Service service, int nothing, String token)
      throws IOException, InterruptedException {
    embedded(service.ledger(), 2);
    client("bulk", service.port(), token, "warm");
    warmUp("capture", service.port(), token, "warm-c");
    Measured embedded = embedded(service.ledger(), seconds);
    line("captures without HTTP", embedded);
    Measured bulk = client("bulk", service.port(), token, "b");
    line("bulk of captures, one connection", bulk);
    ratio("of captures without HTTP", bulk, embedded, 50);
    client("constant", nothing, token, "warm-k");
    Measured constant = client("constant", nothing, token, "k");
    line("a route that reads the body and does nothing", constant);
    Measured capture = client("capture", service.port(), token, "c");
    line("single captures, " + connections + " connections", capture);
    ratio("of the route that does nothing", capture, constant, 40);
    client("constant-get", nothing, token, "warm-kg");
    Measured constantGet = client("constant-get", nothing, token, "kg");
    line("a question that is answered with a constant", constantGet);
    warmUp("balance", service.port(), token, "warm-g");
    Measured balance = client("balance", service.port(), token, "g");
    line("balances, " + connections + " connections", balance);
    ratio("of the constant", balance, constantGet, 70);
  }

  private Measured embedded(Ledger ledger, int time) {
    String run = "embedded-" + time + "-";
    long began = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - began < time * NANOS_PER_SECOND) {
      List<JournalEntry> part = new ArrayList<>(PART);
      for (int i = 0; i < PART; i++) {
        part.add(capture(run + count++, "school"));
      }
      ledger.postAll(part).forEach(Outcome::orThrow);
    }
    return new Measured(count, System.nanoTime() - began, 0);
  }

  static JournalEntry capture(String reference, String merchant) {
    return JournalEntry.on(DAY)
        .key(new EntryKey("capture/switch", reference))
        .kind("capture")
        .correlatedWith(reference)
        .debit(AccountClass.PROVIDER_RECEIVABLE.path("switch"), Money.ofMajor(125, IQD))
        .credit(AccountClass.MERCHANT_PAYABLE.path(merchant), Money.ofMajor(110, IQD))
        .credit(AccountClass.MERCHANT_RESERVE.path(merchant), Money.ofMajor(12, IQD))
        .credit(AccountClass.PLATFORM_FEE.path(), Money.ofMajor(3, IQD))
        .build();
  }

  private static void open(Ledger ledger) {
    ledger.openUnit(IQD);
    Payments payments = Payments.on(ledger);
    payments.openPlatform(IQD);
    payments.openMerchant(new MerchantId("school"), IQD);
    payments.openProvider(new ProviderId("switch"), IQD);
    payments.openBank(new BankId("rafidain"), IQD);
  }

  private static Javalin nothing() {
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.startupWatcherEnabled = false;
              config.concurrency.useVirtualThreads = true;
              config.jetty.host = "127.0.0.1";
              config.routes.post(
                  "/constant",
                  context -> {
                    context.bodyAsBytes();
                    context.contentType("application/json").result("{\"status\":\"up\"}");
                  });
              config.routes.get(
                  "/constant",
                  context -> context.contentType("application/json").result("{\"status\":\"up\"}"));
            })
        .start(0);
  }

  /** Until the compiler has done its work: a call of ours runs through far more code. */
  private void warmUp(String scenario, int port, String token, String run)
      throws IOException, InterruptedException {
    client(scenario, port, token, new Run(run, Math.max(seconds, WARM_UP_SECONDS)));
  }

  private Measured client(String scenario, int port, String token, String run)
      throws IOException, InterruptedException {
    return client(scenario, port, token, new Run(run, seconds));
  }

  /** What a client's references begin with, and how long it calls. */
  private record Run(String name, int seconds) {}

  private Measured client(String scenario, int port, String token, Run run)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(List.of("bench-client", scenario, Integer.toString(port), token));
    command.addAll(List.of(Integer.toString(run.seconds), Integer.toString(connections), run.name));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException("the client of " + scenario + " failed");
    }
    return Measured.parse(said);
  }

  private void line(String what, Measured measured) {
    String p99 = measured.p99Micros() == 0 ? "" : ", p99 " + measured.p99Micros() + " µs";
    out.printf("%-48s %,10d/s%s%n", what, measured.perSecond(), p99);
  }

  private void ratio(String of, Measured one, Measured other, int barPercent) {
    long percent = one.perSecond() * PERCENT / Math.max(1, other.perSecond());
    String verdict = percent >= barPercent ? "reached" : "missed";
    out.printf("  = %d %% %s (bar %d %%: %s)%n", percent, of, barPercent, verdict);
  }
}
