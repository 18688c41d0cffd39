package org.ledgercore.http.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The client's side, a process of its own: {@code SCENARIO PORT TOKEN SECONDS CONNECTIONS RUN};
 * prints one line of figures.
 */
public final class BenchClient {

  private static final int PART = 500;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int port;
  private final String token;
  private final long nanos;
  private final String run;

  private BenchClient(int port, String token, long seconds, String run) {
    this.port = port;
    this.token = token;
    this.nanos = seconds * NANOS_PER_SECOND;
    this.run = run;
  }

  /** Runs a scenario and gives its figures as one line. */
  public static String run(List<String> arguments) throws IOException, InterruptedException {
    BenchClient client =
        new BenchClient(
            Integer.parseInt(arguments.get(1)),
            arguments.get(2),
            Long.parseLong(arguments.get(3)),
            arguments.get(5));
    int connections = Integer.parseInt(arguments.get(4));
    Measured measured =
        switch (arguments.get(0)) {
          case "bulk" -> client.bulk();
          case "capture" -> client.calls(connections, true, "POST", "/ops/payments/captures");
          case "constant" -> client.calls(connections, true, "POST", "/constant");
          case "balance" ->
              client.calls(
                  connections, false, "GET", "/ops/accounts/IQD/merchant_payable:school/balance");
          case "constant-get" -> client.calls(connections, false, "GET", "/constant");
          default -> throw new IllegalArgumentException("no scenario " + arguments.get(0));
        };
    return measured.line();
  }

  /** Many connections, each one call after another. */
  private Measured calls(int connections, boolean hasBody, String method, String path)
      throws InterruptedException {
    AtomicLong names = new AtomicLong();
    long began = System.nanoTime();
    List<Future<long[]>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> one(names, hasBody, method, path)));
      }
    }
    long took = System.nanoTime() - began;
    List<long[]> parts = new ArrayList<>();
    for (Future<long[]> each : running) {
      parts.add(ended(each));
    }
    return Measured.of(parts.stream().flatMapToLong(Arrays::stream).toArray(), took);
  }

  private long[] one(AtomicLong names, boolean hasBody, String method, String path)
      throws IOException {
    List<Long> latencies = new ArrayList<>();
    try (KeptAlive connection = new KeptAlive(port)) {
      long end = System.nanoTime() + nanos;
      for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
        String name = run + "-" + names.incrementAndGet();
        byte[] request = request(method, path, name, hasBody ? capture(name) : "");
        int status = connection.call(request);
        if (status != 200 && status != 201) {
          throw new IOException(method + " " + path + " was answered with " + status);
        }
        latencies.add(System.nanoTime() - now);
      }
    }
    return latencies.stream().mapToLong(Long::longValue).toArray();
  }

  /** One connection: lines out on one thread, verdicts in on another. */
  private Measured bulk() throws IOException, InterruptedException {
    try (KeptAlive connection = new KeptAlive(port);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      String head =
          "POST /ops/payments/captures/bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + token
              + "\r\nTransfer-Encoding: chunked\r\n\r\n";
      connection.send(head.getBytes(StandardCharsets.US_ASCII));
      Future<Long> accepted = threads.submit(() -> accepted(connection));
      long sent = 0;
      while (System.nanoTime() - began < nanos) {
        StringBuilder part = new StringBuilder(PART * 300);
        for (int i = 0; i < PART; i++) {
          part.append(capture(run + "-" + ++sent)).append('\n');
        }
        String size = Integer.toHexString(part.length());
        connection.send((size + "\r\n" + part + "\r\n").getBytes(StandardCharsets.US_ASCII));
        connection.flush();
      }
      connection.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.flush();
      long count = ended(accepted);
      return new Measured(count, System.nanoTime() - began, 0);
    }
  }

  private static long accepted(KeptAlive connection) throws IOException {
    long count = 0;
    String line = connection.line();
    while (!line.equals("0")) {
      if (line.contains("\"ACCEPTED\"")) {
        count++;
      }
      line = connection.line();
    }
    return count;
  }

  private byte[] request(String method, String path, String name, String body) {
    String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token;
    String rest =
        body.isEmpty()
            ? "\r\n\r\n"
            : "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                + name
                + "\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    return (head + rest).getBytes(StandardCharsets.US_ASCII);
  }

  private static String capture(String name) {
    return "{\"provider\":\"switch\",\"reference\":\""
        + name
        + "\",\"merchant\":\"school\",\"gross\":{\"value\":\"125\",\"currency\":\"IQD\"},"
        + "\"terms\":{\"feeBasisPoints\":200,\"reserveBasisPoints\":1000,\"reserveDays\":90},"
        + "\"when\":{\"date\":\"2026-06-15\",\"payment\":\""
        + name
        + "\"}}";
  }

  private static <T> T ended(Future<T> running) throws InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a connection failed: " + e.getMessage(), e);
    }
  }
}
