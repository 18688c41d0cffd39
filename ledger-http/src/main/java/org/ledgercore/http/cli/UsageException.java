package org.ledgercore.http.cli;

/** Arguments that make no command; the message says what would. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
