package org.ledgercore.benchmarks;

/** The benchmarks were asked for something they cannot do; the message says what to do instead. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
