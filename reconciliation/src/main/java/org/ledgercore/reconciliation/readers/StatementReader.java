package org.ledgercore.reconciliation.readers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Objects;
import org.ledgercore.reconciliation.statement.ReceivedStatement;
import org.ledgercore.reconciliation.statement.ReceivedStatements;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Reads the statements of one format. Every reader streams: it holds one line at a time, however
 * long the file. Every reader reads amounts as the account declares them, exactly: an amount with
 * more decimals than declared is refused, trailing zeros or not, and nothing is rounded. Every
 * reader refuses a file that says nothing usable. Immutable, so safe for many threads.
 */
public abstract class StatementReader {

  StatementReader() {}

  /**
   * Reads a whole file. What the sink took before an exception is to be thrown away.
   *
   * @param file the bytes; not closed
   * @param sink takes the statements in file order
   * @throws UnusableFileException when the file breaks its format or says nothing usable; it names
   *     line and field
   * @throws IOException when the bytes cannot be had
   */
  public final void read(InputStream file, StatementSink sink) throws IOException {
    UsableSink usable = new UsableSink(sink);
    try {
      parse(file, usable);
    } catch (UncheckedIOException e) {
      throw asRead(Objects.requireNonNull(e.getCause()));
    } catch (CharacterCodingException e) {
      throw asRead(e);
    }
    usable.finish();
  }

  /** Reads a file that fits into memory. */
  public final List<ReceivedStatement> read(byte[] file) {
    ReceivedStatements received = new ReceivedStatements();
    try {
      read(new ByteArrayInputStream(file), received);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
    return received.list();
  }

  abstract void parse(InputStream file, StatementSink sink) throws IOException;

  private static IOException asRead(IOException e) {
    if (e instanceof CharacterCodingException) {
      throw new UnusableFileException(
          0, "encoding", "must be the one declared", String.valueOf(e.getMessage()));
    }
    return e;
  }
}
