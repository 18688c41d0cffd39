package org.ledgercore.http.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ledgercore.money.Amount;
import tools.jackson.databind.JsonNode;

/**
 * A list as a table: RFC 4180, UTF-8, lines that end with CR LF, one column a field and two for an
 * amount. A text that a spreadsheet would take for a formula gets a quote in front. Stateless.
 */
public final class Csv {

  private static final String END = "\r\n";
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /** The items of one record type as a table with a heading. */
  public static String table(Class<?> type, List<?> items) {
    StringBuilder out = new StringBuilder();
    List<String> heading = new ArrayList<>();
    for (Part part : Shape.of(type).parts()) {
      heading.add(part.name());
      if (part.type() == Amount.class) {
        heading.add(part.name() + "_currency");
      }
    }
    line(out, heading);
    for (Object item : items) {
      JsonNode tree = Json.tree(item);
      List<String> cells = new ArrayList<>();
      for (Part part : Shape.of(type).parts()) {
        cells(part, tree.get(part.name()), cells);
      }
      line(out, cells);
    }
    return out.toString();
  }

  private static void cells(Part part, @Nullable JsonNode node, List<String> cells) {
    if (part.type() == Amount.class) {
      cells.add(node == null ? "" : node.get("value").stringValue());
      cells.add(node == null ? "" : node.get("currency").stringValue());
    } else if (node == null || node.isNull()) {
      cells.add("");
    } else {
      cells.add(node.isString() ? node.stringValue() : node.toString());
    }
  }

  private static void line(StringBuilder out, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append(END);
  }

  private static String cell(String text) {
    String safe = isFormula(text) ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  private static boolean isFormula(String text) {
    return !text.isEmpty()
        && FORMULA.indexOf(text.charAt(0)) >= 0
        && !text.matches("-[0-9]+(\\.[0-9]+)?");
  }
}
