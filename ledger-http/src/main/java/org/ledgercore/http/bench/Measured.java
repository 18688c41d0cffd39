package org.ledgercore.http.bench;

import java.util.Arrays;

/**
 * What was counted.
 *
 * @param calls how many calls were answered as wanted
 * @param nanos how long it took
 * @param p99Micros the time below which 99 of 100 calls were answered, 0 when not measured
 */
record Measured(long calls, long nanos, long p99Micros) {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  static Measured of(long[] latencies, long nanos) {
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    int at = (int) (sorted.length * 99L / 100);
    return new Measured(
        sorted.length, nanos, sorted.length == 0 ? 0 : sorted[at] / NANOS_PER_MICRO);
  }

  long perSecond() {
    return calls * NANOS_PER_SECOND / Math.max(1, nanos);
  }

  String line() {
    return calls + " " + nanos + " " + p99Micros;
  }

  static Measured parse(String line) {
    String[] parts = line.split(" ", -1);
    return new Measured(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
  }
}
