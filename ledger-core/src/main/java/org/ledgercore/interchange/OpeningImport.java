package org.ledgercore.interchange;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.interchange.ImportOutcome.Imported;
import org.ledgercore.journal.Digest;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;
import org.ledgercore.rules.Outcome;
import org.ledgercore.rules.Rejection;

/** One import of an opening trial balance, as one entry. Used by one thread. */
final class OpeningImport {

  static final String OPENING = "opening";

  private final Ledger ledger;
  private final ImportFile file;
  private final LocalDate day;
  private final AccountPath equity;
  private final ImportedAccounts accounts;
  private final List<Posting> legs = new ArrayList<>();
  private final Map<String, Money> differences = new TreeMap<>();
  private boolean isThere;

  OpeningImport(Ledger ledger, ImportFile file, LocalDate day, AccountPath equity) {
    this.ledger = ledger;
    this.file = file;
    this.day = day;
    this.equity = equity;
    this.accounts = new ImportedAccounts(ledger, ledger.newestEntry());
  }

  ImportOutcome run() throws IOException {
    Digest digest = file.digest();
    EntryKey key = new EntryKey(OPENING, digest.toString());
    isThere = ledger.entry(key).isPresent();
    readRows(digest);
    differences.values().forEach(this::balance);
    JournalEntry entry = entry(key);
    accounts.openMissing();
    return switch (ledger.post(entry)) {
      case Outcome.Accepted accepted -> new Imported(digest, 1, 0);
      case Outcome.Replayed replayed -> new Imported(digest, 1, 1);
      case Outcome.Rejected(Rejection why) ->
          new ImportRefusal(0, "entry", why.sentence(), why.code()).of(file.name());
    };
  }

  private void readRows(Digest digest) throws IOException {
    Set<AccountRef> said = new HashSet<>();
    try (ImportFile.Reading reading = file.read()) {
      CsvTable table =
          new CsvTable(reading.rows(), AssertedBalances.REQUIRED, AssertedBalances.OPTIONAL);
      while (table.next()) {
        try {
          ImportedAccount account = accounts.of(table);
          if (!said.add(account.ref())) {
            throw new InvalidInputException("account", "must have one row", account.ref());
          }
          add(account, table);
        } catch (InvalidInputException e) {
          throw new ImportRefusal(table.line(), e);
        }
      }
      if (!reading.digest().equals(digest)) {
        throw new IOException(file.name() + " changed while it was read");
      }
    }
  }

  private void add(ImportedAccount account, CsvTable row) {
    Side side = HistoryReader.side(row.get("side"));
    Money amount = Money.of(row.get("amount"), account.unit());
    if (!isThere && !account.now().equals(Turnover.NONE)) {
      throw new InvalidInputException(
          "account", "must have no postings before its opening balance", account.ref());
    }
    if (amount.isZero()) {
      return;
    }
    Posting leg = new Posting(account.ref(), side, amount);
    if (!isThere) {
      account.beginEntry();
      account.apply(leg);
      account.requireWithinLimits();
    }
    legs.add(leg);
    if (legs.size() > JournalEntry.MAX_POSTINGS) {
      throw new InvalidInputException(
          "row", "must be one of " + JournalEntry.MAX_POSTINGS + " balances at most", legs.size());
    }
    Money signed = Money.ofMinor(leg.signed(), account.unit());
    differences.merge(account.unit().code(), signed, Money::plus);
  }

  /** What the balances of a unit differ by goes to the equity account, on the other side. */
  private void balance(Money difference) {
    Unit unit = difference.unit();
    AccountRef ref = new AccountRef(equity, unit.code());
    if (difference.isZero()) {
      return;
    }
    if (accounts.names(ref)) {
      throw new ImportRefusal(
          0,
          "amount",
          "must balance in " + unit + " when there is a row for " + equity,
          difference);
    }
    boolean isOpen = ledger.account(ref).isPresent();
    try {
      ImportedAccount account =
          accounts.find(equity.value(), unit.code(), isOpen ? "" : AccountType.EQUITY.name());
      if (!account.typeName().equals(AccountType.EQUITY.name())) {
        throw new InvalidInputException("equity", "must be an EQUITY account", account.typeName());
      }
      Side side = difference.isNegative() ? Side.DEBIT : Side.CREDIT;
      long left = Math.abs(difference.minor());
      account.beginEntry();
      while (left > 0) {
        long part = Math.min(left, Posting.MAX_AMOUNT);
        Posting leg = new Posting(ref, side, Money.ofMinor(part, unit));
        if (!isThere) {
          account.apply(leg);
        }
        legs.add(leg);
        left -= part;
      }
      if (!isThere) {
        account.requireWithinLimits();
      }
    } catch (InvalidInputException e) {
      throw new ImportRefusal(0, e);
    }
  }

  private JournalEntry entry(EntryKey key) {
    LocalDate closed = ledger.periods().closedThrough().orElse(null);
    try {
      if (!isThere && closed != null && !day.isAfter(closed)) {
        throw new InvalidInputException(
            "effective_date", "must be after " + closed + ", the last closed day", day);
      }
      EntryBuilder entry =
          JournalEntry.on(day).key(key).kind(OPENING).describedAs("Opening balances");
      legs.forEach(entry::leg);
      return entry.build();
    } catch (InvalidInputException e) {
      throw new ImportRefusal(0, e);
    }
  }
}
