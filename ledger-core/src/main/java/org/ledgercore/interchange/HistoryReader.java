package org.ledgercore.interchange;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;

/**
 * Reads the entries of a CSV file, one after another: neighbouring rows of one key are the legs of
 * one entry. Used by one thread.
 */
final class HistoryReader {

  private static final Set<String> REQUIRED =
      Set.of("effective_date", "key", "account", "currency", "side", "amount");
  private static final Set<String> OPTIONAL =
      Set.of(
          "entry",
          "recorded_at",
          "namespace",
          "kind",
          "correlation",
          "description",
          "type",
          "metadata");

  /** What all rows of an entry say alike. */
  private static final List<String> SHARED =
      List.of("effective_date", "kind", "correlation", "description", "metadata");

  /**
   * An entry of the file.
   *
   * @param line the line of its first row
   * @param accounts the account of each leg
   */
  record Row(long line, JournalEntry entry, List<ImportedAccount> accounts) {}

  private final CsvTable table;
  private final ImportedAccounts accounts;
  private boolean isAtRow;

  HistoryReader(CsvRows rows, ImportedAccounts accounts) throws IOException {
    this.table = new CsvTable(rows, REQUIRED, OPTIONAL);
    this.accounts = accounts;
    this.isAtRow = table.next();
  }

  /** The next entry; null at the end of the file. */
  @Nullable Row next() throws IOException {
    if (!isAtRow) {
      return null;
    }
    long first = table.line();
    long line = first;
    try {
      EntryKey key = key();
      List<String> shared = SHARED.stream().map(table::get).toList();
      EntryBuilder entry = begin(key);
      List<ImportedAccount> legs = new ArrayList<>();
      do {
        line = table.line();
        requireShared(shared);
        legs.add(leg(entry, legs.size()));
        isAtRow = table.next();
      } while (isAtRow && isOf(key));
      line = first;
      return new Row(first, entry.build(), legs);
    } catch (InvalidInputException e) {
      throw new ImportRefusal(line, e);
    }
  }

  private EntryKey key() {
    String namespace = table.get("namespace");
    String name = namespace.isEmpty() ? EntryKey.DEFAULT_NAMESPACE : namespace;
    return new EntryKey(name, table.get("key"));
  }

  private boolean isOf(EntryKey key) {
    String namespace = table.get("namespace");
    String name = namespace.isEmpty() ? EntryKey.DEFAULT_NAMESPACE : namespace;
    return table.get("key").equals(key.text()) && name.equals(key.namespace());
  }

  private EntryBuilder begin(EntryKey key) {
    EntryBuilder entry = JournalEntry.on(date(table.get("effective_date"))).key(key);
    if (!table.get("kind").isEmpty()) {
      entry.kind(table.get("kind"));
    }
    if (!table.get("correlation").isEmpty()) {
      entry.correlatedWith(table.get("correlation"));
    }
    entry.describedAs(table.get("description"));
    String metadata = table.get("metadata");
    if (!metadata.isEmpty()) {
      for (String pair : metadata.split("&", -1)) {
        int is = pair.indexOf('=');
        if (is < 1) {
          throw new InvalidInputException("metadata", "must be name=value&name=value", pair);
        }
        entry.with(plain(pair.substring(0, is)), plain(pair.substring(is + 1)));
      }
    }
    return entry;
  }

  private void requireShared(List<String> shared) {
    for (int i = 0; i < SHARED.size(); i++) {
      String value = table.get(SHARED.get(i));
      if (!value.equals(shared.get(i))) {
        throw new InvalidInputException(
            SHARED.get(i), "must be the same on all rows of an entry", value);
      }
    }
  }

  private ImportedAccount leg(EntryBuilder entry, int before) {
    if (before == JournalEntry.MAX_POSTINGS) {
      throw new InvalidInputException(
          "postings", "must be at most " + JournalEntry.MAX_POSTINGS, before + 1);
    }
    ImportedAccount account = accounts.of(table);
    Money amount = Money.of(table.get("amount"), account.unit());
    entry.leg(new Posting(account.ref(), side(table.get("side")), amount));
    return account;
  }

  static Side side(String text) {
    return switch (text) {
      case "DEBIT" -> Side.DEBIT;
      case "CREDIT" -> Side.CREDIT;
      default -> throw new InvalidInputException("side", "must be DEBIT or CREDIT", text);
    };
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidInputException("effective_date", "must be a date such as 2026-03-31", text);
    }
  }

  /** A text out of percent form. */
  private static String plain(String percent) {
    try {
      return URLDecoder.decode(percent.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("metadata", "must be in percent form", percent);
    }
  }
}
