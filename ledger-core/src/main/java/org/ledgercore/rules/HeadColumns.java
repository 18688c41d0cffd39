package org.ledgercore.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.Account;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountState;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.Side;
import org.ledgercore.chart.Turnover;
import org.ledgercore.money.Unit;

/**
 * Account heads without objects: one array per field, found by the account's name through chains of
 * places, and by its number. States that many accounts share are kept once. A place that was given
 * up goes to the next account. Not safe for many threads.
 */
final class HeadColumns {

  /** For how many there is room at first: most books are for one decision. */
  static final int INITIAL = 16;

  private static final int NONE = -1;
  private static final int MOST_SHARED = 10_000;
  private static final AccountType[] TYPES = AccountType.values();
  private static final Side[] SIDES = Side.values();
  private static final byte TAKEN = 1;
  private static final byte USED = 2;
  private static final byte STALE = 4;

  private int size;
  private int end;
  private int free;
  private int[] buckets = {};
  private int[] bucketsById = {};
  private int[] nextById = {};
  private int[] next = {};
  private int[] hashes = {};
  private byte[] marks = {};
  private byte[] @Nullable [] paths = {};
  private int[] accounts = {};
  private short[] units = {};
  private byte[] types = {};
  private byte[] sides = {};
  private int[] numbers = {};
  private long[] debits = {};
  private long[] credits = {};
  private long[] newestEntries = {};
  private @Nullable AccountState[] states = {};
  private @Nullable Turnover[] pending = {};
  private @Nullable AccountHead[] objects = {};
  private @Nullable Unit[] unitsById = new Unit[INITIAL];
  private final Map<AccountState, AccountState> shared = new HashMap<>();

  HeadColumns() {
    clear();
  }

  /** Forgets all. */
  void clear() {
    size = 0;
    end = 0;
    free = NONE;
    unitsById = new Unit[INITIAL];
    shared.clear();
    resize(INITIAL);
    Arrays.fill(marks, (byte) 0);
    Arrays.fill(objects, null);
  }

  /** How many heads there are. */
  int size() {
    return size;
  }

  /** One more than the last place that was ever taken. */
  int end() {
    return end;
  }

  /** Where the account stands; negative when it does not. */
  int find(AccountRef ref) {
    int hash = ref.hashCode();
    int at = buckets[bucket(hash)];
    while (at >= 0 && !(hashes[at] == hash && isNamed(at, ref))) {
      at = next[at];
    }
    return at;
  }

  private boolean isNamed(int place, AccountRef ref) {
    AccountHead head = objects[place];
    return head == null
        ? unit(place).code().equals(ref.currency())
            && isPath(Objects.requireNonNull(paths[place]), ref.path().value())
        : head.ref().equals(ref);
  }

  /** Compares without a copy; names beyond ASCII are few and are copied. */
  private static boolean isPath(byte[] bytes, String path) {
    if (bytes.length != path.length()) {
      return Arrays.equals(bytes, path.getBytes(UTF_8));
    }
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != path.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private Unit unit(int place) {
    return Objects.requireNonNull(unitsById[units[place]]);
  }

  /** Where the account with this number stands; negative when it does not. */
  int placeOf(int account) {
    int at = bucketsById[bucket(account)];
    while (at >= 0 && accounts[at] != account) {
      at = nextById[at];
    }
    return at;
  }

  private int bucket(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ (mixed >>> 16)) & (buckets.length - 1);
  }

  /** Takes a place for the head's account, which has none. Its figures are not written. */
  int add(AccountHead head) {
    int place = free;
    if (place >= 0) {
      free = next[place];
    } else {
      if (end == next.length) {
        resize(2 * end);
      }
      place = end++;
    }
    Account account = head.account();
    hashes[place] = head.ref().hashCode();
    marks[place] = TAKEN;
    paths[place] = account.path().value().getBytes(UTF_8);
    accounts[place] = account.id();
    units[place] = (short) head.unitId();
    know(units[place], account.unit());
    types[place] = (byte) account.type().ordinal();
    sides[place] = (byte) account.normalSide().ordinal();
    numbers[place] = account.number();
    newestEntries[place] = 0;
    link(place);
    size++;
    return place;
  }

  private void know(int id, Unit unit) {
    if (id >= unitsById.length) {
      unitsById = Arrays.copyOf(unitsById, 2 * id);
    }
    unitsById[id] = unit;
  }

  private void link(int place) {
    link(buckets, bucket(hashes[place]), next, place);
    link(bucketsById, bucket(accounts[place]), nextById, place);
  }

  private static void link(int[] heads, int bucket, int[] chain, int place) {
    chain[place] = heads[bucket];
    heads[bucket] = place;
  }

  private static void unlink(int[] heads, int bucket, int[] chain, int place) {
    if (heads[bucket] == place) {
      heads[bucket] = chain[place];
      return;
    }
    int before = heads[bucket];
    while (chain[before] != place) {
      before = chain[before];
    }
    chain[before] = chain[place];
  }

  /** Gives a place up. */
  void remove(int place) {
    unlink(buckets, bucket(hashes[place]), next, place);
    unlink(bucketsById, bucket(accounts[place]), nextById, place);
    marks[place] = 0;
    paths[place] = null;
    states[place] = null;
    pending[place] = null;
    objects[place] = null;
    next[place] = free;
    free = place;
    size--;
  }

  /** Writes what changes of a head. */
  void write(int place, AccountHead head) {
    write(place, head.turnover(), head.pending(), head.newestEntry());
    states[place] = shared(head.state());
  }

  /** Writes a head's figures. */
  void write(int place, Turnover posted, Turnover held, long newestEntry) {
    debits[place] = posted.debits();
    credits[place] = posted.credits();
    newestEntries[place] = newestEntry;
    pending[place] = held.equals(Turnover.NONE) ? null : held;
  }

  private AccountState shared(AccountState state) {
    AccountState known = shared.get(state);
    if (known == null && shared.size() < MOST_SHARED) {
      shared.put(state, state);
    }
    return known == null ? state : known;
  }

  /**
   * The head as it was written, by the name that asked for it: another copy of it would take more
   * room than the figures.
   */
  AccountHead read(int place, AccountRef ref) {
    Turnover held = pending[place];
    return read(
        place,
        ref,
        new HeadFigures(
            Objects.requireNonNull(states[place]),
            new Turnover(debits[place], credits[place]),
            held == null ? Turnover.NONE : held,
            newestEntries[place]));
  }

  /** The head with other figures. */
  AccountHead read(int place, HeadFigures figures) {
    String path = new String(Objects.requireNonNull(paths[place]), UTF_8);
    return read(place, new AccountRef(AccountPath.of(path), unit(place).code()), figures);
  }

  private AccountHead read(int place, AccountRef ref, HeadFigures figures) {
    Account account =
        new Account(
            accounts[place],
            ref.path(),
            unit(place),
            TYPES[types[place]],
            SIDES[sides[place]],
            numbers[place]);
    return new AccountHead(account, ref, units[place], figures.state())
        .standingAt(figures.posted())
        .holding(figures.pending())
        .movedBy(figures.newestEntry());
  }

  /** The object that is the truth about the head, or null. */
  @Nullable AccountHead object(int place) {
    return objects[place];
  }

  void object(int place, @Nullable AccountHead head) {
    objects[place] = head;
  }

  int account(int place) {
    return accounts[place];
  }

  long newestEntry(int place) {
    return newestEntries[place];
  }

  boolean isTaken(int place) {
    return (marks[place] & TAKEN) != 0;
  }

  void use(int place) {
    marks[place] |= USED;
  }

  /** Whether it was used since this was last asked. */
  boolean takeUse(int place) {
    boolean was = (marks[place] & USED) != 0;
    marks[place] &= ~USED;
    return was;
  }

  boolean isStale(int place) {
    return (marks[place] & STALE) != 0;
  }

  void outdate(int place) {
    marks[place] |= STALE;
  }

  void refresh(int place) {
    marks[place] &= ~STALE;
  }

  private void resize(int room) {
    next = Arrays.copyOf(next, room);
    nextById = Arrays.copyOf(nextById, room);
    hashes = Arrays.copyOf(hashes, room);
    marks = Arrays.copyOf(marks, room);
    paths = Arrays.copyOf(paths, room);
    accounts = Arrays.copyOf(accounts, room);
    units = Arrays.copyOf(units, room);
    types = Arrays.copyOf(types, room);
    sides = Arrays.copyOf(sides, room);
    numbers = Arrays.copyOf(numbers, room);
    debits = Arrays.copyOf(debits, room);
    credits = Arrays.copyOf(credits, room);
    newestEntries = Arrays.copyOf(newestEntries, room);
    states = Arrays.copyOf(states, room);
    pending = Arrays.copyOf(pending, room);
    objects = Arrays.copyOf(objects, room);
    buckets = new int[room];
    bucketsById = new int[room];
    Arrays.fill(buckets, NONE);
    Arrays.fill(bucketsById, NONE);
    for (int place = 0; place < end; place++) {
      if (isTaken(place)) {
        link(place);
      }
    }
  }
}
