package org.ledgercore.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Unit;

/** Actions in words, one line each, fit for a message and for a comment in Java. */
final class Words {

  private static final int MAX = 60;
  private static final int SHOWN_LEGS = 6;

  private Words() {}

  static String of(Action action) {
    return switch (action) {
      case Action.OpenUnit it -> "open unit " + of(it.unit());
      case Action.OpenAccount it -> "open account " + of(it.account());
      case Action.CloseAccount it ->
          "close account " + shown(it.account().toString()) + " because " + shown(it.reason());
      case Action.FreezeAccount it ->
          "make " + shown(it.account().toString()) + " " + it.status() + of(it.act());
      case Action.LimitAccount it ->
          "limit " + shown(it.account().toString()) + of(it.limits()) + of(it.act());
      case Action.AssignAccount it ->
          "assign " + shown(it.account().toString()) + of(it.assigned()) + of(it.act());
      case Action.Reverse it -> "reverse " + it.entryNo() + of(it.part());
      case Action.Settle it -> "settle " + it.hold() + of(it.part());
      case Action.VoidHold it -> "let hold " + it.hold() + " go under " + shown(it.key());
      case Action.Post it -> "post " + of(it.entry());
      case Action.PostAll it -> "post one after another " + of(it.entries());
      case Action.PostAtomically it -> "post all or none of " + of(it.members());
      case Action.Preview it -> "preview " + of(it.entry());
      case Action.Misbuild it -> "build with " + it.fault() + " " + of(it.entry());
      case Action.Join it ->
          "in a transaction that "
              + (it.isCommitted() ? "commits" : "rolls back")
              + ": "
              + list(it.steps());
      case Action.Savepoint it -> "set a savepoint";
      case Action.BackToSavepoint it -> "roll back to the savepoint";
      case Action.AtOnce it -> "at once, a thread each: " + list(it.actions());
      case Action.Reopen it -> "open the ledger anew";
      case Action.PassTime it -> "let " + it.by().toHours() + " hours pass";
      case Action.InARoom it -> of(it);
    };
  }

  private static String of(Action.InARoom action) {
    return switch (action) {
      case Action.ClosePeriod it -> "close the books through " + it.through();
      case Action.ReopenPeriod it -> "open the books again from " + it.from();
      case Action.Register it -> "keep of " + it.subject() + " " + shown(it.values().toString());
      case Action.Retain it -> "retain " + it.subject() + " until " + it.until();
      case Action.HoldLegally it ->
          (it.isPlaced() ? "place" : "lift") + " the legal hold on " + it.subject();
      case Action.Erase it -> "erase " + it.subject();
      case Action.Declare it ->
          "declare "
              + it.personal()
              + " personal, "
              + it.plain()
              + " plain"
              + (it.onlyDeclared() ? ", and take no others" : "");
    };
  }

  private static String of(AccountTerms terms) {
    String limits =
        (terms.floor() == null ? ", no floor" : ", floor " + terms.floor())
            + (terms.ceiling() == null ? "" : ", ceiling " + terms.ceiling());
    return limits
        + (terms.owner() == null ? "" : ", owner " + shown(terms.owner()))
        + (terms.dimensions().isEmpty() ? "" : ", " + shown(terms.dimensions().toString()));
  }

  private static String of(Part part) {
    return " under "
        + shown(part.key().toString())
        + ": "
        + (part.amounts() == null ? "the rest" : shown(part.amounts().toString()))
        + (part.isFinal() ? ", finally" : "")
        + (part.effectiveDate() == null ? "" : " on " + part.effectiveDate());
  }

  private static String of(Act act) {
    return " under " + shown(act.key()) + " by " + shown(act.actor());
  }

  private static String list(List<Action> actions) {
    return actions.stream().map(Action::words).collect(Collectors.joining("; ", "[", "]"));
  }

  private static String of(List<JournalEntry> entries) {
    return entries.stream().map(Words::of).collect(Collectors.joining("; ", "[", "]"));
  }

  private static String of(Unit unit) {
    return unit.code()
        + " ("
        + unit.kind()
        + ", exponent "
        + unit.exponent()
        + ", shown with "
        + unit.displayDecimals()
        + ")";
  }

  private static String of(NewAccount account) {
    return shown(account.ref().toString())
        + " ("
        + account.type()
        + " growing on "
        + account.normalSide()
        + ", number "
        + account.number()
        + of(account.terms())
        + ")";
  }

  private static String of(JournalEntry entry) {
    StringBuilder words = new StringBuilder(shown(entry.key().toString()));
    if (entry.onlyIfNewest() != null) {
      words.append(" if ").append(entry.onlyIfNewest()).append(" is the newest");
    }
    entry.conditions().forEach(it -> words.append(" if ").append(shown(it.toString())));
    words.append(" on ").append(entry.effectiveDate() == null ? "no date" : entry.effectiveDate());
    words.append(entry.isOrFirstOpenDay() ? " or the first open day" : "");
    words.append(entry.heldUntil() == null ? ": " : ", held until " + entry.heldUntil() + ": ");
    if (entry.fact() != null) {
      words.append("a version of ").append(shown(entry.fact().toString()));
    }
    words.append(
        entry.postings().stream()
            .limit(SHOWN_LEGS)
            .map(Words::of)
            .collect(Collectors.joining(", ")));
    if (entry.postings().size() > SHOWN_LEGS) {
      words.append(" and ").append(entry.postings().size() - SHOWN_LEGS).append(" legs more");
    }
    return words.toString();
  }

  private static String of(Posting leg) {
    String side = leg.side().name().toLowerCase(java.util.Locale.ROOT);
    return side + " " + shown(leg.account().value()) + " " + leg.amount();
  }

  /** Text without anything that would end a line, hide, or start an escape. */
  private static String shown(String text) {
    String plain =
        text.codePoints()
            .limit(MAX)
            .map(c -> Character.isLetterOrDigit(c) || (c >= ' ' && c < 0x7f && c != '\\') ? c : '?')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return text.codePointCount(0, text.length()) > MAX ? plain + "..." : plain;
  }
}
