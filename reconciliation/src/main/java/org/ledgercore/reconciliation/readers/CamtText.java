package org.ledgercore.reconciliation.readers;

import java.time.LocalDate;

/** Reads the small elements that camt messages use everywhere. */
final class CamtText {

  private static final int DATE_LENGTH = 10;

  private CamtText() {}

  /** The first ten characters of an ISO date or date and time: the day where the bank is. */
  static LocalDate day(String text) {
    return LocalDate.parse(text.length() > DATE_LENGTH ? text.substring(0, DATE_LENGTH) : text);
  }

  /** A choice of {@code Dt} and {@code DtTm}. */
  static LocalDate date(XmlCursor xml, String owner, String field) {
    Place place = new Place(xml.line(), owner, field);
    String text = "";
    while (xml.child()) {
      switch (xml.name()) {
        case "Dt", "DtTm" -> text = xml.text();
        default -> xml.skip();
      }
    }
    String found = text;
    return place.read(() -> day(found));
  }

  /** The text of the first child of that name; empty when there is none. */
  static String first(XmlCursor xml, String name) {
    String found = "";
    while (xml.child()) {
      if (found.isEmpty() && xml.name().equals(name)) {
        found = xml.text();
      } else {
        xml.skip();
      }
    }
    return found;
  }

  /** The code of a choice such as {@code Tp/CdOrPrtry/Cd}, however deep it is. */
  static String code(XmlCursor xml) {
    String found = "";
    while (xml.child()) {
      switch (xml.name()) {
        case "Cd", "Prtry" -> found = xml.text();
        case "CdOrPrtry" -> found = code(xml);
        default -> xml.skip();
      }
    }
    return found;
  }

  /** A party's name, which later versions put one element deeper. */
  static String name(XmlCursor xml) {
    String found = "";
    while (xml.child()) {
      switch (xml.name()) {
        case "Nm" -> found = xml.text();
        case "Pty" -> found = name(xml);
        default -> xml.skip();
      }
    }
    return found;
  }
}
