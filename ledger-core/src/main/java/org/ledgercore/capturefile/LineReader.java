package org.ledgercore.capturefile;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.InvalidInputException;

/**
 * Reads a file line by line with a buffer of one size, and keeps the SHA-256 of all lines read, so
 * that a later run can prove that it goes on with the same file. Not safe for many threads.
 */
final class LineReader implements Closeable {

  private static final int LONGEST = 65_536;
  private static final int BUFFER = 4 * LONGEST;
  private static final int SHOWN = 80;
  private static final char REPLACEMENT = '\uFFFD';

  private final InputStream in;
  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private long line;
  private long bytes;
  private String text = "";
  private boolean isUtf8 = true;
  private @Nullable InvalidInputException problem;

  LineReader(Path file) throws IOException {
    this.in = Files.newInputStream(file);
  }

  /** Moves to the next whole line; false at the end, or at what is no whole line. */
  boolean next() throws IOException {
    int scanned = 0;
    while (problem == null) {
      int end = lineBreak(from + scanned);
      scanned = (end >= 0 ? end : to) - from;
      if (scanned > LONGEST) {
        problem = refused("must have at most " + LONGEST + " bytes");
      } else if (end >= 0) {
        take(end);
        return true;
      } else if (!fill()) {
        problem = from < to ? refused("must end with a line break") : null;
        return false;
      }
    }
    return false;
  }

  private void take(int end) {
    int start = line == 0 && startsWithMark() ? from + 3 : from;
    int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
    text = new String(buffer, start, last - start, StandardCharsets.UTF_8);
    isUtf8 = text.indexOf(REPLACEMENT) < 0 || isUtf8(ByteBuffer.wrap(buffer, start, last - start));
    digest.update(buffer, from, end + 1 - from);
    bytes += end + 1 - from;
    from = end + 1;
    line++;
  }

  /** Passes over what an earlier run has read; false when the file has not so many bytes. */
  boolean skip(FileProgress.Mark mark) throws IOException {
    while (bytes < mark.bytes()) {
      if (from == to && !fill()) {
        return false;
      }
      int part = (int) Math.min(to - from, mark.bytes() - bytes);
      digest.update(buffer, from, part);
      from += part;
      bytes += part;
    }
    line = mark.line();
    return true;
  }

  /** The line without its break and, if it is the first, without a byte order mark. */
  String text() {
    if (!isUtf8) {
      throw new InvalidInputException("line", "must be UTF-8", text);
    }
    return text;
  }

  /** The line's number; the first is 1. */
  long line() {
    return line;
  }

  /** The bytes of all lines read. */
  long bytes() {
    return bytes;
  }

  /**
   * Why no more lines are read, if it is not the end of the file: the next one is too long, or has
   * no line break and so may be half of one, its amount a part of it.
   */
  @Nullable InvalidInputException problem() {
    return problem;
  }

  /** SHA-256 of all lines read, in hexadecimal. */
  String digest() {
    try {
      return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 cannot be read halfway", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int lineBreak(int start) {
    for (int i = start; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    int read = in.read(buffer, to, BUFFER - to);
    to += Math.max(read, 0);
    return read > 0;
  }

  private boolean startsWithMark() {
    return to - from >= 3
        && buffer[from] == (byte) 0xEF
        && buffer[from + 1] == (byte) 0xBB
        && buffer[from + 2] == (byte) 0xBF;
  }

  /** Whether a replacement character was written as one, and not put in for what is no UTF-8. */
  private static boolean isUtf8(ByteBuffer line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(line);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private InvalidInputException refused(String rule) {
    String begins = new String(buffer, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
    return new InvalidInputException("line " + (line + 1), rule, begins);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
