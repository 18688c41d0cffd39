package org.ledgercore.journal;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Side;
import org.ledgercore.money.InvalidInputException;
import org.ledgercore.money.Money;
import org.ledgercore.money.Text;

/**
 * Collects the parts of a {@link JournalEntry}. Every rule that needs no stored state is checked
 * here or in {@link #build}, in this order: number of legs, one side per account, balance per
 * currency. Not safe for many threads.
 */
public final class EntryBuilder {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");
  private static final String HELD_UNTIL = "ledger.hold";
  private static final int MAX_KIND = 60;
  private static final int MAX_CORRELATION = 255;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int MAX_NAME = 64;
  private static final int MAX_VALUE = 4_096;
  private static final int MAX_METADATA = 64;
  private static final int MAX_CONDITIONS = 100;

  /** Up to so many legs are compared with one another; their sum is far from 64 bits. */
  private static final int FEW = 16;

  private static final SortedMap<String, String> NO_METADATA =
      Collections.unmodifiableSortedMap(new TreeMap<>());

  @Nullable EntryKey key;
  String kind = JournalEntry.DEFAULT_KIND;
  @Nullable LocalDate effectiveDate;
  @Nullable String correlation;
  String description = "";
  final List<Posting> postings = new ArrayList<>(4);
  private @Nullable TreeMap<String, String> metadata;
  @Nullable Long onlyIfNewest;
  JournalEntry.@Nullable FactChange fact;
  boolean orFirstOpenDay;
  List<Condition> conditions = List.of();
  @Nullable Instant heldUntil;
  boolean follows;
  boolean takesReserved;

  /** How many names are the ledger's own; they come on top of the caller's. */
  private int reserved;

  EntryBuilder() {}

  EntryBuilder effectiveOn(LocalDate date) {
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new InvalidInputException("effectiveDate", "must be 1900-01-01 to 9999-12-31", date);
    }
    effectiveDate = date;
    return this;
  }

  /** Names the entry in the default namespace. Required: the ledger accepts one entry per key. */
  public EntryBuilder key(String text) {
    return key(EntryKey.of(text));
  }

  /** Names the entry in a namespace of the caller's. */
  public EntryBuilder key(EntryKey name) {
    if (name.namespace().startsWith(EntryKey.RESERVED)) {
      throw new InvalidInputException(
          "namespace", "must not begin with " + EntryKey.RESERVED, name.namespace());
    }
    key = name;
    return this;
  }

  /** Says what kind of event it is; 1 to 60 code points. */
  public EntryBuilder kind(String name) {
    if (name.startsWith(EntryKey.RESERVED)) {
      throw new InvalidInputException("kind", "must not begin with " + EntryKey.RESERVED, name);
    }
    kind = Text.required("kind", name, MAX_KIND);
    return this;
  }

  /** Links the entry to a case; 1 to 255 code points. */
  public EntryBuilder correlatedWith(String id) {
    correlation = Text.required("correlation", id, MAX_CORRELATION);
    return this;
  }

  /** A sentence for people; at most 1,000 code points. */
  public EntryBuilder describedAs(String sentence) {
    description = Text.optional("description", sentence, MAX_DESCRIPTION);
    return this;
  }

  /** Adds a named fact; at most 64 of them, a name of 1 to 64 and a value of 4,096 code points. */
  public EntryBuilder with(String name, String value) {
    if (name.startsWith(EntryKey.RESERVED)) {
      takeReserved(name, value);
    }
    if (metadata == null) {
      metadata = new TreeMap<>(CanonicalForm.BYTE_ORDER);
    }
    metadata.put(
        Text.required("metadata name", name, MAX_NAME),
        Text.optional("metadata " + name, value, MAX_VALUE));
    if (metadata.size() - reserved > MAX_METADATA) {
      throw new InvalidInputException("metadata", "must have at most 64 names", metadata.size());
    }
    return this;
  }

  /** What only the ledger itself says of an entry. */
  private void takeReserved(String name, String value) {
    if (!takesReserved) {
      throw new InvalidInputException(
          "metadata name", "must not begin with " + EntryKey.RESERVED, name);
    }
    reserved += metadata != null && metadata.containsKey(name) ? 0 : 1;
    if (name.equals(HELD_UNTIL)) {
      try {
        heldUntil = Instant.parse(value);
      } catch (DateTimeException e) {
        throw new InvalidInputException("heldUntil", "must be an instant", value);
      }
    } else {
      follows = true;
    }
  }

  /**
   * Reserves instead of posting, until the hold is settled or let go, at the longest until an
   * instant in the years 1970 to 9999, in microseconds. Part of the content.
   */
  public EntryBuilder heldUntil(Instant expiresAt) {
    if (expiresAt.isBefore(Instant.EPOCH) || !expiresAt.isBefore(END)) {
      throw new InvalidInputException("heldUntil", "must be in 1970 to 9999", expiresAt.toString());
    }
    boolean before = takesReserved;
    takesReserved = true;
    with(HELD_UNTIL, expiresAt.truncatedTo(ChronoUnit.MICROS).toString());
    takesReserved = before;
    return this;
  }

  /** Posts only if entry {@code number} is still the newest when this one is decided. */
  public EntryBuilder onlyIfNewest(long number) {
    onlyIfNewest = number;
    return this;
  }

  /**
   * For what happened and cannot be refused: when its day lies in a closed period, the entry is
   * recorded on the first open business day. The day given stays part of its content.
   */
  public EntryBuilder orFirstOpenDay() {
    orFirstOpenDay = true;
    return this;
  }

  /** Posts only if this holds when the entry is decided; at most 100 of them. */
  public EntryBuilder onlyIf(Condition condition) {
    if (conditions.size() == MAX_CONDITIONS) {
      throw new InvalidInputException("conditions", "must be at most 100", MAX_CONDITIONS + 1);
    }
    List<Condition> all = new ArrayList<>(conditions);
    all.add(condition);
    conditions = List.copyOf(all);
    return this;
  }

  public EntryBuilder debit(Account account, Money amount) {
    return leg(Side.DEBIT, account, amount);
  }

  public EntryBuilder credit(Account account, Money amount) {
    return leg(Side.CREDIT, account, amount);
  }

  public EntryBuilder debit(AccountPath account, Money amount) {
    return leg(new Posting(account, Side.DEBIT, amount));
  }

  public EntryBuilder credit(AccountPath account, Money amount) {
    return leg(new Posting(account, Side.CREDIT, amount));
  }

  /** Adds a leg; the order of legs is kept. */
  public EntryBuilder leg(Posting posting) {
    postings.add(posting);
    return this;
  }

  /**
   * The entry, balanced in every currency.
   *
   * @throws InvalidInputException naming the rule that is broken
   */
  public JournalEntry build() {
    requireKey();
    if (postings.size() < 2) {
      throw new InvalidInputException("postings", "must be at least 2", postings.size());
    }
    if (postings.size() > JournalEntry.MAX_POSTINGS) {
      throw new InvalidInputException("postings", "must be at most 10000", postings.size());
    }
    requireOneSidePerAccount();
    requireBalance();
    return new JournalEntry(this);
  }

  /** One of the ledger's own records: no postings, a reserved namespace and kind. */
  static JournalEntry record(String recordKind, EntryKey name, Map<String, String> facts) {
    EntryBuilder builder = new EntryBuilder();
    builder.key = name;
    builder.kind = recordKind;
    facts.forEach(builder::with);
    return new JournalEntry(builder);
  }

  SortedMap<String, String> metadataCopy() {
    return metadata == null
        ? NO_METADATA
        : Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  private EntryBuilder leg(Side side, Account account, Money amount) {
    if (!account.unit().code().equals(amount.unit().code())) {
      throw new InvalidInputException(
          "currency", "must be that of account " + account, amount.unit().code());
    }
    return leg(new Posting(account.path(), side, amount));
  }

  private void requireKey() {
    if (key == null) {
      throw new InvalidInputException("key", "must be given", "none");
    }
  }

  private void requireOneSidePerAccount() {
    if (postings.size() <= FEW) {
      for (int i = 1; i < postings.size(); i++) {
        for (int j = 0; j < i; j++) {
          requireSameSide(postings.get(i), postings.get(j));
        }
      }
      return;
    }
    Map<AccountRef, Posting> first = new HashMap<>();
    for (Posting posting : postings) {
      Posting other = first.putIfAbsent(posting.ref(), posting);
      if (other != null) {
        requireSameSide(posting, other);
      }
    }
  }

  private static void requireSameSide(Posting one, Posting other) {
    if (one.side() != other.side() && one.ref().equals(other.ref())) {
      throw new InvalidInputException(
          "account", "must stand on one side of an entry only", one.ref());
    }
  }

  private void requireBalance() {
    if (postings.size() > FEW || !isOneCurrency()) {
      requireBalancePerCurrency();
      return;
    }
    long sum = 0;
    for (int i = 0; i < postings.size(); i++) {
      sum += postings.get(i).signed();
    }
    requireZero(postings.getFirst().ref().currency(), BigInteger.valueOf(sum));
  }

  private boolean isOneCurrency() {
    String currency = postings.getFirst().ref().currency();
    for (int i = 1; i < postings.size(); i++) {
      if (!currency.equals(postings.get(i).ref().currency())) {
        return false;
      }
    }
    return true;
  }

  private void requireBalancePerCurrency() {
    Map<String, BigInteger> sums = new HashMap<>();
    for (Posting posting : postings) {
      sums.merge(posting.ref().currency(), BigInteger.valueOf(posting.signed()), BigInteger::add);
    }
    sums.forEach(EntryBuilder::requireZero);
  }

  private static void requireZero(String currency, BigInteger sum) {
    if (sum.signum() != 0) {
      throw new InvalidInputException(
          "postings", "debits must equal credits in " + currency, "difference " + sum);
    }
  }
}
