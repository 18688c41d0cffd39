package org.ledgercore.http.webhooks;

/** The time that signatures carry: what a receiver compares with its own. Stateless. */
final class DeliveryClock {

  private static final long MILLIS_PER_SECOND = 1_000;

  private DeliveryClock() {}

  /** Seconds since 1970. */
  static long seconds() {
    return System.currentTimeMillis() / MILLIS_PER_SECOND;
  }
}
