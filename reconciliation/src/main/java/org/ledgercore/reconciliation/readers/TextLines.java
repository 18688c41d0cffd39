package org.ledgercore.reconciliation.readers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/** The lines of a text file with their numbers. For one thread. */
final class TextLines {

  /** No line of a statement comes near; a longer one is an attack or a mistake. */
  private static final int MAX_LINE = 100_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private long number;
  private int pending = -2;

  TextLines(InputStream file, Charset charset) {
    reader = new BufferedReader(characters(file, charset));
  }

  /** The file's characters; bytes that the encoding does not have are refused, never replaced. */
  static InputStreamReader characters(InputStream file, Charset charset) {
    return new InputStreamReader(
        file,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() {
    try {
      return line();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the line that {@link #next} gave last, from 1. */
  long number() {
    return number;
  }

  private @Nullable String line() throws IOException {
    int c = pending == -2 ? reader.read() : pending;
    pending = -2;
    if (c < 0) {
      return null;
    }
    number++;
    StringBuilder line = new StringBuilder();
    while (c >= 0 && c != '\n' && c != '\r') {
      if (c != BYTE_ORDER_MARK || number > 1 || !line.isEmpty()) {
        line.append((char) c);
      }
      if (line.length() > MAX_LINE) {
        throw new UnusableFileException(
            number, "line", "must have at most " + MAX_LINE + " characters", "longer");
      }
      c = reader.read();
    }
    if (c == '\r') {
      int after = reader.read();
      pending = after == '\n' ? -2 : after;
    }
    return line.toString();
  }
}
