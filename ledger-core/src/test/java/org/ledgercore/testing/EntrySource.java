package org.ledgercore.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountPath;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.chart.Side;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.subjects.Subjects;

/**
 * Makes up entries on books as they stand: most of them good, many on the edge of a limit, and each
 * kind of bad one often enough to be seen. Not safe for many threads.
 */
final class EntrySource {

  private static final int TRIES = 1_000;

  /** Holds until then or later are not over before the day is. */
  static final Instant FAR = Instant.parse("2200-01-01T00:00:00Z");

  /** Half an hour and a little from any full hours, so that no second more or less decides. */
  private static final int HALF_AN_HOUR = 1_800;

  private static final int TEN_MINUTES = 600;

  private static final List<String> FLAWS =
      List.of(
          "NOT_NEWEST",
          "PERIOD_CLOSED",
          "METADATA_REFUSED",
          "METADATA_REFUSED",
          "EXPIRY_PASSED",
          "UNKNOWN_CURRENCY",
          "UNIT_DIFFERS",
          "ACCOUNT_NOT_FOUND",
          "CURRENCY_MISMATCH",
          "CURRENCY_MISMATCH",
          "ACCOUNT_CLOSED",
          "ACCOUNT_FROZEN",
          "ACCOUNT_FROZEN",
          "CONDITION_NOT_MET",
          "CONDITION_NOT_MET",
          "INSUFFICIENT_FUNDS",
          "ABOVE_CEILING");

  private static final String OVERFLOW = "BALANCE_OVERFLOW";
  private static final int MAX_KIND = 60;
  private static final int MAX_TEXT = 255;
  private static final int MAX_DESCRIPTION = 1_000;
  private static final int MAX_NAME = 64;
  private static final int MAX_NAMES = 64;
  private static final int MAX_VALUE = 4_096;
  private static final int MANY_TRANSFERS = 12;
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  private final Draw draw;
  private final List<JournalEntry> sent = new ArrayList<>();

  EntrySource(Draw draw) {
    this.draw = draw;
  }

  /** A good entry between accounts of a chart. */
  static JournalEntry onChart(List<NewAccount> chart, long seed) {
    ModelLedger books = new ModelLedger();
    for (NewAccount account : chart) {
      books.openUnit(account.unit());
      books.openAccount(account);
    }
    EntrySource source = new EntrySource(new Draw(seed));
    for (int i = 0; i < TRIES; i++) {
      JournalEntry entry = source.fresh(books);
      if (entry.postings().stream().allMatch(leg -> isOn(chart, leg))) {
        return entry;
      }
    }
    throw new IllegalArgumentException("chart: must have two accounts of one unit: " + chart);
  }

  /** In a small chart the two accounts drawn may be one, and then there is no entry on it. */
  private static boolean isOn(List<NewAccount> chart, Posting leg) {
    return chart.stream().anyMatch(account -> account.ref().equals(leg.ref()));
  }

  /** The next entry for these books, good or bad. */
  JournalEntry next(ModelLedger books) {
    int flaws = !draw.oneIn(3) ? 0 : draw.oneIn(5) ? 2 : 1;
    return switch (draw.below(10)) {
      case 0 -> again(books);
      case 1 -> remembered(withOtherContent(books));
      default -> remembered(fresh(books, anyFlaws(books, flaws)));
    };
  }

  /** An entry that should be accepted, unless it goes to a limit, or was sent before. */
  JournalEntry good(ModelLedger books) {
    return draw.oneIn(7) ? again(books) : remembered(fresh(books));
  }

  /** An entry that should be refused, for the wanted reason mostly; to be remembered if sent. */
  JournalEntry bad(ModelLedger books, String wanted) {
    if (wanted.equals("KEY_REUSED") || draw.oneIn(8)) {
      return withOtherContent(books);
    }
    List<String> flaws = anyFlaws(books, draw.oneIn(5) ? 2 : 1);
    if (isFlaw(wanted) && draw.below(4) > 0) {
      flaws.set(0, wanted);
    }
    return fresh(books, flaws);
  }

  private static boolean isFlaw(String code) {
    return FLAWS.contains(code) || code.equals(OVERFLOW);
  }

  private List<String> anyFlaws(ModelLedger books, int count) {
    List<String> flaws = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean isFull = new DrawnLegs(draw, books).hasFullAccount() && draw.below(3) > 0;
      flaws.add(isFull ? OVERFLOW : draw.of(FLAWS));
    }
    return flaws;
  }

  /** Keeps an entry to be sent again. */
  JournalEntry remembered(JournalEntry entry) {
    sent.add(entry);
    return entry;
  }

  /** An entry that was sent before, the same object or an equal one. */
  JournalEntry again(ModelLedger books) {
    if (sent.isEmpty()) {
      return remembered(fresh(books));
    }
    EntryParts parts = EntryParts.of(draw.of(sent));
    switch (draw.below(4)) {
      case 0 -> parts.onlyIfNewest = books.newestEntry() + draw.below(2);
      case 1 -> parts.legs.replaceAll(this::shownDifferently);
      default -> {}
    }
    return parts.entry();
  }

  private Posting shownDifferently(Posting leg) {
    Money amount = leg.amount();
    return new Posting(
        leg.account(),
        leg.side(),
        Money.ofMinor(amount.minor(), draw.shownDifferently(amount.unit())));
  }

  /** An entry with the key of one that was sent before, and one thing changed. */
  private JournalEntry withOtherContent(ModelLedger books) {
    if (sent.isEmpty()) {
      return fresh(books);
    }
    EntryParts parts = EntryParts.of(draw.of(sent));
    switch (draw.below(9)) {
      case 0 -> parts.kind = "other";
      case 1 -> parts.description = parts.description.isEmpty() ? "said" : "";
      case 2 -> parts.correlation = parts.correlation == null ? "case" : null;
      case 3 -> parts.effectiveDate = parts.effectiveDate == null ? draw.date() : null;
      case 4 -> changeMetadata(parts);
      case 5 -> parts.legs.replaceAll(EntrySource::turned);
      case 6 -> Collections.reverse(parts.legs);
      case 7 -> replaceAccount(parts);
      default -> changeAmounts(parts);
    }
    return parts.entry();
  }

  private void changeMetadata(EntryParts parts) {
    if (parts.metadata.isEmpty()) {
      parts.metadata.put("name", "value");
    } else if (draw.oneIn(2)) {
      parts.metadata.remove(parts.metadata.firstKey());
    } else {
      parts.metadata.merge(parts.metadata.lastKey(), "", (old, now) -> old.isEmpty() ? "x" : now);
    }
  }

  private static Posting turned(Posting leg) {
    return new Posting(leg.account(), leg.side().opposite(), leg.amount());
  }

  private void replaceAccount(EntryParts parts) {
    int at = draw.below(parts.legs.size());
    Posting leg = parts.legs.get(at);
    parts.legs.set(at, new Posting(AccountPath.of(draw.path()), leg.side(), leg.amount()));
  }

  private static void changeAmounts(EntryParts parts) {
    boolean fits = parts.legs.stream().allMatch(it -> it.amount().minor() < Posting.MAX_AMOUNT);
    boolean isPair = parts.legs.size() == 2;
    long factor = fits && isPair ? 1 : 0;
    parts.legs.replaceAll(leg -> {
      long minor = leg.amount().minor() + factor;
      return new Posting(leg.account(), leg.side(), Money.ofMinor(minor, leg.amount().unit()));
    });
  }

  private JournalEntry fresh(ModelLedger books) {
    return fresh(books, List.of());
  }

  /** An entry with a fresh key and these flaws, as far as the books allow them. */
  private JournalEntry fresh(ModelLedger books, List<String> flaws) {
    EntryParts parts = new EntryParts(key());
    fill(parts, books);
    DrawnLegs legs = new DrawnLegs(draw, books);
    int currencies = draw.oneIn(5) ? 2 : 1;
    for (int i = 0; i < currencies; i++) {
      legs.addGood(transfers());
    }
    if (draw.oneIn(4)) {
      parts.heldUntil = draw.oneIn(3) ? FAR.plusSeconds(draw.below(1_000)) : soon(books);
    }
    flaws.forEach(flaw -> add(flaw, parts, legs, books));
    if (parts.onlyIfNewest == null && draw.oneIn(20)) {
      parts.onlyIfNewest = books.newestEntry();
    }
    if (draw.oneIn(12)) {
      addCondition(books, parts, true);
    }
    parts.legs.addAll(legs.shuffled());
    return parts.legs.isEmpty() ? lastResort(parts) : parts.entry();
  }

  private void add(String flaw, EntryParts parts, DrawnLegs legs, ModelLedger books) {
    switch (flaw) {
      case "CONDITION_NOT_MET" -> addCondition(books, parts, false);
      case "NOT_NEWEST" ->
          parts.onlyIfNewest = books.newestEntry() + (draw.oneIn(2) ? 1 : -1) * draw.upTo(9);
      case "EXPIRY_PASSED" -> parts.heldUntil = soon(books).minus(Duration.ofHours(4));
      case "PERIOD_CLOSED" -> {
        LocalDate closed = books.days().closedThrough();
        if (closed != null && !closed.isBefore(EARLIEST)) {
          LocalDate before = closed.minusDays(draw.oneIn(3) ? 0 : draw.below(3_000));
          parts.orFirstOpenDay = false;
          parts.effectiveDate = before.isBefore(EARLIEST) ? EARLIEST : before;
        }
      }
      case "METADATA_REFUSED" -> {
        Action.Declare declared = books.subjects().declared();
        if (!declared.personal().isEmpty()) {
          parts.metadata.put(declared.personal().first(), draw.text(40));
        } else if (declared.onlyDeclared()) {
          parts.metadata.put("undeclared" + draw.below(3), "");
        }
      }
      default -> legs.addFlaw(flaw);
    }
  }

  /** Half past this hour, or a later one. */
  private Instant soon(ModelLedger books) {
    return books
        .days()
        .now()
        .plusSeconds(HALF_AN_HOUR + draw.below(TEN_MINUTES))
        .plus(Duration.ofHours(draw.below(4)))
        .plusNanos(1_000L * draw.below(1_000_000));
  }

  /** A condition on the edge of what holds, or of what does not. */
  private void addCondition(ModelLedger books, EntryParts parts, boolean holds) {
    if (books.accounts().isEmpty()) {
      return;
    }
    parts.conditions.add(
        switch (draw.below(8)) {
          case 0 -> new ConditionSource(draw, books).ofFact(holds);
          case 1 -> new ConditionSource(draw, books).ofCase(holds);
          default -> new ConditionSource(draw, books).ofAccount(holds);
        });
  }

  private int transfers() {
    if (draw.oneIn(2)) {
      return 1;
    }
    return 2 + draw.below(draw.oneIn(10) ? MANY_TRANSFERS : 3);
  }

  /** Books without two open accounts of one unit: an entry between two that do not exist. */
  private JournalEntry lastResort(EntryParts parts) {
    Money amount = Money.ofMinor(draw.amount(), draw.unit("ZZ9"));
    Posting debit = new Posting(AccountPath.of(draw.path()), Side.DEBIT, amount);
    parts.legs.add(debit);
    parts.legs.add(turned(new Posting(AccountPath.of(draw.path()), debit.side(), amount)));
    return parts.entry();
  }

  /** A key of its own; now and then the text of a used key in another namespace. */
  private EntryKey key() {
    @Nullable JournalEntry other = sent.isEmpty() || !draw.oneIn(8) ? null : draw.of(sent);
    return other == null ? draw.key() : new EntryKey("other-" + draw.fresh(), other.key().text());
  }

  private void fill(EntryParts parts, ModelLedger books) {
    parts.kind = draw.oneIn(3) ? draw.text(MAX_KIND) : draw.of(List.of("capture", "refund"));
    fillDate(parts, books.days());
    parts.correlation = draw.oneIn(4) ? draw.text(MAX_TEXT) : null;
    parts.description = draw.oneIn(3) ? draw.text(MAX_DESCRIPTION) : "";
    fillMetadata(parts, books.subjects());
  }

  /** A day that is open, or an entry that may be recorded on the first one that is. */
  private void fillDate(EntryParts parts, ModelDays days) {
    boolean isDated = draw.below(4) > 0;
    LocalDate day = isDated ? draw.date() : days.today();
    LocalDate closed = days.closedThrough();
    parts.orFirstOpenDay = draw.oneIn(8);
    if (closed != null && !parts.orFirstOpenDay && days.isClosed(day)) {
      day = closed.plusDays(draw.oneIn(3) ? 1 : draw.upTo(3_000));
      isDated = true;
    }
    parts.effectiveDate = isDated ? day : null;
  }

  private void fillMetadata(EntryParts parts, ModelSubjects subjects) {
    Action.Declare declared = subjects.declared();
    int names = draw.oneIn(4) ? draw.oneIn(40) ? MAX_NAMES - 1 : 1 + draw.below(3) : 0;
    for (int i = 0; i < names; i++) {
      String name = draw.oneIn(2) ? "name" + i : draw.text(MAX_NAME);
      if (!declared.onlyDeclared() || declared.plain().contains(name)) {
        parts.metadata.put(name, draw.oneIn(5) ? "" : draw.text(draw.oneIn(20) ? MAX_VALUE : 40));
      }
    }
    if (!declared.personal().isEmpty() && draw.oneIn(6)) {
      List<UUID> known = List.copyOf(subjects.all().keySet());
      UUID subject = known.isEmpty() ? draw.uuid() : draw.of(known);
      parts.metadata.put(declared.personal().first(), Subjects.reference(subject));
    }
  }
}
