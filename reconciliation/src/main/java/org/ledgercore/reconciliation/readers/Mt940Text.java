package org.ledgercore.reconciliation.readers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.ReferenceKind;

/**
 * Takes :86: apart. Three dialects are known: numbered subfields behind a business code ({@code
 * 166?00…?20…}), code words between slashes ({@code /EREF/…/REMI/…}), and plain text.
 */
final class Mt940Text {

  private static final Pattern NUMBERED = Pattern.compile("(?s)\\d{3}([?<>~@/])\\d{2}.*");
  private static final Pattern SLASHED = Pattern.compile("(?s)/[A-Z]{3,4}/.*");
  private static final Pattern WORD =
      Pattern.compile("/(EREF|REMI|NAME|MARF|KREF|TRTP|IBAN|BIC|ORDP|BENM|CSID|SVCL|USTD|RTRN)/");
  private static final Pattern TOKEN = Pattern.compile("(EREF|KREF|MREF|SVWZ|CRED|ABWA|ABWE)\\+");

  /** Banks cut a text into subfields of so many characters; a shorter one ends a word. */
  private static final int SUBFIELD = 27;

  private static final int CODE_LENGTH = 3;

  private Mt940Text() {}

  /** Adds what :86: says to the line it belongs to. */
  static LineBuilder addTo(LineBuilder line, String content) {
    line.raw(content);
    Matcher numbered = NUMBERED.matcher(content);
    if (numbered.matches()) {
      return addNumbered(line, content.replace("\n", ""), numbered.group(1));
    }
    if (SLASHED.matcher(content).matches()) {
      return addSlashed(line, content.replace("\n", ""));
    }
    return line.text(content.replace('\n', ' ').strip());
  }

  private static LineBuilder addNumbered(LineBuilder line, String content, String mark) {
    Map<String, String> subfields = new LinkedHashMap<>();
    Matcher at = Pattern.compile(Pattern.quote(mark) + "(\\d{2})").matcher(content);
    int from = -1;
    String key = "";
    while (at.find(Math.max(from, CODE_LENGTH))) {
      if (from >= 0) {
        subfields.merge(key, content.substring(from, at.start()), String::concat);
      }
      key = at.group(1);
      from = at.end();
    }
    subfields.merge(key, content.substring(from), String::concat);
    StringBuilder text = new StringBuilder();
    StringBuilder name = new StringBuilder();
    subfields.forEach((number, value) -> {
      if (number.startsWith("2") || number.matches("6[0-3]")) {
        append(text, value);
      } else if (number.equals("32") || number.equals("33")) {
        append(name, value);
      }
    });
    addTokens(line, text.toString());
    return line.counterparty(name.toString().strip());
  }

  private static void append(StringBuilder to, String subfield) {
    to.append(subfield);
    if (subfield.length() < SUBFIELD) {
      to.append(' ');
    }
  }

  /** Splits {@code EREF+… SVWZ+…}; a text without such words is all text. */
  private static void addTokens(LineBuilder line, String text) {
    Map<String, String> said = split(TOKEN, text);
    line.reference(ReferenceKind.END_TO_END, said.getOrDefault("EREF", ""))
        .reference(ReferenceKind.CUSTOMER, said.getOrDefault("KREF", ""))
        .reference(ReferenceKind.MANDATE, said.getOrDefault("MREF", ""));
    String before = said.getOrDefault("", "");
    String remittance = said.getOrDefault("SVWZ", "");
    line.text((before + " " + remittance).strip());
  }

  private static LineBuilder addSlashed(LineBuilder line, String content) {
    Map<String, String> said = split(WORD, content);
    String remittance = said.getOrDefault("REMI", "").strip();
    String prefix = "USTD//";
    return line.reference(ReferenceKind.END_TO_END, said.getOrDefault("EREF", ""))
        .reference(ReferenceKind.MANDATE, said.getOrDefault("MARF", ""))
        .reference(ReferenceKind.CUSTOMER, said.getOrDefault("KREF", ""))
        .counterparty(said.getOrDefault("NAME", "").strip())
        .text(remittance.startsWith(prefix) ? remittance.substring(prefix.length()) : remittance);
  }

  private static Map<String, String> split(Pattern words, String text) {
    Map<String, String> said = new LinkedHashMap<>();
    Matcher at = words.matcher(text);
    String word = "";
    int from = 0;
    while (at.find(from)) {
      said.merge(word, text.substring(from, at.start()).strip(), String::concat);
      word = at.group(1);
      from = at.end();
    }
    said.merge(word, text.substring(from).strip(), String::concat);
    return said;
  }
}
