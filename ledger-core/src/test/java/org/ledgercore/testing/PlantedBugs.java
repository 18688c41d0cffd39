package org.ledgercore.testing;

import java.util.List;
import java.util.stream.Stream;

/** The bugs that the kit must find. Each names its text in the core literally. */
final class PlantedBugs {

  private static final String DECIDER = "rules/Decider.java";
  private static final String CHART = "rules/ChartDecider.java";
  private static final String HEAD = "rules/AccountHead.java";
  private static final String FORM = "journal/CanonicalForm.java";
  private static final String BUILDER = "journal/EntryBuilder.java";
  private static final String TURNOVER = "chart/Turnover.java";

  private PlantedBugs() {}

  static List<PlantedBug> all() {
    return Stream.of(
            figures(),
            limits(),
            groups(),
            rules(),
            states(),
            contents(),
            questions(),
            PlantedBugsInRooms.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Amounts, sides and running figures. */
  private static List<PlantedBug> figures() {
    return List.of(
        new PlantedBug(
            "a wrong sign",
            "journal/Posting.java",
            "side == Side.DEBIT ? amount.minor() : -amount.minor()",
            "side == Side.DEBIT ? -amount.minor() : amount.minor()"),
        new PlantedBug(
            "a lost leg",
            DECIDER,
            "for (int i = 0; i < legs; i++) {\n"
                + "      AccountHead head = heads[i];\n      Posting",
            "for (int i = 0; i < legs - 1; i++) {\n"
                + "      AccountHead head = heads[i];\n      Posting"),
        new PlantedBug(
            "a stale head",
            HEAD,
            "credits = fits ? credits + amount : credits;",
            "credits = fits ? amount : credits;"),
        new PlantedBug(
            "a wrong cumulative figure",
            TURNOVER,
            "new Turnover(debits, Math.addExact(credits, amount))",
            "new Turnover(debits, Math.max(credits, amount))"),
        new PlantedBug(
            "a balance on the wrong side",
            TURNOVER,
            "side == Side.DEBIT ? debits - credits : credits - debits",
            "side == Side.CREDIT ? debits - credits : credits - debits"),
        new PlantedBug(
            "wrong posting numbers",
            "store/BatchWriter.java",
            "i -> header.firstPosting() + order.leg(i)",
            "i -> header.firstPosting() + size - 1 - order.leg(i)"));
  }

  /** Floors, and turnover that no longer fits 64 bits. */
  private static List<PlantedBug> limits() {
    return List.of(
        new PlantedBug(
            "turnover that overflows is not refused",
            HEAD,
            "boolean fits = credits <= Long.MAX_VALUE - amount - pendingCredits;\n    credits =",
            "boolean fits = true;\n    credits ="),
        new PlantedBug(
            "the floor is ignored",
            DECIDER,
            "if (head.floor() == AccountHead.NO_FLOOR || head.availableMinor() >= head.floor()) {",
            "if (head.floor() <= Long.MAX_VALUE) {"),
        new PlantedBug(
            "the ceiling is ignored",
            DECIDER,
            "if (head.expectedMinor() <= head.ceiling()) {",
            "if (head.ceiling() >= Long.MIN_VALUE) {"),
        new PlantedBug(
            "the ceiling is reached one unit too early",
            DECIDER,
            "head.expectedMinor() <= head.ceiling()",
            "head.expectedMinor() < head.ceiling()"),
        new PlantedBug(
            "a changed limit is not stored",
            "store/ChartWriter.java",
            "to.addOptional(terms.ceiling());",
            "to.addOptional((Long) null);"),
        new PlantedBug(
            "the floor is reached one unit too early",
            DECIDER,
            "head.availableMinor() >= head.floor()",
            "head.availableMinor() > head.floor()"),
        new PlantedBug(
            "the floor is judged leg by leg",
            DECIDER,
            "      draft.legs().add(head, entryNo, posting);",
            """
                  if (head.floor() != AccountHead.NO_FLOOR
                      && head.balanceMinor() < head.floor()
                      && posting.side() != head.account().normalSide()) {
                    return new Rejection.InsufficientFunds(
                        head.account().ref(), head.balance(), head.balance(), head.balance());
                  }
                  draft.legs().add(head, entryNo, posting);
            """
                .stripTrailing()),
        new PlantedBug(
            "the floor refuses what lessens no shortage",
            DECIDER,
            "available.minus(before).isNegative()",
            "true"),
        new PlantedBug(
            "the floor of a new account is lost",
            HEAD,
            "lowest == null ? NO_FLOOR : lowest",
            "NO_FLOOR"));
  }

  /** What a refusal must undo. */
  private static List<PlantedBug> groups() {
    return List.of(
        new PlantedBug(
            "a refused group is not undone",
            DECIDER,
            "undo.restore(0, books, draft);\n        return refuseAll",
            "return refuseAll"),
        new PlantedBug(
            "a refused entry is not undone",
            DECIDER,
            "      undo.restore(mark, books, draft);\n",
            ""),
        new PlantedBug(
            "a refused group names another member",
            DECIDER,
            "refuseAll(members, outcomes.size(), rejected)",
            "refuseAll(members, 0, rejected)"));
  }

  /** Rules that look at the state of accounts, units and the journal, or at the entry alone. */
  private static List<PlantedBug> rules() {
    return List.of(
        new PlantedBug(
            "posting to a closed account",
            DECIDER,
            "if (head.status() == AccountStatus.CLOSED) {",
            "if (head.status() == null) {"),
        new PlantedBug(
            "closing an account that is not empty",
            CHART,
            "if (!head.balance().isZero()) {",
            "if (head.balance().isNegative()) {"),
        new PlantedBug(
            "a skipped currency",
            DECIDER,
            "Rejection why = unitRefusal(entry.postings().get(i).amount().unit());",
            "Rejection why = unitRefusal(entry.postings().getFirst().amount().unit());"),
        new PlantedBug(
            "a unit of another exponent passes",
            DECIDER,
            "known.exponent() == given.exponent() && known.kind() == given.kind()",
            "known.kind() == given.kind()"),
        new PlantedBug(
            "a journal that grew is not noticed",
            DECIDER,
            "expected != null && expected != newest",
            "expected != null && expected > newest"),
        new PlantedBug(
            "a wrong default for the effective date",
            DECIDER,
            "books.now());\n    boolean moves",
            "books.now().plusSeconds(86_400));\n    boolean moves"),
        new PlantedBug(
            "a balance over all currencies together",
            BUILDER,
            "posting.ref().currency(), BigInteger",
            "\"\", BigInteger"),
        new PlantedBug(
            "an account on both sides", BUILDER, "    requireOneSidePerAccount();\n", ""));
  }

  /** Freezes, assignments and conditions. */
  private static List<PlantedBug> states() {
    return List.of(
        new PlantedBug(
            "a condition on the balance is reached one unit too early",
            "rules/Conditions.java",
            "head.balanceMinor() >= it.balance().minor()",
            "head.balanceMinor() > it.balance().minor()"),
        new PlantedBug(
            "an account that moved is not noticed", DECIDER, "      head.movedBy(entryNo);\n", ""),
        new PlantedBug(
            "a freeze of the wrong side",
            "chart/AccountStatus.java",
            "case FROZEN_OUT -> isComingIn;",
            "case FROZEN_OUT -> !isComingIn;"),
        new PlantedBug(
            "a freeze that does not hold",
            CHART,
            "head.state().becoming(command.status())",
            "head.state().becoming(AccountStatus.OPEN)"),
        new PlantedBug(
            "an assignment forgets the limits",
            CHART,
            "head.state().terms().assignedTo(",
            "AccountTerms.NONE.assignedTo("));
  }

  /** Replays, digests and key hashes. */
  private static List<PlantedBug> contents() {
    return List.of(
        new PlantedBug(
            "a replay with other content is accepted",
            DECIDER,
            "if (first.entry().digest().equals(entry.digest())) {",
            "if (first.number() > 0) {"),
        new PlantedBug(
            "a replay is refused",
            DECIDER,
            "if (first.entry().digest().equals(entry.digest())) {",
            "if (first.entry() == entry) {"),
        new PlantedBug(
            "the digest misses the correlation", FORM, ".optional(entry.correlation())", ""),
        new PlantedBug(
            "the digest misses the side",
            FORM,
            "form.flag(posting.side() == Side.CREDIT)",
            "form.flag(true)"),
        new PlantedBug(
            "the digest misses metadata values",
            FORM,
            "form.text(name).text(value)",
            "form.text(name).text(\"\")"),
        new PlantedBug(
            "the key's hash ignores the namespace",
            FORM,
            ".text(KEY).text(key.namespace())",
            ".text(KEY)"),
        new PlantedBug(
            "the key's hash runs namespace and text together",
            FORM,
            ".text(key.namespace()).text(key.text())",
            ".text(key.namespace() + key.text())"),
        new PlantedBug(
            "the Merkle tree is put together the wrong way round",
            "journal/MerkleTree.java",
            "combine(sha, roots[height], root, root)",
            "combine(sha, root, roots[height], root)"));
  }

  /** Answers to questions. */
  private static List<PlantedBug> questions() {
    return List.of(
        new PlantedBug(
            "an opening balance on the wrong side of its first line",
            "query/Statements.java",
            "? first.balance().minus(first.amount())",
            "? first.balance().plus(first.amount())"),
        new PlantedBug(
            "a statement that runs one entry too far",
            "query/Lines.java",
            "where entry_no > ? order by",
            "where entry_no > least(?, 9000000000) + 1 order by"),
        new PlantedBug(
            "a trial balance that misses its own entry",
            "store/FiguresReader.java",
            "where entry_no <= asked.entry_no order by",
            "where entry_no < asked.entry_no order by"),
        new PlantedBug(
            "a late entry that counts on the day it was recorded",
            "store/FiguresReader.java",
            "- coalesce(t.all_debits, 0)",
            "- 0"),
        new PlantedBug(
            "displaced figures without their debits",
            "store/Displaced.java",
            "sums.debits += Math.max(amount, 0);",
            "sums.debits += 0;"));
  }
}
