package org.ledgercore.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ledgercore.Ledger;

/**
 * Another JVM that posts in bulk: it opens the ledger, posts once, warms up, says that it is ready,
 * waits for the word, posts for its seconds, and says what came of it. Used by one thread.
 */
final class PostingProcess implements AutoCloseable {

  /** The word on the command line by which the other JVM knows itself. */
  static final String WORD = "post-for-parent";

  private static final String READY = "ready";
  private static final String DONE = "done";
  private static final int WARM_UP_SECONDS = 2;

  /** Heads that are surely read ahead in a second, while entries are posted. */
  private static final int HEADS_A_SECOND = 100_000;

  private static final long APART = 1_000_000_000_000L;

  /**
   * What the other JVM is to do.
   *
   * @param url the database
   * @param kind of traffic
   * @param accounts how many
   * @param seconds how long
   * @param writer its number among several, so that their keys differ
   */
  record Order(String url, String kind, int accounts, int seconds, int writer) {

    /** Until the compiler has done its work and every head was read. */
    int warmUpSeconds() {
      return WARM_UP_SECONDS + accounts / HEADS_A_SECOND;
    }

    List<String> arguments() {
      return List.of(
          WORD,
          url,
          kind,
          Integer.toString(accounts),
          Integer.toString(seconds),
          Integer.toString(writer));
    }

    static Order parse(List<String> arguments) {
      return new Order(
          arguments.get(1),
          arguments.get(2),
          Integer.parseInt(arguments.get(3)),
          Integer.parseInt(arguments.get(4)),
          Integer.parseInt(arguments.get(5)));
    }
  }

  private final Process process;
  private final BufferedReader said;
  private final Writer words;

  private PostingProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(StandardCharsets.UTF_8);
    this.words = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts a JVM with this one's class path. */
  static PostingProcess start(Order order, int heapMegabytes) throws IOException {
    List<String> heap = List.of("-Xmx" + heapMegabytes + "m");
    return new PostingProcess(OtherJvm.start(heap, order.arguments()));
  }

  /**
   * What came of the beginning.
   *
   * @param firstPostNanos from the opened ledger to the first answer
   * @param perSecond what it posted while it got warm
   */
  record Beginning(long firstPostNanos, double perSecond) {}

  /** Waits until it is warm. */
  Beginning awaitReady() throws IOException {
    String[] figures = hear(READY);
    return new Beginning(Long.parseLong(figures[1]), Double.parseDouble(figures[2]));
  }

  /** Lets it begin. */
  void go() throws IOException {
    words.write("go\n");
    words.flush();
  }

  /** What came of it. */
  Bulk.Result result() throws IOException {
    String[] figures = hear(DONE);
    return new Bulk.Result(
        Long.parseLong(figures[1]),
        0,
        Long.parseLong(figures[2]),
        Long.parseLong(figures[3]),
        Long.parseLong(figures[4]));
  }

  private String[] hear(String wanted) throws IOException {
    String line = said.readLine();
    if (line == null || !line.startsWith(wanted)) {
      throw new IOException("the other JVM ended instead of saying " + wanted + ": " + line);
    }
    return line.split(" ");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** What the other JVM runs. */
  static void obey(Order order) throws IOException {
    Traffic traffic = Traffic.named(order.kind(), order.accounts());
    long first = order.writer() * APART;
    try (Ledger ledger = Database.open(order.url())) {
      long started = System.nanoTime();
      ledger.post(traffic.entry(first)).orThrow();
      long firstPost = System.nanoTime() - started;
      Bulk.Result warmUp = new Bulk(ledger, traffic, first + 1).forSeconds(order.warmUpSeconds());
      System.out.println(READY + " " + firstPost + " " + warmUp.perSecond());
      BufferedReader word =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      word.readLine();
      Bulk.Result result = new Bulk(ledger, traffic, first + APART / 2).forSeconds(order.seconds());
      System.out.println(
          String.join(
              " ",
              DONE,
              Long.toString(result.entries()),
              Long.toString(result.nanos()),
              Long.toString(result.cpuNanos()),
              Long.toString(result.buildNanos())));
    }
  }
}
