package org.ledgercore.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.money.Unit;

/**
 * The entries a benchmark posts, and the accounts they need. An entry is a pure function of its
 * number, so that the ceiling copies the very rows the ledger posted, and a retry is the same entry
 * again. Safe for many threads.
 */
public interface Traffic {

  /** The unit of all amounts. */
  Unit EUR = Unit.fiat("EUR", 2);

  /** The effective date of entries that are on time: today. Other dates are kept track of. */
  LocalDate DAY = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);

  /** Its name, which is also that of the database its accounts are opened in. */
  String name();

  /** The accounts to be opened before, in this order. */
  List<NewAccount> accounts();

  /** The entry with this number. */
  JournalEntry entry(long number);

  /** Transfers or captures over so many accounts. */
  static Traffic named(String kind, int accounts) {
    return switch (kind) {
      case "transfer" -> new Transfers(accounts);
      case "capture" -> new Captures(accounts);
      default ->
          throw new IllegalArgumentException("traffic: must be transfer or capture: " + kind);
    };
  }

  /** A reference of 30 characters, as payment providers give them, that holds the number. */
  static String reference(long number) {
    byte[] text = "pay_00000000000000000000000000".getBytes(StandardCharsets.ISO_8859_1);
    int at = text.length;
    for (long left = number; left > 0; left /= 10) {
      text[--at] = (byte) ('0' + left % 10);
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Spreads a number over all 64 bits (the finalizer of SplitMix64). */
  static long mix(long number) {
    long mixed = number + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
