package org.ledgercore.reconciliation.readers;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.ledgercore.reconciliation.statement.UnusableFileException;

/**
 * Walks an XML document element by element, on the JDK's streaming parser. A document type is
 * refused where it stands, so that no entity of its own making exists, inside the file or outside.
 * For one thread.
 */
final class XmlCursor implements AutoCloseable {

  /** No text of a statement comes near; a longer one is an attack or a mistake. */
  private static final int MAX_TEXT = 100_000;

  private final XMLStreamReader xml;

  XmlCursor(InputStream file) {
    try {
      xml = factory().createXMLStreamReader(file);
    } catch (XMLStreamException e) {
      throw malformed(e, null);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /**
   * Moves to the next child of the element that the cursor is in.
   *
   * @return false when there is none left; the cursor is behind the element then
   */
  boolean child() {
    for (int event = next(); ; event = next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.END_DOCUMENT -> {
          return false;
        }
        case XMLStreamConstants.DTD -> throw refuse("must have no document type", "DOCTYPE");
        default -> {
          // text between elements, comments, instructions: nothing that is said
        }
      }
    }
  }

  /** The local name of the element that {@link #child} moved to. */
  String name() {
    return xml.getLocalName();
  }

  /** An attribute of that element; empty when it has none of the name. */
  String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  /** The text of that element, blanks around it removed; the cursor is behind it then. */
  String text() {
    String first = "";
    StringBuilder rest = null;
    while (true) {
      switch (next()) {
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (first.isEmpty()) {
            first = xml.getText();
          } else {
            rest = rest == null ? new StringBuilder(first) : rest;
            rest.append(xml.getText());
            require(rest.length() <= MAX_TEXT);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          require(first.length() <= MAX_TEXT);
          return (rest == null ? first : rest.toString()).strip();
        }
        case XMLStreamConstants.START_ELEMENT -> throw refuse("must hold text only", name());
        default -> {
          // comments and instructions say nothing
        }
      }
    }
  }

  /** The text of that element, or of its child of that name; the cursor is behind it then. */
  String textOrChild(String name) {
    StringBuilder own = new StringBuilder();
    String found = "";
    for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
      if (event == XMLStreamConstants.CHARACTERS) {
        own.append(xml.getText());
      } else if (event == XMLStreamConstants.START_ELEMENT && name().equals(name)) {
        found = text();
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        skip();
      }
    }
    return found.isEmpty() ? own.toString().strip() : found;
  }

  /** Goes behind the element that {@link #child} moved to. */
  void skip() {
    int depth = 1;
    while (depth > 0) {
      int event = next();
      depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  /** The line of the file that the cursor is in, from 1. */
  long line() {
    return Math.max(xml.getLocation().getLineNumber(), 1);
  }

  private int next() {
    try {
      return xml.next();
    } catch (XMLStreamException e) {
      throw malformed(e, xml);
    }
  }

  private void require(boolean isShort) {
    if (!isShort) {
      throw refuse("must have at most " + MAX_TEXT + " characters", "longer");
    }
  }

  private UnusableFileException refuse(String rule, String value) {
    return new UnusableFileException(line(), "xml", rule, value);
  }

  private static UnusableFileException malformed(
      XMLStreamException cause, @Nullable XMLStreamReader at) {
    int line = at == null ? 1 : at.getLocation().getLineNumber();
    String message = String.valueOf(cause.getMessage());
    String said = message.substring(message.indexOf("Message: ") + 1).replace("essage: ", "");
    UnusableFileException refusal =
        new UnusableFileException(Math.max(line, 1), "xml", "must be well-formed", said);
    refusal.addSuppressed(cause);
    return refusal;
  }

  @Override
  public void close() {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw malformed(e, null);
    }
  }
}
