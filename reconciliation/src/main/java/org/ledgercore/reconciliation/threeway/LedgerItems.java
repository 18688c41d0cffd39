package org.ledgercore.reconciliation.threeway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ledgercore.Ledger;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.payments.AccountClass;
import org.ledgercore.query.EntryRange;
import org.ledgercore.query.StatementLine;
import org.ledgercore.reconciliation.matching.Item;

/**
 * Postings of the ledger as items: debits of an asset come in, credits leave. Remembers which of
 * them are of entries that posted a break. Used by one thread.
 */
final class LedgerItems {

  /** Kinds of entries that post breaks; others may resolve them. */
  private static final Set<String> POST_BREAKS =
      Set.of("unknown_credit", "unknown_debit", "cash_count", "provider_settlement");

  private static final int PAGE = 1_000;
  private static final String EVIDENCE = "evidence";

  private final Ledger ledger;
  private final Map<String, RecordedEntry> suspended = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();

  LedgerItems(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The postings on an account up to an entry, of entries whose kind is wanted. */
  List<Item> of(AccountRef account, long upTo, Predicate<String> kinds) {
    List<StatementLine> lines = new ArrayList<>();
    ledger
        .account(account)
        .ifPresent(known ->
            ledger
                .queries()
                .forEachLine(
                    known,
                    new EntryRange(1, upTo),
                    line -> {
                      if (kinds.test(line.kind())) {
                        lines.add(line);
                      }
                      return true;
                    }));
    List<Item> items = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i += PAGE) {
      List<StatementLine> page = lines.subList(i, Math.min(i + PAGE, lines.size()));
      Map<Long, RecordedEntry> entries = new HashMap<>();
      ledger
          .entries(page.stream().map(StatementLine::entryNo).distinct().toList())
          .forEach(entry -> entries.put(entry.number(), entry));
      for (StatementLine line : page) {
        RecordedEntry entry = Objects.requireNonNull(entries.get(line.entryNo()));
        Item item = item(account, line, entry);
        items.add(item);
        numbers.put(item.id(), entry.number());
        if (POST_BREAKS.contains(line.kind())
            && entry.entry().postings().stream().anyMatch(LedgerItems::isSuspense)) {
          suspended.put(item.id(), entry);
        }
      }
    }
    return items;
  }

  /** The entry of a posting that was read here. */
  Optional<RecordedEntry> entry(String item) {
    return Optional.ofNullable(numbers.get(item)).map(ledger::entry);
  }

  /** The entry of an item that was read here, when it posted a break to 1080 or 2090. */
  Optional<RecordedEntry> suspended(Item item) {
    return Optional.ofNullable(suspended.get(item.id()));
  }

  static boolean isSuspense(Posting posting) {
    return AccountClass.RECON_SUSPENSE.contains(posting.account())
        || AccountClass.UNALLOCATED_RECEIPTS.contains(posting.account());
  }

  /** The postings of one entry on an account. */
  static List<Item> of(RecordedEntry recorded, AccountRef account) {
    List<Item> items = new ArrayList<>();
    List<Posting> postings = recorded.entry().postings();
    for (int i = 0; i < postings.size(); i++) {
      Posting posting = postings.get(i);
      if (posting.ref().equals(account)) {
        Money amount = Money.ofMinor(posting.signed(), posting.amount().unit());
        items.add(
            Item.inside(
                    id(recorded.firstPosting() + i),
                    account.path().value(),
                    amount,
                    recorded.effectiveDate())
                .keyed(keys(recorded.entry())));
      }
    }
    return items;
  }

  private static Item item(AccountRef account, StatementLine line, RecordedEntry recorded) {
    Money amount = line.side() == Side.DEBIT ? line.amount() : line.amount().negated();
    return Item.inside(id(line.postingNo()), account.path().value(), amount, line.effectiveDate())
        .keyed(keys(recorded.entry()))
        .saying(line.description());
  }

  /** What the entry is called, and the line it rests on. */
  private static String[] keys(JournalEntry entry) {
    String evidence = entry.metadata().get(EVIDENCE);
    return Stream.of(entry.key().text(), evidence == null ? "" : evidence)
        .filter(key -> !key.isEmpty())
        .distinct()
        .toArray(String[]::new);
  }

  private static String id(long posting) {
    return "posting " + posting;
  }
}
