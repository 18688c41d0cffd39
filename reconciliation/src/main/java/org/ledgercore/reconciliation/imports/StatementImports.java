package org.ledgercore.reconciliation.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.UnusableFileException;
import org.ledgercore.reconciliation.store.Act;
import org.ledgercore.reconciliation.store.ReconciliationStore;

/**
 * Takes files from outside and keeps what they say, once.
 *
 * <ul>
 *   <li>The same bytes through the same connection change nothing.
 *   <li>A line that overlapping files both have is kept once; equal lines of one file are all real,
 *       so they are counted: the second of two is another line than the first.
 *   <li>A statement whose lines do not make its closing balance, or that does not open where the
 *       one before closed, is kept and says so as a {@link Gap}.
 *   <li>A file that breaks its format leaves nothing behind.
 * </ul>
 *
 * <p>Files of any size are read as a stream and copied to the database, holding one line at a time.
 * Safe for many threads; imports take turns.
 */
public final class StatementImports {

  private static final int MAX_LIMIT = 100_000;
  private static final int MAX_AUTHOR = 255;
  private static final int BUFFER = 1 << 16;

  private final ReconciliationStore store;

  /** The imports in this store. */
  public StatementImports(ReconciliationStore store) {
    this.store = store;
  }

  /** Opens the same bytes every time. */
  private interface Bytes {
    InputStream open() throws IOException;
  }

  /**
   * Imports a file that lies on disk; it must not change meanwhile.
   *
   * @throws UncheckedIOException when it cannot be read; nothing is stored then
   */
  public ImportOutcome receive(StatementConnection connection, Path file, String author) {
    return receive(connection, () -> Files.newInputStream(file), author);
  }

  /** Imports a file that is in memory. */
  public ImportOutcome receive(StatementConnection connection, byte[] file, String author) {
    return receive(connection, () -> new ByteArrayInputStream(file), author);
  }

  /** The statements of an account in the order of their days, each with its gap as of now. */
  public List<ImportedStatement> statements(String account) {
    return store.read(connection -> new StatementRows(store, connection).ofAccount(account));
  }

  /**
   * Lines of an account in the order of import.
   *
   * @param account as declared; its unit must be the one the lines were read in
   * @param afterLine the number of the last line known, 0 for the first page
   * @param limit at most so many, 1 to 100,000
   */
  public List<ImportedLine> lines(StatementAccount account, long afterLine, int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("limit", "must be 1 to " + MAX_LIMIT, limit);
    }
    return store.read(
        connection -> new LineRows(store, connection).after(account, afterLine, limit));
  }

  /** Every line of an account that these files told, in the order of import, one at a time. */
  public void eachLine(StatementAccount account, List<String> files, Consumer<ImportedLine> sink) {
    List<Digest> digests = files.stream().map(StatementImports::digest).toList();
    store.read(connection -> {
      new LineRows(store, connection).each(account, digests, sink);
      return true;
    });
  }

  /** The line of this name, if the account has it. */
  public Optional<ImportedLine> line(StatementAccount account, String id) {
    return store.read(connection -> new LineRows(store, connection).find(account, id));
  }

  /** The files that told of an account up to an act, by their digests. */
  public List<String> files(String account, long upToAct) {
    return store.read(connection -> new StatementRows(store, connection).files(account, upToAct));
  }

  private ImportOutcome receive(StatementConnection connection, Bytes bytes, String author) {
    Text.required("author", author, MAX_AUTHOR);
    Digest digest = digest(bytes);
    try {
      return store.write(c -> once(c, new Delivery(connection, digest, author), bytes));
    } catch (UnusableFileException e) {
      return new ImportOutcome.Refused(e.line(), e.field(), e.rule(), e.value());
    }
  }

  /** A file with where it came from and who brought it. */
  private record Delivery(StatementConnection connection, Digest digest, String author) {}

  private ImportOutcome once(Connection c, Delivery delivery, Bytes bytes) throws SQLException {
    StatementRows rows = new StatementRows(store, c);
    String name = delivery.connection().name();
    Digest digest = delivery.digest();
    if (rows.isKnown(name, digest)) {
      return new ImportOutcome.AlreadyImported(digest, rows.ofFile(name, digest));
    }
    long act = store.act(c, Act.IMPORT, delivery.author(), name);
    rows.insertFile(name, digest, act);
    List<StagingSink.Staged> staged = stage(c, delivery, bytes);
    for (StagingSink.Staged statement : staged) {
      rows.requireSameUnit(statement.head().account());
    }
    long first = rows.insertStatements(name, digest, staged);
    new LineRows(store, c).insertNew(first);
    return new ImportOutcome.Imported(digest, rows.ofFile(name, digest));
  }

  private static List<StagingSink.Staged> stage(Connection c, Delivery delivery, Bytes bytes)
      throws SQLException {
    MessageDigest sha = sha256();
    try (StagingSink sink = new StagingSink(c);
        DigestInputStream file = new DigestInputStream(bytes.open(), sha)) {
      delivery.connection().reader().read(file, sink);
      file.transferTo(OutputStream.nullOutputStream());
      if (!Digest.ofBytes(sha.digest()).equals(delivery.digest())) {
        throw new IOException("the file changed while it was imported");
      }
      sink.finish(c);
      return sink.statements();
    } catch (StagingSink.StagingException e) {
      throw e.failure();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Digest digest(String hexadecimal) {
    try {
      return Digest.ofBytes(HexFormat.of().parseHex(hexadecimal));
    } catch (IllegalArgumentException e) {
      InvalidInputException refusal =
          new InvalidInputException("file", "must be the digest of a file", hexadecimal);
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static Digest digest(Bytes bytes) {
    MessageDigest sha = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = bytes.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digest.ofBytes(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
