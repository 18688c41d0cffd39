package org.ledgercore.reconciliation.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows by COPY in its text format (PostgreSQL manual, COPY, File Formats). Used by one
 * thread; closed without {@link #finish} it leaves nothing.
 */
public final class CopyRows implements AutoCloseable {

  private static final int FLUSH_AT = 64 * 1024;

  private final CopyIn copy;
  private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 1024);
  private boolean isFirst = true;

  private CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /** Starts {@code copy table (columns) from stdin}. */
  public static CopyRows into(Connection connection, String sql) throws SQLException {
    return new CopyRows(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  public CopyRows with(String text) {
    next();
    escaped(text);
    return this;
  }

  public CopyRows with(long number) {
    next();
    buffer.append(number);
    return this;
  }

  /** An array of texts. */
  public CopyRows with(Collection<String> texts) {
    next();
    StringBuilder array = new StringBuilder("{");
    for (String text : texts) {
      array.append(array.length() == 1 ? "\"" : ",\"");
      array.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    escaped(array.append('}'));
    return this;
  }

  /** Ends a row. */
  public void row() throws SQLException {
    buffer.append('\n');
    isFirst = true;
    if (buffer.length() >= FLUSH_AT) {
      flush();
    }
  }

  /** Ends the copy; all rows are in the transaction now. */
  public void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void flush() throws SQLException {
    byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    buffer.setLength(0);
  }

  private void next() {
    if (!isFirst) {
      buffer.append('\t');
    }
    isFirst = false;
  }

  private void escaped(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> buffer.append("\\\\");
        case '\t' -> buffer.append("\\t");
        case '\n' -> buffer.append("\\n");
        case '\r' -> buffer.append("\\r");
        default -> buffer.append(c);
      }
    }
  }
}
