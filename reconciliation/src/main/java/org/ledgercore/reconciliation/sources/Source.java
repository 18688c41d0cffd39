package org.ledgercore.reconciliation.sources;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Text;
import org.ledgercore.money.Unit;
import org.ledgercore.reconciliation.imports.StatementConnection;
import org.ledgercore.reconciliation.statement.StatementAccount;

/**
 * Where files come from: whose they are, and how they are read. Immutable.
 *
 * @param name its name, 1 to 100 code points
 * @param whose whose account they are about
 * @param reading how they are read
 */
public record Source(String name, Whose whose, Reading reading) {

  private static final int MAX_NAME = 100;
  private static final int MAX_ID = 90;
  private static final int MAX_DECIMALS = 8;
  private static final int MAX_WORDS = 60;
  private static final int MAX_WORD = 255;

  /**
   * Whose account files are about.
   *
   * @param party a bank, a provider or a desk
   * @param id which, 1 to 90 code points
   * @param currency the code of the unit, open in the ledger
   * @param settlesAt of a provider, the bank where its settlements arrive; otherwise empty
   */
  public record Whose(Party party, String id, String currency, String settlesAt) {
    public Whose {
      Text.required("id", id, MAX_ID);
      Text.required("currency", currency, MAX_ID);
      Text.optional("settlesAt", settlesAt, MAX_ID);
      if ((party == Party.PROVIDER) == settlesAt.isEmpty()) {
        throw new InvalidInputException(
            "settlesAt", "must name a bank for a provider, and nothing for others", settlesAt);
      }
    }

    /** The ledger account they are held against. */
    public AccountPath path() {
      return party.path(id);
    }
  }

  /**
   * How files are read.
   *
   * @param format their format
   * @param decimals how many decimals their amounts have at most; for integers, how many of their
   *     digits are decimals
   * @param identifiers what they call the account (IBAN, number); empty when they do not name it
   * @param mapping of CSV, the columns in the words of a mapping; otherwise empty
   */
  public record Reading(
      Format format, int decimals, Set<String> identifiers, SortedMap<String, String> mapping) {

    public Reading {
      if (decimals < 0 || decimals > MAX_DECIMALS) {
        throw new InvalidInputException("decimals", "must be 0 to " + MAX_DECIMALS, decimals);
      }
      identifiers = Collections.unmodifiableSet(new TreeSet<>(identifiers));
      mapping = Collections.unmodifiableSortedMap(new TreeMap<>(mapping));
      if (mapping.size() > MAX_WORDS) {
        throw new InvalidInputException("mapping", "must have at most 60 words", mapping.size());
      }
      mapping.forEach((word, value) -> Text.optional("mapping." + word, value, MAX_WORD));
      if ((format == Format.CSV) == mapping.isEmpty()) {
        throw new InvalidInputException(
            "mapping", "must be given for CSV, and for nothing else", mapping.size() + " words");
      }
    }

    /** Of a format that needs no mapping. */
    public static Reading of(Format format, int decimals, Set<String> identifiers) {
      return new Reading(format, decimals, identifiers, new TreeMap<>());
    }

    /** Of CSV. */
    public static Reading csv(int decimals, Map<String, String> mapping) {
      return new Reading(Format.CSV, decimals, Set.of(), new TreeMap<>(mapping));
    }
  }

  public Source {
    Text.required("name", name, MAX_NAME);
    if ((whose.party() == Party.DESK) != (reading.format() == Format.CASH_COUNT)) {
      throw new InvalidInputException(
          "format", "must be CASH_COUNT for a desk, and for nothing else", reading.format());
    }
    reading.format().reader(account(whose, reading), reading.mapping());
  }

  /** The ledger account that its files are held against. */
  public AccountRef ref() {
    return new AccountRef(whose.path(), whose.currency());
  }

  /** How the importer reads its files. */
  public StatementConnection connection() {
    StatementAccount account = account(whose, reading);
    return new StatementConnection(name, reading.format().reader(account, reading.mapping()));
  }

  /** The account as its files write it. */
  public StatementAccount account() {
    return account(whose, reading);
  }

  private static StatementAccount account(Whose whose, Reading reading) {
    return new StatementAccount(
        whose.path().value(),
        Unit.fiat(whose.currency(), reading.decimals()),
        reading.identifiers());
  }
}
