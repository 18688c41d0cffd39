package org.ledgercore.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes up what the rooms of periods and personal data do. Books are closed early in time mostly,
 * so that entries of most days are still taken. Not safe for many threads.
 */
final class RoomSource {

  private static final LocalDate EARLY = LocalDate.of(1990, 1, 1);
  private static final int TWENTY_YEARS = 7_300;
  private static final LocalDate LAST = LocalDate.of(9_000, 1, 1);
  private static final LocalDate LATE = LocalDate.of(2015, 1, 1);

  private final Draw draw;

  RoomSource(Draw draw) {
    this.draw = draw;
  }

  /** The next one for these books, mostly aimed at an outcome. */
  Action.InARoom next(ModelLedger books) {
    Aim aimed = new Aim(draw, books);
    LocalDate closed = books.days().closedThrough();
    boolean isLate = closed != null && closed.isAfter(LATE) && draw.below(3) > 0;
    int roll = isLate ? 2 : draw.below(16);
    boolean isNobodyThere =
        books.subjects().all().values().stream().allMatch(ModelSubjects.Subject::isErased);
    if (roll > 4 && isNobodyThere && draw.below(4) > 0) {
      return fresh(draw.uuid());
    }
    return switch (roll) {
      case 0, 1 -> aimed.at(OutcomeCount.OF_CLOSINGS, () -> closing(books));
      case 2, 3 -> aimed.at(again(OutcomeCount.OF_REOPENINGS), () -> reopening(books));
      case 4, 14 -> aimed.at(again(OutcomeCount.OF_REGISTRATIONS), () -> registration(books));
      case 5, 6, 7 ->
          aimed.at(
              again(OutcomeCount.OF_KEEPING),
              () ->
                  new Action.Retain(
                      subject(books), books.days().today().plusDays(-1 + draw.below(3))));
      case 8, 9, 10 ->
          aimed.at(
              OutcomeCount.OF_KEEPING, () -> new Action.HoldLegally(subject(books), draw.oneIn(2)));
      case 11, 12, 15 ->
          aimed.at(again(OutcomeCount.OF_ERASURES), () -> new Action.Erase(subject(books)));
      default -> declaration();
    };
  }

  /** The same outcomes, and those of what was done before more often. */
  private static List<String> again(List<String> outcomes) {
    return Stream.concat(outcomes.stream(), Stream.of(Verdict.REPLAYED)).toList();
  }

  /** The same for a thread among others: nothing that looks at the newest version first. */
  Action.InARoom betweenOthers(ModelLedger books) {
    Action.InARoom found = next(books);
    return found instanceof Action.Declare ? closing(books) : found;
  }

  /** Closes the books early in time. */
  Action.ClosePeriod early() {
    return new Action.ClosePeriod(EARLY.plusDays(draw.below(TWENTY_YEARS)));
  }

  private Action.ClosePeriod closing(ModelLedger books) {
    LocalDate closed = books.days().closedThrough();
    LocalDate through =
        switch (draw.below(closed == null ? 4 : 10)) {
          case 0 -> draw.oneIn(3) ? books.days().today() : earlyOr(draw.date());
          case 1, 2, 3 -> EARLY.plusDays(draw.below(TWENTY_YEARS));
          case 4, 5 -> Objects.requireNonNull(closed);
          case 6 -> Objects.requireNonNull(closed).minusDays(draw.upTo(400));
          default -> Objects.requireNonNull(closed).plusDays(draw.upTo(60));
        };
    return new Action.ClosePeriod(through);
  }

  /** A day after which there is another one. */
  private static LocalDate earlyOr(LocalDate date) {
    return date.isAfter(LAST) ? EARLY : date;
  }

  private Action.ReopenPeriod reopening(ModelLedger books) {
    LocalDate closed = books.days().closedThrough();
    LocalDate before = books.days().openFrom();
    if (before != null && draw.oneIn(3)) {
      return new Action.ReopenPeriod(before);
    }
    LocalDate from =
        closed == null || draw.oneIn(3)
            ? EARLY.plusDays(draw.below(TWENTY_YEARS))
            : closed.plusDays(draw.oneIn(2) ? 1 : -draw.below(4_000));
    return new Action.ReopenPeriod(from);
  }

  private Action.Register registration(ModelLedger books) {
    UUID subject = subject(books);
    ModelSubjects.Subject known = books.subjects().all().get(subject);
    return known == null || known.isErased() || draw.oneIn(2)
        ? fresh(subject)
        : new Action.Register(subject, known.values(), new TreeSet<>());
  }

  private Action.Register fresh(UUID subject) {
    SortedMap<String, String> values = new TreeMap<>();
    for (int i = 1 + draw.below(3); i > 0; i--) {
      values.put(draw.oneIn(3) ? draw.text(20) : "name" + i, draw.text(draw.oneIn(9) ? 4_096 : 20));
    }
    SortedSet<String> proved = new TreeSet<>(draw.oneIn(2) ? values.keySet() : List.<String>of());
    return new Action.Register(subject, values, proved);
  }

  /** One that is known, mostly. */
  private UUID subject(ModelLedger books) {
    List<UUID> known = new ArrayList<>(books.subjects().all().keySet());
    return known.isEmpty() || draw.oneIn(6) ? draw.uuid() : draw.of(known);
  }

  /** What the metadata of entries may be called from now on. */
  Action.Declare declaration() {
    SortedSet<String> personal =
        new TreeSet<>(draw.oneIn(8) ? List.<String>of() : List.of("person"));
    SortedSet<String> plain = new TreeSet<>(List.of("name0", "name1"));
    return new Action.Declare(personal, plain, draw.oneIn(4));
  }
}
