package org.ledgercore.rules;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Turnover;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.RecordedEntry;
import org.ledgercore.money.Unit;

/**
 * The part of the ledger's state that a batch is decided on: where the journal ends, and the units,
 * accounts and keys that the batch's commands name. Filled by the store, advanced by {@link
 * Decider}. Not safe for many threads.
 */
public final class Books {

  /** Where the journal ends, and the time the next batch is recorded at. */
  public record Position(
      long newestEntry, long newestPosting, int newestAccount, int newestUnit, Instant now) {

    /** The same place at another time. */
    public Position at(Instant time) {
      return new Position(newestEntry, newestPosting, newestAccount, newestUnit, time);
    }
  }

  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, Integer> unitIds = new HashMap<>();
  private final HeadCache heads;
  private final Map<AccountPath, List<String>> otherCurrencies = new HashMap<>();
  private final Map<EntryKey, RecordedEntry> recorded = new HashMap<>();
  private final FactBook facts = new FactBook();
  private final Map<Long, Remainder> remainders = new HashMap<>();
  private final Map<String, Long> cases = new HashMap<>();
  private List<Remainder> due = List.of();
  private @Nullable Instant nextDue;
  private long newestEntry;
  private long newestPosting;
  private int newestAccount;
  private int newestUnit;
  private long forgettings;
  private Instant now;

  /** Books for one decision. */
  public Books(Position position) {
    this(position, Integer.MAX_VALUE);
  }

  /** Books that are kept from batch to batch and remember about this many accounts. */
  public Books(Position position, int capacity) {
    this.heads = new HeadCache(capacity);
    this.now = position.now();
    standAt(position);
  }

  public Position position() {
    return new Position(newestEntry, newestPosting, newestAccount, newestUnit, now);
  }

  long newestEntry() {
    return newestEntry;
  }

  long newestPosting() {
    return newestPosting;
  }

  int newestAccount() {
    return newestAccount;
  }

  int newestUnit() {
    return newestUnit;
  }

  /** The time the next batch is recorded at. */
  Instant now() {
    return now;
  }

  /** The unit with this code, or null. */
  public @Nullable Unit unit(String code) {
    return units.get(code);
  }

  /** The number of an open unit. */
  public int unitId(String code) {
    Integer id = unitIds.get(code);
    if (id == null) {
      throw new IllegalStateException("unit " + code + " is not open");
    }
    return id;
  }

  /** The account's head, or null when there is no such account. */
  public @Nullable AccountHead head(AccountRef account) {
    return heads.get(account);
  }

  /** The currencies in which a path without the wanted account is open. */
  public List<String> currenciesOf(AccountPath path) {
    return otherCurrencies.getOrDefault(path, List.of());
  }

  /** The entry that used this key, or null. */
  public @Nullable RecordedEntry recorded(EntryKey key) {
    return recorded.get(key);
  }

  /** The earlier entry of this number and what is left of it, or null. */
  public @Nullable Remainder remainder(long entryNo) {
    return remainders.get(entryNo);
  }

  /** Makes an earlier entry known. */
  public void know(Remainder remainder) {
    remainders.put(remainder.number(), remainder);
  }

  /** Forgets all earlier entries. */
  public void forgetRemainders() {
    remainders.clear();
    due = List.of();
  }

  /** The holds that are over and must be recorded so before anything else, in order. */
  public List<Remainder> due() {
    return due;
  }

  /** Sets the holds that are over. */
  public void owe(List<Remainder> holds) {
    due = List.copyOf(holds);
  }

  /** No open hold expires before this; null when none ever does. */
  public @Nullable Instant nextDue() {
    return nextDue;
  }

  /** Sets when to look for holds that are over. */
  public void lookAt(@Nullable Instant time) {
    nextDue = time;
  }

  /** Whether holds may be over at a time. */
  public boolean isDueAt(Instant time) {
    return nextDue != null && !time.isBefore(nextDue);
  }

  void holdUntil(Instant time) {
    nextDue = nextDue == null || time.isBefore(nextDue) ? time : nextDue;
  }

  /** The facts that are known. */
  public FactBook facts() {
    return facts;
  }

  /** Makes a unit known. */
  public void know(Unit unit, int id) {
    units.put(unit.code(), unit);
    unitIds.put(unit.code(), id);
  }

  /** Makes an account known. */
  public void know(AccountHead head) {
    heads.put(head);
  }

  /** Makes an account known that this batch opens: its path is open in one more currency. */
  void opened(AccountHead head) {
    know(head);
    AccountRef ref = head.account().ref();
    TreeSet<String> currencies = new TreeSet<>(currenciesOf(ref.path()));
    currencies.add(ref.currency());
    know(ref.path(), List.copyOf(currencies));
  }

  /** Takes back {@link #opened}. */
  void unopen(AccountHead head) {
    heads.remove(head);
    forgettings++;
    AccountRef ref = head.account().ref();
    TreeSet<String> currencies = new TreeSet<>(currenciesOf(ref.path()));
    currencies.remove(ref.currency());
    know(ref.path(), List.copyOf(currencies));
  }

  /** The newest stored entry of a case, 0 for none. Every case looked at was read. */
  long newestOf(String correlation) {
    Long newest = cases.get(correlation);
    if (newest == null) {
      throw new IllegalStateException("the newest entry of case " + correlation + " was not read");
    }
    return newest;
  }

  /** Makes the newest stored entry of a case known, for one decision; 0 for none. */
  public void know(String correlation, long newestEntry) {
    cases.put(correlation, newestEntry);
  }

  /** Forgets all cases: they are read for each decision. */
  public void forgetCases() {
    cases.clear();
  }

  /** Makes the currencies of a path known. */
  public void know(AccountPath path, List<String> currencies) {
    otherCurrencies.put(path, currencies);
  }

  /** Makes a used key known. */
  public void know(RecordedEntry entry) {
    recorded.put(entry.entry().key(), entry);
  }

  /** Forgets that a key was used: it is stored now, or was not stored after all. */
  public void forget(EntryKey key) {
    recorded.remove(key);
  }

  /** Forgets in which other currencies missing accounts are open. */
  public void forgetCurrencies() {
    otherCurrencies.clear();
  }

  /**
   * The heads of these accounts are not to be used before their figures are read again: another
   * writer moved them, or what moved them was not stored.
   */
  public void outdateHeads(int[] accounts) {
    heads.outdate(accounts);
    forgettings++;
  }

  /** The number of an account whose figures are to be read again; 0 for any other. */
  public int outdated(AccountRef account) {
    return heads.stale(account);
  }

  /** Takes note of what was read again. */
  public void refresh(int account, HeadFigures figures) {
    heads.refresh(account, figures);
  }

  /** Another writer's entry moved an account and left its state as it was. */
  public void follow(int account, Turnover posted, Turnover pending, long newestEntry) {
    heads.follow(account, posted, pending, newestEntry);
    forgettings++;
  }

  /** Makes an account and its unit known that nobody asked for yet; a known one stays as it is. */
  public void knowAhead(AccountHead head) {
    know(head.account().unit(), head.unitId());
    heads.putAside(head);
  }

  /**
   * How often heads were forgotten or outdated. While this stays the same, figures read meanwhile
   * of an account that is not known are right: whatever moved it since would have made it known.
   */
  public long forgettings() {
    return forgettings;
  }

  /** All entries up to this one are stored: heads they moved may be forgotten. */
  public void stored(long entryNo) {
    heads.committed(entryNo);
  }

  /** Between two decisions: forgets the heads that were not used for longest, if need be. */
  public void makeRoom() {
    forgettings += heads.makeRoom();
  }

  /** Forgets everything but the place it stands at. */
  public void forgetAll() {
    units.clear();
    unitIds.clear();
    heads.clear();
    forgettings++;
    forgetAllButHeads();
  }

  /** Forgets everything but heads and the place it stands at. */
  public void forgetAllButHeads() {
    otherCurrencies.clear();
    recorded.clear();
    facts.forgetAll();
    forgetRemainders();
    forgetCases();
  }

  /** How many account heads are remembered. */
  public int rememberedHeads() {
    return heads.size();
  }

  /** Sets the place where the journal ends, and the next batch's time. */
  public void standAt(Position at) {
    newestEntry = at.newestEntry();
    newestPosting = at.newestPosting();
    newestAccount = at.newestAccount();
    newestUnit = at.newestUnit();
    now = at.now();
  }

  void passEntry(int postings) {
    newestEntry++;
    newestPosting += postings;
  }

  void passAccount() {
    newestAccount++;
  }

  void passUnit() {
    newestUnit++;
  }
}
