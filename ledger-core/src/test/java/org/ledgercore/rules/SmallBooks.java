package org.ledgercore.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountStatus;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.EntryBuilder;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.FactRef;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.LogRecords;
import org.ledgercore.journal.Posting;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * The books that the decisions of these tests are made on: ten entries with twenty postings are
 * recorded, units EUR (2 decimals), USD (2) and KWD (3) are open, and so are these accounts.
 *
 * <pre>
 * account   currency  type       floor    stands at        status
 * bank      EUR       asset      none       100.00 debit   open
 * school    EUR       liability  0.00       100.00 credit  open
 * shop      EUR       liability  0.00         0.00         open
 * line      EUR       liability  -50.00       0.00         open
 * reserve   EUR       liability  80.00       20.00 credit  open, below its floor
 * full      EUR       asset      none       2^63 - 1 debit open
 * old       EUR       liability  none         0.00         closed
 * dollars   USD       asset      none         0.00         open
 * cold      EUR       liability  none        10.00 credit  frozen for what goes out
 * capped    EUR       liability  none         0.00         open, ceiling 5.00
 * </pre>
 *
 * The books are closed through 2025-12-31. The payout P-1 has version 2, recorded by entry 9. Entry
 * 7 used the key {@code used} for 1.00 EUR from school to bank, entry 3 opened bank.
 */
final class SmallBooks {

  static final Unit EUR = Unit.fiat("EUR", 2);
  static final Unit USD = Unit.fiat("USD", 2);
  static final Unit KWD = Unit.fiat("KWD", 3);
  static final LocalDate DAY = LocalDate.of(2026, 3, 31);
  static final Instant NOW = Instant.parse("2026-04-01T23:59:59.999999Z");

  /** The books are closed through this day. */
  static final LocalDate CLOSED = LocalDate.of(2025, 12, 31);

  /** A fact with two versions. */
  static final FactRef PAYOUT = FactRef.of("payout", "P-1");

  private final Books books = new Books(new Books.Position(10, 20, 10, 3, NOW));
  private final Decider decider = new Decider(books);
  private final List<AccountRef> accounts = new ArrayList<>();

  SmallBooks() {
    books.know(EUR, 1);
    books.know(USD, 2);
    books.know(KWD, 3);
    open(NewAccount.asset("bank", EUR), new Turnover(12_000, 2_000));
    open(NewAccount.liability("school", EUR).neverOverdrawn(), new Turnover(5_000, 15_000));
    open(NewAccount.liability("shop", EUR).neverOverdrawn(), Turnover.NONE);
    open(withFloor("line", -5_000), Turnover.NONE);
    open(withFloor("reserve", 8_000), new Turnover(0, 2_000));
    open(NewAccount.asset("full", EUR), new Turnover(Long.MAX_VALUE, 0));
    AccountHead old = open(NewAccount.liability("old", EUR), Turnover.NONE);
    old.changeTo(new AccountState(1, AccountStatus.CLOSED, AccountTerms.NONE));
    open(NewAccount.asset("dollars", USD), Turnover.NONE);
    AccountHead cold = open(NewAccount.liability("cold", EUR), new Turnover(0, 1_000));
    cold.changeTo(new AccountState(1, AccountStatus.FROZEN_OUT, AccountTerms.NONE));
    open(
        NewAccount.liability("capped", EUR).under(AccountTerms.NONE.within(null, 500L)),
        Turnover.NONE);
    books.know(AccountPath.of("dollars"), List.of("USD"));
    books.know(used());
    books
        .facts()
        .know(
            new FactBook.Head(
                FactBook.STANDING.getLast(), 1, 8, new TreeMap<>(Map.of("key.payer", "personal"))));
    books
        .facts()
        .know(
            new FactBook.Head(
                FactBook.STANDING.get(1),
                1,
                8,
                new TreeMap<>(Map.of("closed_through", CLOSED.toString()))));
    books.facts().know(new FactBook.Head(PAYOUT, 2, 9, new TreeMap<>()));
    books.know(recorded(3, LogRecords.opened(NewAccount.asset("bank", EUR))));
  }

  /** The entry that used the key {@code used}. */
  static RecordedEntry used() {
    return recorded(7, entry("used", "D school 1.00", "C bank 1.00"));
  }

  /** An entry of another day. */
  static JournalEntry entry(LocalDate day, String... legs) {
    EntryBuilder builder = JournalEntry.on(day).key("on " + day);
    for (String leg : legs) {
      builder.leg(posting(leg));
    }
    return builder.build();
  }

  /** The next version of the payout, if this is its newest one. */
  static JournalEntry payout(int version) {
    return JournalEntry.fact(PAYOUT).from(version).by("ann", "due").build();
  }

  /** An entry of legs such as {@code D bank 1.00} or {@code C dollars 1.00 USD}. */
  static JournalEntry entry(String key, String... legs) {
    return parts(key, legs).build();
  }

  /** The same, to be completed. */
  static EntryBuilder parts(String key, String... legs) {
    EntryBuilder builder = JournalEntry.on(DAY).key(key);
    for (String leg : legs) {
      builder.leg(posting(leg));
    }
    return builder;
  }

  /** An entry as a store might hand it over: none of the builder's rules were applied. */
  static JournalEntry unchecked(String key, String... legs) {
    EntryBuilder parts = LogRecords.restoring(DAY);
    for (String leg : legs) {
      parts.leg(posting(leg));
    }
    return LogRecords.restored(parts, EntryKey.of(key), JournalEntry.DEFAULT_KIND);
  }

  static AccountRef ref(String path, String currency) {
    return new AccountRef(AccountPath.of(path), currency);
  }

  static Money euro(String amount) {
    return Money.of(amount, EUR);
  }

  Outcome post(JournalEntry entry) {
    return decide(new Command.Post(entry)).getFirst();
  }

  Outcome post(String key, String... legs) {
    return post(entry(key, legs));
  }

  List<Outcome> group(JournalEntry... members) {
    return decide(new Command.PostGroup(List.of(members)));
  }

  List<Outcome> decide(Command command) {
    return decider.decide(command);
  }

  Draft draft() {
    return decider.draft();
  }

  AccountHead head(String path) {
    AccountHead head = books.head(ref(path, "EUR"));
    if (head == null) {
      throw new AssertionError("no account " + path);
    }
    return head;
  }

  Money balance(String path) {
    return head(path).balance();
  }

  Books books() {
    return books;
  }

  /** Everything that a decision on this command could change, as text: equal means untouched. */
  List<String> picture(Command command) {
    List<String> picture = new ArrayList<>();
    picture.add("position " + books.position());
    for (AccountRef account : accounts) {
      AccountHead head = books.head(account);
      picture.add(account + " " + (head == null ? null : head.status() + " " + head.turnover()));
    }
    for (JournalEntry entry : command.entries()) {
      picture.add(entry.key() + " " + books.recorded(entry.key()));
    }
    picture.add("entries " + draft().entries());
    picture.add("legs " + legs());
    picture.add("facts " + books.facts().head(PAYOUT) + draft().facts());
    picture.add("opened " + draft().accounts() + draft().states() + draft().units());
    return picture;
  }

  /** The legs to be stored: entry, posting, signed amount, cumulative debits and credits. */
  List<String> legs() {
    Legs legs = draft().legs();
    long before = books.position().newestPosting() - legs.size();
    return IntStream.range(0, legs.size())
        .mapToObj(i ->
            "%d %d %s %d after %d/%d"
                .formatted(
                    legs.entry(i),
                    before + i + 1,
                    pathOf(legs.account(i)),
                    legs.amount(i),
                    legs.debits(i),
                    legs.credits(i)))
        .toList();
  }

  private String pathOf(int account) {
    for (AccountRef ref : accounts) {
      AccountHead head = books.head(ref);
      if (head != null && head.account().id() == account) {
        return ref.path().value();
      }
    }
    return "account " + account;
  }

  private AccountHead open(NewAccount opening, Turnover turnover) {
    Account account =
        new Account(
            accounts.size() + 1,
            opening.path(),
            opening.unit(),
            opening.type(),
            opening.normalSide(),
            opening.number());
    AccountHead head =
        new AccountHead(
                account,
                books.unitId(opening.unit().code()),
                new AccountState(1, AccountStatus.OPEN, opening.terms()))
            .standingAt(turnover);
    books.know(head);
    accounts.add(opening.ref());
    return head;
  }

  private static NewAccount withFloor(String path, long floor) {
    return NewAccount.liability(path, EUR).under(AccountTerms.NONE.within(floor, null));
  }

  private static RecordedEntry recorded(long number, JournalEntry entry) {
    return new RecordedEntry(number, entry, DAY, NOW.minusSeconds(60), 2 * number - 1);
  }

  private static Posting posting(String leg) {
    String[] parts = leg.split(" ", -1);
    String code = parts.length > 3 ? parts[3] : "EUR";
    Side side = parts[0].equals("D") ? Side.DEBIT : Side.CREDIT;
    return new Posting(AccountPath.of(parts[1]), side, Money.of(parts[2], unit(code)));
  }

  /** EUR, USD, KWD as opened; EUR3 is EUR with a third decimal; any other code has 2 decimals. */
  private static Unit unit(String code) {
    return switch (code) {
      case "KWD" -> KWD;
      case "EUR3" -> Unit.fiat("EUR", 3);
      case "EURE" -> Unit.eMoney("EUR", 2);
      case "EUR0" -> EUR.displayedWith(0);
      default -> Unit.fiat(code, 2);
    };
  }
}
