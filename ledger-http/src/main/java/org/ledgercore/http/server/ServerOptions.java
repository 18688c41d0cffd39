package org.ledgercore.http.server;

import java.time.Duration;

/**
 * What the server allows. Immutable.
 *
 * @param host the address to listen on; default {@code 127.0.0.1}, for a proxy that ends TLS
 * @param port the port, 0 for any that is free; default 8080
 * @param rates how often somebody may call
 * @param sizes how much a call may send
 * @param times how long a call may take to arrive and to be answered
 */
public record ServerOptions(String host, int port, Rates rates, Sizes sizes, Times times) {

  /**
   * How often somebody may call.
   *
   * @param writes changes a second for each principal; default 100
   * @param reads questions a second for each principal; default 300
   * @param failedSignIns failed sign-ins a minute for each address; default 10
   * @param streams streams that each principal may have open at once; default 4
   */
  public record Rates(int writes, int reads, int failedSignIns, int streams) {}

  /**
   * How much a call may send, in bytes.
   *
   * @param body a whole body; default 1,000,000
   * @param line one line of a bulk; default 65,536
   * @param file a file; default 2,000,000,000
   */
  public record Sizes(int body, int line, long file) {}

  /**
   * How long a call may take to arrive and to be answered.
   *
   * @param header from the first to the last byte of its header; default 5 s
   * @param idle without any byte; default 10 s
   * @param body from the first to the last byte of a whole body; default 30 s
   * @param duplicate how long a duplicate waits for the request being worked on; default 2 s
   * @param answer until an answer that is no stream must be found, and as long again for it to be
   *     read; default 30 s
   */
  public record Times(
      Duration header, Duration idle, Duration body, Duration duplicate, Duration answer) {}

  private static final ServerOptions DEFAULTS =
      new ServerOptions(
          "127.0.0.1",
          8080,
          new Rates(100, 300, 10, 4),
          new Sizes(1_000_000, 65_536, 2_000_000_000),
          new Times(
              Duration.ofSeconds(5),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofSeconds(2),
              Duration.ofSeconds(30)));

  /** The defaults named above. */
  public static ServerOptions defaults() {
    return DEFAULTS;
  }

  public ServerOptions on(String address, int number) {
    return new ServerOptions(address, number, rates, sizes, times);
  }

  public ServerOptions withRates(Rates value) {
    return new ServerOptions(host, port, value, sizes, times);
  }

  public ServerOptions withTimes(Times value) {
    return new ServerOptions(host, port, rates, sizes, value);
  }
}
