package org.ledgercore.interchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.ledgercore.journal.Digest;
import org.ledgercore.money.Text;

/**
 * A file to be imported: UTF-8 text under a name. It is read two or three times, from its first
 * byte to its last, and has to stay the same meanwhile. Safe for many threads when its content is.
 */
public final class ImportFile {

  private static final int MAX_NAME = 200;

  /** Where the bytes come from. */
  public interface Content {

    /** A stream of all bytes, anew at each call; the caller closes it. */
    InputStream open() throws IOException;
  }

  private final String name;
  private final Content content;

  /**
   * A file of another kind.
   *
   * @param name what the journal and refusals call it, 1 to 200 code points
   */
  public ImportFile(String name, Content content) {
    this.name = Text.required("file", name, MAX_NAME);
    this.content = content;
  }

  /** A file on this machine, under its own name without folders. */
  public static ImportFile of(Path path) {
    return new ImportFile(String.valueOf(path.getFileName()), () -> Files.newInputStream(path));
  }

  /** What the journal calls it. */
  public String name() {
    return name;
  }

  /** SHA-256 of its bytes; reads all of them. */
  public Digest digest() throws IOException {
    try (Reading reading = read()) {
      return reading.digest();
    }
  }

  Reading read() throws IOException {
    return new Reading(content.open());
  }

  /** One pass over the file. */
  static final class Reading implements AutoCloseable {
    private final DigestInputStream in;
    private final CsvRows rows;

    Reading(InputStream in) {
      this.in = new DigestInputStream(new BufferedInputStream(in, 65_536), sha256());
      this.rows =
          new CsvRows(
              new InputStreamReader(
                  this.in,
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPLACE)
                      .onUnmappableCharacter(CodingErrorAction.REPLACE)
                      .replaceWith(String.valueOf(CsvRows.NOT_UTF_8))));
    }

    CsvRows rows() {
      return rows;
    }

    /** The digest of all bytes, of which those that were not read yet are read now. */
    Digest digest() throws IOException {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return Digest.ofBytes(in.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
