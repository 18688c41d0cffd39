package org.ledgercore.reconciliation.readers;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Reads MT940 customer statements, in their SWIFT envelope or bare, as most bank portals give them,
 * any number in a file. A message needs an opening (:60F: or :60M:) and a closing balance (:62F: or
 * :62M:); a file without is refused, as is one of another message type.
 *
 * <p>References may be longer than SWIFT's 16 characters, because they are in the wild. The text of
 * :86: is kept as delivered and taken apart where its dialect is known: {@code ?20} to {@code ?29}
 * and {@code ?60} to {@code ?63} are the text, {@code ?32} and {@code ?33} the other side's name,
 * {@code EREF+}, {@code KREF+} and {@code MREF+} references in it; and so the code words between
 * slashes, such as {@code /EREF/}, {@code /REMI/} and {@code /NAME/}. An :86: that follows no :61:
 * belongs to the statement and is left out, as are the available balances :64: and :65:.
 */
public final class Mt940Reader extends StatementReader {

  private static final Pattern FIELD = Pattern.compile("^:(\\d{2}[A-Z]?):(.*)$");
  private static final String TEXT_BLOCK = "{4:";
  private static final Pattern TYPE = Pattern.compile("\\{2:[IO](\\d{3})");

  private final Declared accounts;
  private final Charset charset;

  private Mt940Reader(Declared accounts, Charset charset) {
    this.accounts = accounts;
    this.charset = charset;
  }

  /** A reader of files in UTF-8, and so in SWIFT's own characters, about any of these accounts. */
  public Mt940Reader(List<StatementAccount> accounts) {
    this(new Declared(accounts), StandardCharsets.UTF_8);
  }

  /** The same for files in another encoding. */
  public Mt940Reader encodedIn(Charset encoding) {
    return new Mt940Reader(accounts, encoding);
  }

  @Override
  void parse(InputStream file, StatementSink sink) {
    TextLines lines = new TextLines(file, charset);
    Mt940Message message = new Mt940Message(accounts, sink);
    String tag = "";
    long at = 0;
    StringBuilder content = new StringBuilder();
    for (String line = lines.next(); line != null; line = lines.next()) {
      String text = unwrapped(line, lines.number());
      Matcher field = FIELD.matcher(text);
      boolean isField = field.matches();
      if (isField || isOver(text)) {
        message.field(tag, content.toString(), at);
        tag = isField ? field.group(1) : "";
        content.setLength(0);
        content.append(isField ? field.group(2) : "");
        at = lines.number();
      } else if (!tag.isEmpty()) {
        content.append('\n').append(text);
      } else if (!text.isBlank()) {
        throw new UnusableFileException(lines.number(), "tag", "must start with :20:", text);
      }
    }
    message.field(tag, content.toString(), at);
    message.finish(lines.number());
  }

  /** A line without the envelope before it. */
  private static String unwrapped(String line, long number) {
    int block = line.indexOf(TEXT_BLOCK);
    if (!line.startsWith("{1:") && !line.startsWith(TEXT_BLOCK)) {
      return line;
    }
    Matcher type = TYPE.matcher(line);
    if (type.find() && !type.group(1).equals("940")) {
      throw new UnusableFileException(number, "{2:", "must be message type 940", type.group(1));
    }
    return block < 0 ? "" : line.substring(block + TEXT_BLOCK.length());
  }

  private static boolean isOver(String text) {
    return text.stripTrailing().equals("-") || text.startsWith("-}");
  }
}
