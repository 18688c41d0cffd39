package org.ledgercore.http.route;

/**
 * How an operation is called: in the description and at its address.
 *
 * @param operation its own name, such as {@code postEntry}
 * @param path its address, such as {@code /ops/entries}
 */
record Name(String operation, String path) {

  /** Reads {@code postEntry /ops/entries}. */
  static Name parse(String line) {
    int blank = line.indexOf(' ');
    if (blank < 1 || !line.startsWith("/", blank + 1)) {
      throw new IllegalArgumentException("must read operation /path: " + line);
    }
    return new Name(line.substring(0, blank), line.substring(blank + 1));
  }
}
