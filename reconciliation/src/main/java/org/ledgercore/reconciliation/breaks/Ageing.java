package org.ledgercore.reconciliation.breaks;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ledgercore.money.Money;
import org.ledgercore.reconciliation.matching.Finding;

/**
 * Open breaks by age, type, owner and account. The age runs from the value date of the item, not
 * from the run that found it. Immutable.
 *
 * @param asOf the day on which they are looked at
 * @param rows in order of bucket, type, kind, account, unit and owner
 */
public record Ageing(LocalDate asOf, List<Row> rows) {

  /** The first days of the buckets. */
  private static final List<Integer> FROM = List.of(0, 2, 4, 8, 31, 61, 91, 181);

  public Ageing {
    rows = List.copyOf(rows);
  }

  /**
   * Some breaks of one kind.
   *
   * @param group what they have in common
   * @param count how many
   * @param amount their sum
   */
  public record Row(Group group, int count, Money amount) {}

  /**
   * What breaks of a row have in common.
   *
   * @param fromDays the first day of the bucket: 0, 2, 4, 8, 31, 61, 91 or 181
   * @param type what is wrong
   * @param kind where the money is
   * @param heldOn the account with the money, empty without
   * @param unit its unit's code
   * @param owner who looks after them
   */
  public record Group(
      int fromDays, Finding.Type type, BreakKind kind, String heldOn, String unit, String owner)
      implements Comparable<Group> {

    private static final Comparator<Group> ORDER =
        Comparator.comparingInt(Group::fromDays)
            .thenComparing(Group::type)
            .thenComparing(Group::kind)
            .thenComparing(Group::heldOn)
            .thenComparing(Group::unit)
            .thenComparing(Group::owner);

    @Override
    public int compareTo(Group other) {
      return ORDER.compare(this, other);
    }

    /** The bucket in days, such as {@code 2-3}. */
    public String bucket() {
      int next = FROM.indexOf(fromDays) + 1;
      return next == FROM.size() ? ">180" : fromDays + "-" + (FROM.get(next) - 1);
    }
  }

  /** Groups the open ones among these. */
  public static Ageing of(Collection<Break> breaks, LocalDate asOf) {
    Map<Group, List<Break>> groups = new TreeMap<>();
    breaks.stream()
        .filter(Break::isOpen)
        .forEach(each ->
            groups.merge(
                group(each, asOf),
                List.of(each),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    return new Ageing(
        asOf, groups.entrySet().stream().map(it -> row(it.getKey(), it.getValue())).toList());
  }

  /** The first day of the bucket in which something is; what lies ahead is in the first one. */
  static int bucket(LocalDate valued, LocalDate asOf) {
    long days = Math.max(0, ChronoUnit.DAYS.between(valued, asOf));
    int bucket = 0;
    for (int from : FROM) {
      bucket = days >= from ? from : bucket;
    }
    return bucket;
  }

  /** As a table with a line of names, for a spreadsheet. */
  public Stream<String> csv() {
    return Stream.concat(
        Stream.of("as_of,days,type,kind,held_on,unit,owner,count,amount"),
        rows.stream()
            .map(row ->
                String.join(
                    ",",
                    asOf.toString(),
                    row.group().bucket(),
                    row.group().type().name(),
                    row.group().kind().name(),
                    row.group().heldOn(),
                    row.group().unit(),
                    Csv.field(row.group().owner()),
                    Integer.toString(row.count()),
                    row.amount().toDecimal())));
  }

  private static Group group(Break each, LocalDate asOf) {
    String heldOn = each.heldOn();
    return new Group(
        bucket(each.valued(), asOf),
        each.type(),
        each.kind(),
        heldOn == null ? "" : heldOn,
        each.amount().unit().code(),
        each.standing().owner());
  }

  private static Row row(Group group, List<Break> breaks) {
    Money sum = breaks.stream().map(Break::amount).reduce(Money::plus).orElseThrow();
    return new Row(group, breaks.size(), sum);
  }
}
