package org.ledgercore.http.route;

import java.io.IOException;
import java.util.Optional;

/** Both directions of a call that streams. Used by one thread. */
public interface Lines {

  /**
   * The next line of the body without its end; empty at the end.
   *
   * @throws org.ledgercore.money.InvalidInputException when the line is too long
   */
  Optional<byte[]> next() throws IOException;

  /** Whether a next line has arrived already, so that reading it need not wait. */
  boolean isReady() throws IOException;

  /** Adds bytes to the answer. */
  void write(byte[] bytes) throws IOException;

  /** Sends what was added. */
  void flush() throws IOException;

  /** A header of the request. */
  Optional<String> header(String name);
}
