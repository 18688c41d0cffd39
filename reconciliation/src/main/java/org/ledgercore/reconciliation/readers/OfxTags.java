package org.ledgercore.reconciliation.readers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Splits OFX into tags, each with the text up to the next one. Declarations, comments and
 * instructions are left out; a document type is refused, so there are no entities but the five that
 * stand for characters. For one thread.
 */
final class OfxTags {

  private static final int MAX = 100_000;

  private final BufferedReader reader;
  private String name = "";
  private String text = "";
  private boolean isEnd;
  private boolean isStarted;
  private boolean isStopped;
  private long line = 1;
  private long tagLine = 1;

  OfxTags(Reader reader) {
    this.reader = new BufferedReader(reader);
  }

  /** Moves to the next tag; false after the last. */
  boolean next() throws IOException {
    if (!isStarted) {
      isStarted = true;
      until('<');
    }
    while (isStopped) {
      tagLine = line;
      String tag = until('>').strip();
      new Place(tagLine, "tag").require(isStopped, "must end with >", tag);
      new Place(tagLine, "tag")
          .require(!tag.startsWith("!DOCTYPE"), "must have no document type", tag);
      String value = decoded(until('<').strip());
      if (!tag.startsWith("?") && !tag.startsWith("!")) {
        isEnd = tag.startsWith("/");
        name = (isEnd ? tag.substring(1) : tag).toUpperCase(Locale.ROOT);
        text = value;
        return true;
      }
    }
    return false;
  }

  /** The tag's name without its brackets, in capitals. */
  String name() {
    return name;
  }

  /** What stands behind it, blanks around it removed. */
  String text() {
    return text;
  }

  /** Whether it ends an element. */
  boolean isEnd() {
    return isEnd;
  }

  /** Where it stands. */
  Place place() {
    return new Place(tagLine, name);
  }

  /** Everything up to a character, which is consumed; the end of the file ends it as well. */
  private String until(char stop) throws IOException {
    StringBuilder found = new StringBuilder();
    int c = reader.read();
    while (c >= 0 && c != stop) {
      line += c == '\n' ? 1 : 0;
      found.append((char) c);
      if (found.length() > MAX) {
        throw new UnusableFileException(line, "text", "must have at most 100000 characters", "");
      }
      c = reader.read();
    }
    isStopped = c == stop;
    return found.toString();
  }

  private static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }
}
