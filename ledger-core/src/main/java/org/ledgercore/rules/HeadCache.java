package org.ledgercore.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.Turnover;

/**
 * Account heads that are remembered from batch to batch. All of them stand in columns of numbers
 * ({@link HeadColumns}), about 135 bytes each; those in use are objects besides, which are the
 * truth as long as they are there. Between two decisions, {@link #makeRoom}, objects that were not
 * used lately go back into their columns, and columns of accounts that were not used for longest
 * are given to others. Never meanwhile: a decision's undo log points at the objects.
 *
 * <p>A head that another writer moved is stale: its figures are to be read again, by its number,
 * and until then it is not there. One that moved by an entry not known to be committed is never
 * forgotten, because the database would tell older figures. Not safe for many threads.
 */
final class HeadCache {

  private static final int MOST_OBJECTS = 262_144;
  private static final int PART = 4;

  private final int capacity;
  private final int mostObjects;
  private final HeadColumns columns = new HeadColumns();
  private int[] inUse = new int[HeadColumns.INITIAL];
  private int used;
  private long committed = Long.MAX_VALUE;
  private int hand;

  HeadCache(int capacity) {
    this.capacity = capacity;
    this.mostObjects = Math.min(MOST_OBJECTS, capacity / PART);
  }

  /** The account's head; null when it is not known, or stale. */
  @Nullable AccountHead get(AccountRef account) {
    int place = columns.find(account);
    if (place < 0 || columns.isStale(place)) {
      return null;
    }
    columns.use(place);
    AccountHead head = columns.object(place);
    if (head == null) {
      head = columns.read(place, account);
      hold(place, head);
    }
    return head;
  }

  /** The number of an account whose figures are to be read again, or 0. */
  int stale(AccountRef account) {
    int place = columns.find(account);
    return place >= 0 && columns.isStale(place) ? columns.account(place) : 0;
  }

  /** Remembers a head, in place of an older one. */
  void put(AccountHead head) {
    int place = columns.find(head.ref());
    if (place < 0) {
      place = columns.add(head);
    }
    columns.use(place);
    columns.refresh(place);
    if (columns.object(place) == null) {
      hold(place, head);
    } else {
      columns.object(place, head);
    }
  }

  /** The same for a head that is not about to be used. */
  void putAside(AccountHead head) {
    if (columns.find(head.ref()) < 0) {
      columns.write(columns.add(head), head);
    }
  }

  /** What was read anew of a stale head, which then no longer is. */
  void refresh(int account, HeadFigures figures) {
    int place = columns.placeOf(account);
    if (place >= 0 && columns.isStale(place)) {
      columns.refresh(place);
      columns.use(place);
      hold(place, columns.read(place, figures));
    }
  }

  /** New figures of a head whose state is as it was; a stale one stays to be read again. */
  void follow(int account, Turnover posted, Turnover pending, long newestEntry) {
    int place = columns.placeOf(account);
    if (place < 0 || columns.isStale(place)) {
      return;
    }
    AccountHead head = columns.object(place);
    if (head == null) {
      columns.write(place, posted, pending, newestEntry);
    } else {
      head.standingAt(posted).holding(pending).movedBy(newestEntry);
    }
  }

  private void hold(int place, AccountHead head) {
    if (used == inUse.length) {
      inUse = Arrays.copyOf(inUse, 2 * used);
    }
    inUse[used++] = place;
    columns.object(place, head);
  }

  /** Makes heads stale: these accounts were moved elsewhere, or what moved them was undone. */
  void outdate(int[] accounts) {
    for (int account : accounts) {
      int place = columns.placeOf(account);
      if (place >= 0) {
        columns.outdate(place);
        columns.object(place, null);
      }
    }
    dropUnused();
  }

  /** Forgets an account: it was not opened after all. */
  void remove(AccountHead head) {
    int place = columns.find(head.ref());
    if (place >= 0) {
      columns.remove(place);
      columns.object(place, null);
      dropUnused();
    }
  }

  private void dropUnused() {
    int kept = 0;
    for (int i = 0; i < used; i++) {
      if (columns.object(inUse[i]) != null) {
        inUse[kept++] = inUse[i];
      }
    }
    used = kept;
  }

  /** All entries up to this one are committed. */
  void committed(long entryNo) {
    committed = entryNo;
  }

  /**
   * Makes room, between two decisions: no head that was given out is used any more. Says how many
   * were forgotten.
   */
  int makeRoom() {
    if (used > mostObjects) {
      putBack(false);
      if (used > mostObjects / 2) {
        putBack(true);
      }
    }
    int forgotten = 0;
    // A hand goes round; who was not used since it last came by goes.
    for (long steps = 2L * columns.end(); columns.size() > capacity && steps > 0; steps--) {
      hand = hand + 1 < columns.end() ? hand + 1 : 0;
      if (columns.isTaken(hand)
          && columns.object(hand) == null
          && !columns.takeUse(hand)
          && columns.newestEntry(hand) <= committed) {
        columns.remove(hand);
        forgotten++;
      }
    }
    return forgotten;
  }

  /** Writes objects into their columns: all, or those not used since the last time. */
  private void putBack(boolean all) {
    for (int i = 0; i < used; i++) {
      int place = inUse[i];
      AccountHead head = columns.object(place);
      if (head != null && (!columns.takeUse(place) || all)) {
        columns.write(place, head);
        columns.object(place, null);
      }
    }
    dropUnused();
  }

  void clear() {
    columns.clear();
    inUse = new int[HeadColumns.INITIAL];
    used = 0;
    hand = 0;
  }

  int size() {
    return columns.size();
  }

  /** How many of them are objects. */
  int objects() {
    return used;
  }
}
