package org.ledgercore.testing;

import java.util.List;
import java.util.stream.Stream;

/** The bugs in holds, reversals, conditions, periods, facts and personal data to be found. */
final class PlantedBugsInRooms {

  private static final String PARTS = "rules/PartDecider.java";
  private static final String CONDITIONS = "rules/Conditions.java";
  private static final String FACTS = "rules/FactBook.java";
  private static final String SUBJECTS = "subjects/Subjects.java";

  private PlantedBugsInRooms() {}

  static List<PlantedBug> all() {
    return Stream.of(holds(), reversals(), conditions(), periods(), facts(), subjects())
        .flatMap(List::stream)
        .toList();
  }

  private static List<PlantedBug> holds() {
    return List.of(
        new PlantedBug(
            "a hold that is over is not recorded",
            "rules/Decider.java",
            "    books.due().forEach(parts::expire);\n",
            ""),
        new PlantedBug(
            "a hold that is over counts as let go",
            PARTS,
            "of.left(), Remainder.State.EXPIRED)",
            "of.left(), Remainder.State.VOIDED)"),
        new PlantedBug(
            "a hold that was over before it began",
            PARTS,
            "if (!expiresAt.isAfter(now)) {",
            "if (expiresAt.equals(now)) {"),
        new PlantedBug(
            "a settled hold goes on reserving",
            PARTS,
            "      head.release(leg.side(), freed[i]);\n",
            ""),
        new PlantedBug(
            "settling a part ends the hold",
            PARTS,
            "boolean ends = part.isFinal() || Arrays.equals(taken, of.left());",
            "boolean ends = true;"));
  }

  private static List<PlantedBug> reversals() {
    return List.of(
        new PlantedBug(
            "a reversal on the same side",
            PARTS,
            "Part.leg(leg, taken[i], purpose == Purpose.REVERSES)",
            "Part.leg(leg, taken[i], false)"),
        new PlantedBug(
            "a reversal that is forgotten",
            PARTS,
            "of.without(taken).at(",
            "of.without(new long[taken.length]).at("),
        new PlantedBug(
            "one unit more than is left is reversed",
            PARTS,
            "asked.minor() > left.minor()",
            "asked.minor() - 1 > left.minor()"),
        new PlantedBug(
            "a hold can be reversed",
            PARTS,
            "if (entry.heldUntil() != null) {",
            "if (entry.heldUntil() == Instant.MAX) {"));
  }

  private static List<PlantedBug> conditions() {
    return List.of(
        new PlantedBug(
            "an account that has not moved counts as moved",
            CONDITIONS,
            "head.newestEntry() <= it.sinceEntry()",
            "head.newestEntry() < it.sinceEntry()"),
        new PlantedBug(
            "a condition on the balance from above is reached one unit too early",
            CONDITIONS,
            "head.balanceMinor() <= it.balance().minor()",
            "head.balanceMinor() < it.balance().minor()"));
  }

  private static List<PlantedBug> periods() {
    return List.of(
        new PlantedBug(
            "the last closed day takes entries",
            "calendar/OpenDays.java",
            "!day.isAfter(closedThrough)",
            "day.isBefore(closedThrough)"),
        new PlantedBug(
            "the day that is to be open again stays closed",
            "periods/Periods.java",
            "String through = from.minusDays(1).toString();",
            "String through = from.toString();"),
        new PlantedBug(
            "an entry for the first open day stays on its closed one",
            "rules/Decider.java",
            "return moves ? days.firstOpenDay() : day;",
            "return moves ? day : day;"));
  }

  private static List<PlantedBug> facts() {
    return List.of(
        new PlantedBug(
            "a version that is too old to follow is recorded",
            FACTS,
            "return version == change.expected()",
            "return version >= change.expected()"),
        new PlantedBug(
            "a personal key takes any text",
            FACTS,
            "personal && !REFERENCE.matcher(each.getValue()).matches()",
            "personal && each.getValue().isEmpty()"));
  }

  private static List<PlantedBug> subjects() {
    return List.of(
        new PlantedBug(
            "erased values stay where they are",
            SUBJECTS,
            "        table.delete(connection, subject);\n",
            ""));
  }
}
