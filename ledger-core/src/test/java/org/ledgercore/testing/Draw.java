package org.ledgercore.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.AccountType;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Unit;
import org.ledgercore.money.UnitKind;

/**
 * Draws values from a seed, edges more often than chance would: the same seed, the same values. Not
 * safe for many threads.
 */
final class Draw {

  private static final int MAX_PATH = 200;
  private static final int MAX_KEY = 255;
  private static final int DAYS = 20_000;

  private static final List<String> LETTERS = List.of("a", "z", "M", "0", "9", "é", "ß", "ت", "京");
  private static final List<String> FAR_LETTERS = List.of("𐍈", "𝔸", "𐎀");
  private static final List<String> SIGNS = List.of("_", ".", "-");

  /** What tends to go wrong in text: quotes, braces, escapes, controls, other normal forms. */
  private static final List<String> ODD_TEXT =
      List.of(
          " ", "'", "\"", "\\", "{", "}", ",", ";", "%", "?", "$1", "--", "/*", "\n", "\r", "\t",
          "\u0001", "\u007f", "\u0085", "e\u0301", "\u2028", "\u202e", "\ufffd", "😀", "𝄞", "NULL",
          "null", "''", "\\\\", "{\"\"}", "\\u0041", "\ufeff");

  private static final List<LocalDate> EDGE_DATES =
      List.of(
          LocalDate.of(1900, 1, 1),
          LocalDate.of(1969, 12, 31),
          LocalDate.of(1970, 1, 1),
          LocalDate.of(2024, 2, 29),
          LocalDate.of(2026, 3, 29),
          LocalDate.of(2026, 12, 31),
          LocalDate.of(9999, 12, 31));

  private static final List<Long> EDGE_AMOUNTS =
      List.of(1L, 2L, Posting.MAX_AMOUNT, Posting.MAX_AMOUNT - 1);

  private static final List<Long> EDGE_FLOORS =
      List.of(1L, -1L, 500L, -100_000L, Long.MAX_VALUE, -Long.MAX_VALUE);

  private final SplittableRandom random;
  private long fresh;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** 0 to {@code bound} − 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in {@code times}. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** 1 to {@code most}. */
  long upTo(long most) {
    return 1 + random.nextLong(most);
  }

  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** A number that no other value of this seed has. */
  long fresh() {
    return ++fresh;
  }

  /** 1 to 10^15 minor units: an edge, or any number of digits. */
  long amount() {
    if (oneIn(5)) {
      return of(EDGE_AMOUNTS);
    }
    long most = 1;
    for (int digits = below(15); digits >= 0; digits--) {
      most *= 10;
    }
    return upTo(most);
  }

  /** 1 to {@code max} code points of any kind that the ledger takes. */
  String text(int max) {
    int length = oneIn(12) ? max : 1 + below(Math.min(max, 12));
    StringBuilder text = new StringBuilder();
    int left = length;
    while (left > 0) {
      String piece = oneIn(3) ? of(ODD_TEXT) : of(LETTERS);
      int points = piece.codePointCount(0, piece.length());
      piece = points <= left ? piece : "x";
      text.append(piece);
      left -= points <= left ? points : 1;
    }
    return text.toString();
  }

  /** A path that no other path of this seed equals: short, long, or with far letters. */
  String path() {
    StringBuilder path = new StringBuilder(of(List.of("bank", "cash", "fees", "a", "payable_9")));
    path.append(':').append(fresh());
    if (oneIn(2)) {
      int dimensions = below(3);
      for (int i = 0; i < dimensions; i++) {
        path.append(':').append(letters(1 + below(6)));
      }
    }
    if (oneIn(10)) {
      path.append(letters(MAX_PATH - path.codePointCount(0, path.length())));
    }
    return path.toString();
  }

  private String letters(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.append(oneIn(6) ? of(FAR_LETTERS) : oneIn(6) ? of(SIGNS) : of(LETTERS));
    }
    return letters.toString();
  }

  /** A key that no other key of this seed equals. */
  EntryKey key() {
    String text = "k" + fresh();
    return switch (below(12)) {
      case 0 -> new EntryKey("ab", "c" + text);
      case 1 -> new EntryKey("a", "bc" + text);
      case 2 -> new EntryKey(text(100), text);
      case 3 -> new EntryKey("capture/switch", text + text(MAX_KEY - text.length()));
      default -> EntryKey.of(text);
    };
  }

  /** A unit with this code: any exponent, any kind, whole or shortened when shown. */
  Unit unit(String code) {
    int exponent = below(9);
    UnitKind kind = of(List.of(UnitKind.values()));
    int shown = oneIn(3) ? below(exponent + 1) : exponent;
    return new Unit(code, exponent, kind, shown, oneIn(4) ? 250 : 1, oneIn(4) ? 10 : 1);
  }

  /** A unit that shares a code and is shown differently: to an entry, the same unit. */
  Unit shownDifferently(Unit unit) {
    long step = unit.cashStep() == 1 ? 5 : 1;
    return unit.withCashStep(step).displayedWith(below(unit.exponent() + 1));
  }

  /** A unit that shares a code and is another one to every entry. */
  Unit another(Unit unit) {
    UnitKind kind = unit.kind() == UnitKind.FIAT ? UnitKind.E_MONEY : UnitKind.FIAT;
    return oneIn(3)
        ? new Unit(unit.code(), unit.exponent(), kind, unit.displayDecimals(), 1, 1)
        : new Unit(unit.code(), (unit.exponent() + 1 + below(8)) % 9, unit.kind(), 0, 1, 1);
  }

  /**
   * An account to be opened: any type, some contra, some numbered, half of them with a floor, some
   * with a ceiling.
   */
  NewAccount account(Unit unit) {
    AccountType type = of(List.of(AccountType.values()));
    NewAccount account = NewAccount.of(type, path(), unit);
    account = oneIn(5) ? account.contra() : account;
    account = oneIn(3) ? account.numbered(1 + below(9_999)) : account;
    if (oneIn(4)) {
      account = account.under(account.terms().assignedTo("org-" + below(3), Map.of("a", text(9))));
    }
    return account.under(limits(account.terms()));
  }

  private AccountTerms limits(AccountTerms terms) {
    Long floor = oneIn(2) ? null : oneIn(3) ? of(EDGE_FLOORS) : Long.valueOf(0);
    long most = floor == null && oneIn(3) ? 0 : amount();
    boolean hasCeiling = oneIn(3) && (floor == null || floor <= most);
    return terms.within(floor, hasCeiling ? Long.valueOf(most) : null);
  }

  /** The same account with another floor. */
  static NewAccount withFloor(NewAccount account, Long floor) {
    return new NewAccount(
        account.path(),
        account.unit(),
        account.type(),
        account.normalSide(),
        account.number(),
        account.terms().within(floor, null));
  }

  LocalDate date() {
    return oneIn(4) ? of(EDGE_DATES) : LocalDate.of(2000, 1, 1).plusDays(below(DAYS));
  }

  /** Any id, the same for the same seed. */
  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  Side side() {
    return oneIn(2) ? Side.DEBIT : Side.CREDIT;
  }
}
