package org.ledgercore.payouts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ledgercore.Ledger;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.payments.MerchantId;
import org.ledgercore.query.EntryRange;

/** Reads a merchant's payable account into a {@link LineBook}. Safe for many threads. */
final class LineReading {

  private static final int ENTRIES_AT_ONCE = 1_000;

  private final Ledger ledger;

  LineReading(Ledger ledger) {
    this.ledger = ledger;
  }

  LineBook book(MerchantId merchant, Unit unit, long upToEntry) {
    LineBook book = new LineBook(unit);
    Optional<Account> account = payable(merchant, unit);
    if (account.isPresent()) {
      EntryRange range = new EntryRange(1, upToEntry);
      Map<Long, RecordedEntry> steps = steps(account.get(), range);
      ledger
          .queries()
          .forEachLine(
              account.get(),
              range,
              line -> {
                book.add(line, Optional.ofNullable(steps.get(line.entryNo())));
                return true;
              });
    }
    return book;
  }

  private Map<Long, RecordedEntry> steps(Account account, EntryRange range) {
    List<Long> numbers = new ArrayList<>();
    ledger
        .queries()
        .forEachLine(
            account,
            range,
            line -> {
              if (LineBook.isStep(line.kind())) {
                numbers.add(line.entryNo());
              }
              return true;
            });
    Map<Long, RecordedEntry> steps = new HashMap<>();
    for (int from = 0; from < numbers.size(); from += ENTRIES_AT_ONCE) {
      int to = Math.min(numbers.size(), from + ENTRIES_AT_ONCE);
      ledger.entries(numbers.subList(from, to)).forEach(entry -> steps.put(entry.number(), entry));
    }
    return steps;
  }

  Optional<Account> payable(MerchantId merchant, Unit unit) {
    return ledger.account(
        new AccountRef(AccountClass.MERCHANT_PAYABLE.path(merchant.value()), unit.code()));
  }
}
