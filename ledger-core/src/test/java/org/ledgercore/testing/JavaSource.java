package org.ledgercore.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ledgercore.chart.AccountRef;
import org.ledgercore.chart.AccountTerms;
import org.ledgercore.chart.NewAccount;
import org.ledgercore.journal.Act;
import org.ledgercore.journal.Condition;
import org.ledgercore.journal.EntryKey;
import org.ledgercore.journal.JournalEntry;
import org.ledgercore.journal.Part;
import org.ledgercore.journal.Posting;
import org.ledgercore.money.Money;
import org.ledgercore.money.Unit;

/**
 * Writes a day as a JUnit test in Java: one constant per unit, one method per action, its words
 * above it. Plain ASCII, so that it compiles wherever it is pasted.
 */
final class JavaSource {

  private static final String HEAD =
      """
      import java.time.Duration;
      import java.time.Instant;
      import java.time.LocalDate;
      import java.util.List;
      import java.util.Map;
      import java.util.TreeMap;
      import java.util.TreeSet;
      import java.util.UUID;
      import org.junit.jupiter.api.Test;
      import org.ledgercore.chart.AccountPath;
      import org.ledgercore.chart.AccountRef;
      import org.ledgercore.chart.AccountStatus;
      import org.ledgercore.chart.AccountTerms;
      import org.ledgercore.chart.AccountType;
      import org.ledgercore.chart.NewAccount;
      import org.ledgercore.chart.Side;
      import org.ledgercore.journal.Act;
      import org.ledgercore.journal.Condition;
      import org.ledgercore.journal.EntryKey;
      import org.ledgercore.journal.FactRef;
      import org.ledgercore.journal.JournalEntry;
      import org.ledgercore.journal.Part;
      import org.ledgercore.journal.Posting;
      import org.ledgercore.money.Money;
      import org.ledgercore.money.Unit;
      import org.ledgercore.money.UnitKind;
      import org.ledgercore.testing.Action;
      import org.ledgercore.testing.Day;
      import org.ledgercore.testing.EntryParts;

      """;

  private final Map<Unit, String> units = new LinkedHashMap<>();

  private JavaSource() {}

  /** The name of the class that {@link #of} writes. */
  static String className(Day day) {
    return "Seed" + Long.toUnsignedString(day.seed()) + "Test";
  }

  static String of(Day day) {
    JavaSource java = new JavaSource();
    StringBuilder methods = new StringBuilder();
    StringBuilder list = new StringBuilder();
    int number = 0;
    for (Action action : day.actions()) {
      String method = "step" + ++number + "()";
      list.append(number == 1 ? "" : ", ").append(number % 8 == 0 ? "\n            " : "");
      list.append(method);
      methods.append("\n  // ").append(action.words()).append('\n');
      methods.append("  private static Action ").append(method).append(" {\n    return ");
      methods.append(java.of(action)).append(";\n  }\n");
    }
    StringBuilder constants = new StringBuilder();
    java.units.forEach((unit, name) ->
        constants
            .append("  static final Unit ")
            .append(name)
            .append(" =\n      ")
            .append(of(unit)));
    return ascii(
        HEAD
            + "class "
            + className(day)
            + " {\n\n"
            + constants
            + "\n  @Test\n  void modelAndLedgerAgree() {\n    new Day("
            + day.seed()
            + "L, List.of("
            + list
            + ")).play();\n  }\n"
            + methods
            + "}\n");
  }

  private String of(Action action) {
    return switch (action) {
      case Action.OpenUnit it -> "new Action.OpenUnit(" + name(it.unit()) + ")";
      case Action.OpenAccount it -> "new Action.OpenAccount(" + of(it.account()) + ")";
      case Action.CloseAccount it ->
          "new Action.CloseAccount(" + of(it.account()) + ", " + text(it.reason()) + ")";
      case Action.FreezeAccount it ->
          "new Action.FreezeAccount(%s, AccountStatus.%s, %s)"
              .formatted(of(it.account()), it.status(), of(it.act()));
      case Action.LimitAccount it ->
          "new Action.LimitAccount(%s, %s, %s)"
              .formatted(of(it.account()), of(it.limits()), of(it.act()));
      case Action.AssignAccount it ->
          "new Action.AssignAccount(%s, %s, %s)"
              .formatted(of(it.account()), of(it.assigned()), of(it.act()));
      case Action.Reverse it -> "new Action.Reverse(" + it.entryNo() + "L, " + of(it.part()) + ")";
      case Action.Settle it -> "new Action.Settle(" + it.hold() + "L, " + of(it.part()) + ")";
      case Action.VoidHold it -> "new Action.VoidHold(" + it.hold() + "L, " + text(it.key()) + ")";
      case Action.Post it -> "new Action.Post(" + of(it.entry()) + ")";
      case Action.PostAll it -> "new Action.PostAll(" + entries(it.entries()) + ")";
      case Action.PostAtomically it -> "new Action.PostAtomically(" + entries(it.members()) + ")";
      case Action.Preview it -> "new Action.Preview(" + of(it.entry()) + ")";
      case Action.Misbuild it ->
          "new Action.Misbuild(" + of(it.entry()) + ", Action.Fault." + it.fault() + ")";
      case Action.Join it ->
          "new Action.Join(" + actions(it.steps()) + ", " + it.isCommitted() + ")";
      case Action.Savepoint it -> "new Action.Savepoint()";
      case Action.BackToSavepoint it -> "new Action.BackToSavepoint()";
      case Action.AtOnce it -> "new Action.AtOnce(" + actions(it.actions()) + ")";
      case Action.Reopen it -> "new Action.Reopen()";
      case Action.PassTime it -> "new Action.PassTime(Duration.parse(\"" + it.by() + "\"))";
      case Action.InARoom it -> JavaOfRooms.of(it);
    };
  }

  private String actions(List<Action> actions) {
    return actions.stream()
        .map(this::of)
        .collect(Collectors.joining(",\n        ", "List.of(", ")"));
  }

  private String entries(List<JournalEntry> entries) {
    return entries.stream()
        .map(this::of)
        .collect(Collectors.joining(",\n        ", "List.of(", ")"));
  }

  private String of(JournalEntry entry) {
    if (entry.fact() != null) {
      return JavaOfRooms.of(entry, entry.fact());
    }
    StringBuilder java = new StringBuilder();
    java.append(
        entry.effectiveDate() == null
            ? "JournalEntry.undated()"
            : "JournalEntry.on(LocalDate.parse(\"" + entry.effectiveDate() + "\"))");
    java.append("\n        .key(").append(of(entry.key())).append(")");
    java.append("\n        .kind(").append(text(entry.kind())).append(")");
    if (!entry.description().isEmpty()) {
      java.append("\n        .describedAs(").append(text(entry.description())).append(")");
    }
    if (entry.correlation() != null) {
      java.append("\n        .correlatedWith(").append(text(entry.correlation())).append(")");
    }
    if (entry.heldUntil() != null) {
      java.append("\n        .heldUntil(Instant.parse(\"" + entry.heldUntil() + "\"))");
    }
    entry.metadata().entrySet().stream()
        .filter(it -> !it.getKey().startsWith("ledger."))
        .forEach(it -> addFact(java, it.getKey(), it.getValue()));
    if (entry.isOrFirstOpenDay()) {
      java.append("\n        .orFirstOpenDay()");
    }
    if (entry.onlyIfNewest() != null) {
      java.append("\n        .onlyIfNewest(").append(entry.onlyIfNewest()).append("L)");
    }
    entry.conditions().forEach(it -> java.append("\n        .onlyIf(").append(of(it)).append(")"));
    addLegs(java, entry.postings());
    return java.append("\n        .build()").toString();
  }

  private static void addFact(StringBuilder java, String name, String value) {
    java.append("\n        .with(" + text(name) + ", " + text(value) + ")");
  }

  private void addLegs(StringBuilder java, List<Posting> legs) {
    for (int from = 0; from < legs.size(); ) {
      Posting leg = legs.get(from);
      int to = from;
      while (to < legs.size() && legs.get(to).equals(leg)) {
        to++;
      }
      if (to - from < 4) {
        java.append(("\n        .leg(" + of(leg) + ")").repeat(to - from));
      } else {
        java.insert(0, "EntryParts.repeated(");
        java.append(", " + (to - from) + ", " + of(leg) + ")");
      }
      from = to;
    }
  }

  private String of(Posting leg) {
    return "new Posting(AccountPath.of("
        + text(leg.account().value())
        + "), Side."
        + leg.side()
        + ", "
        + of(leg.amount())
        + ")";
  }

  private String of(NewAccount account) {
    return "new NewAccount(AccountPath.of("
        + text(account.path().value())
        + "), "
        + name(account.unit())
        + ", AccountType."
        + account.type()
        + ", Side."
        + account.normalSide()
        + ", "
        + account.number()
        + ", "
        + of(account.terms())
        + ")";
  }

  private String of(Part part) {
    List<Money> amounts = part.amounts();
    String list =
        amounts == null
            ? "null"
            : amounts.stream().map(this::of).collect(Collectors.joining(", ", "List.of(", ")"));
    String date =
        part.effectiveDate() == null ? "null" : "LocalDate.parse(\"" + part.effectiveDate() + "\")";
    return "new Part(%s, %s, %s, %s)".formatted(of(part.key()), date, list, part.isFinal());
  }

  private String of(Condition condition) {
    return switch (condition) {
      case Condition.AtLeast it -> condition("AtLeast", it, of(it.balance()));
      case Condition.AtMost it -> condition("AtMost", it, of(it.balance()));
      case Condition.DrawnAtMost it -> condition("DrawnAtMost", it, of(it.drawn()));
      case Condition.Unmoved it -> condition("Unmoved", it, it.sinceEntry() + "L");
      case Condition.FactAt it ->
          "new Condition.FactAt(" + JavaOfRooms.of(it.fact()) + ", " + it.version() + ")";
      case Condition.CaseUnmoved it ->
          "new Condition.CaseUnmoved(" + text(it.correlation()) + ", " + it.sinceEntry() + "L)";
    };
  }

  private static String condition(String name, Condition.OnAccount on, String figure) {
    return "new Condition." + name + "(" + of(on.account()) + ", " + figure + ")";
  }

  private String of(Money money) {
    return "Money.ofMinor(" + money.minor() + "L, " + name(money.unit()) + ")";
  }

  private static String of(AccountTerms terms) {
    StringBuilder java = new StringBuilder("AccountTerms.NONE");
    if (terms.floor() != null || terms.ceiling() != null) {
      java.append(".within(" + number(terms.floor()) + ", " + number(terms.ceiling()) + ")");
    }
    if (terms.owner() != null || !terms.dimensions().isEmpty()) {
      String facts =
          terms.dimensions().entrySet().stream()
              .map(it -> text(it.getKey()) + ", " + text(it.getValue()))
              .collect(Collectors.joining(", ", "Map.of(", ")"));
      String owner = terms.owner() == null ? "null" : text(terms.owner());
      java.append(".assignedTo(" + owner + ", " + facts + ")");
    }
    return java.toString();
  }

  private static String number(@Nullable Long number) {
    return number == null ? "null" : number + "L";
  }

  private static String of(Act act) {
    return "new Act(%s, %s, %s)".formatted(text(act.key()), text(act.actor()), text(act.reason()));
  }

  private static String of(AccountRef account) {
    return "new AccountRef(AccountPath.of("
        + text(account.path().value())
        + "), "
        + text(account.currency())
        + ")";
  }

  private static String of(EntryKey key) {
    return "new EntryKey(" + text(key.namespace()) + ", " + text(key.text()) + ")";
  }

  private String name(Unit unit) {
    return units.computeIfAbsent(unit, it -> it.code() + "_" + (units.size() + 1));
  }

  private static String of(Unit unit) {
    return "new Unit(%s, %d, UnitKind.%s, %d, %dL, %dL);\n"
        .formatted(
            text(unit.code()),
            unit.exponent(),
            unit.kind(),
            unit.displayDecimals(),
            unit.cashStep(),
            unit.transferStep());
  }

  /** A string literal. What the compiler reads before literals, it must not see: octal instead. */
  static String text(String text) {
    StringBuilder literal = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> literal.append('\\').append(c);
        case '\n', '\r' -> literal.append(c == '\n' ? "\\n" : "\\r");
        default -> literal.append(c < ' ' ? "\\%03o".formatted((int) c) : String.valueOf(c));
      }
    }
    return literal.append('"').toString();
  }

  private static String ascii(String source) {
    StringBuilder ascii = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      ascii.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return ascii.toString();
  }
}
