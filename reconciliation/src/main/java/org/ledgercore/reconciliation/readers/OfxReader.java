package org.ledgercore.reconciliation.readers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ledgercore.reconciliation.statement.StatementAccount;
import org.ledgercore.reconciliation.statement.StatementSink;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Reads OFX and QFX statements of bank and credit card accounts: the SGML of 1.x, whose fields have
 * no end tags, and the XML of 2.x, by one grammar. The FITID is the line's bank reference, and so
 * its identity. The ledger balance is the closing one; OFX has no opening balance. The encoding is
 * the one its header names; without one, windows-1252 in 1.x and UTF-8 in 2.x.
 */
public final class OfxReader extends StatementReader {

  private static final int HEADER = 4096;
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern XML_ENCODING =
      Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern SGML_ENCODING = Pattern.compile("ENCODING:\\s*(\\S+)");
  private static final Pattern SGML_CHARSET = Pattern.compile("CHARSET:\\s*(\\S+)");

  private final Declared accounts;

  /** A reader of files about any of these accounts. */
  public OfxReader(List<StatementAccount> accounts) {
    this.accounts = new Declared(accounts);
  }

  @Override
  void parse(InputStream file, StatementSink sink) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(file);
    buffered.mark(HEADER);
    String header = new String(buffered.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
    buffered.reset();
    OfxTags tags = new OfxTags(TextLines.characters(buffered, charset(header)));
    OfxStatements statements = new OfxStatements(accounts, sink);
    while (tags.next()) {
      statements.tag(tags);
    }
    if (!statements.isOfx()) {
      throw new UnusableFileException(1, "OFX", "must be there", "");
    }
  }

  private static Charset charset(String header) {
    if (header.contains("<?xml") || header.contains("<?OFX")) {
      return named(first(XML_ENCODING, header, "UTF-8"));
    }
    String encoding = first(SGML_ENCODING, header, "");
    if (encoding.equals("UNICODE") || encoding.equals("UTF-8")) {
      return StandardCharsets.UTF_8;
    }
    String charset = first(SGML_CHARSET, header, "NONE");
    return switch (charset) {
      case "NONE", "1252" -> WINDOWS;
      default -> named(charset);
    };
  }

  private static Charset named(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new UnusableFileException(1, "CHARSET", "must be an encoding Java knows", name);
    }
  }

  private static String first(Pattern pattern, String header, String otherwise) {
    Matcher found = pattern.matcher(header);
    return found.find() ? found.group(1) : otherwise;
  }
}
