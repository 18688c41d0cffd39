package org.ledgercore.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.approvals.Office.ELSEWHERE;
import static org.ledgercore.approvals.Office.HERE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ledgercore.approvals.people.Mark;
import org.ledgercore.approvals.people.Principal;
import org.ledgercore.approvals.people.Right;
import org.ledgercore.approvals.people.Rights;
import org.ledgercore.testing.Covers;

/**
 * The table of roles and rights, generated from the database: what each role may do in its own
 * organisation and in another, that none holds rights that must not meet, and that every action
 * which is checked finds its checkers.
 */
@Covers({"S1", "S20", "S21", "O18"})
class RoleTableTest {

  private static final Path PAGE =
      Path.of(System.getProperty("ledger.root", "..")).resolve("docs/roles.md");

  private static Office office;
  private static SortedMap<String, List<Right>> matrix;

  @BeforeAll
  static void open() {
    office = new Office(List.of());
    matrix = office.approvals.people().matrix();
  }

  @AfterAll
  static void close() {
    office.test.checkInvariants();
    office.close();
  }

  @Test
  void everyRole_hasItsRights_inItsOwnOrganisationAndInNoOther() {
    List<Right> all = matrix.values().stream().flatMap(List::stream).distinct().toList();
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Map.Entry<String, List<Right>> row : matrix.entrySet()) {
      Principal one = office.hire("one-" + row.getKey(), row.getKey());
      for (Right right : all) {
        boolean expected = row.getValue().contains(right);
        if (office.approvals.people().may(one, HERE, right) != expected
            || office.approvals.people().may(one, ELSEWHERE, right)) {
          wrong.add(row.getKey() + " " + right);
        }
        asked++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(1_500);
  }

  @Test
  void noRole_holdsRightsThatMustNotMeet() {
    List<Rights.Conflict> conflicts = office.approvals.people().conflicts();
    List<String> wrong = new ArrayList<>();
    matrix.forEach((role, rights) -> {
      for (Rights.Conflict conflict : conflicts) {
        if (rights.contains(conflict.one()) && rights.contains(conflict.other())) {
          wrong.add(role + ": " + conflict);
        }
      }
    });
    assertThat(wrong).isEmpty();
    assertThat(conflicts).hasSizeGreaterThan(60);
  }

  @Test
  void everyActionThatIsAskedFor_hasARoleThatChecksIt() {
    Set<String> unchecked = new TreeSet<>(actions(Mark.MAKE));
    unchecked.removeAll(actions(Mark.CHECK));
    // Asked for here, decided as payout.release.
    assertThat(unchecked).containsExactly("payout.request");
  }

  /** Two people in each role are enough for two possible checkers of everything. */
  @Test
  void everyCheckedAction_hasTwoPossibleCheckers() {
    for (String role : matrix.keySet()) {
      office.hire("first-" + role, role);
      office.hire("second-" + role, role);
    }
    for (String action : actions(Mark.CHECK)) {
      assertThat(office.approvals.people().holders(HERE, Right.check(action)))
          .as(action)
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void toSeeAndToAct_areDifferentRights() {
    assertThat(matrix.get("AUDITOR"))
        .contains(new Right("refund", Mark.READ))
        .doesNotContain(Right.make("refund"), Right.check("refund"));
    assertThat(matrix.get("SUPPORT"))
        .contains(Right.make("refund"))
        .doesNotContain(new Right("refund", Mark.READ));
    assertThat(matrix.get("FINANCIAL_SPECIALIST")).noneMatch(it -> it.mark() == Mark.CHECK);
    assertThat(matrix.get("OWNER"))
        .contains(new Right("reports.finance", Mark.READ))
        .doesNotContain(new Right("audit.read", Mark.READ));
  }

  /** The page shows the roles of their own; child roles that tests add are not on it. */
  @Test
  void thePage_showsTheTable() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, Map<String, String>> shown = new TreeMap<>();
    List<String> header = List.of();
    for (String line : page.lines().filter(it -> it.startsWith("|")).toList()) {
      List<String> cells =
          List.of(line.substring(1).split("\\|")).stream().map(String::strip).toList();
      if (cells.getFirst().equals("action")) {
        header = cells;
      } else if (!header.isEmpty() && !cells.getFirst().startsWith("-")) {
        for (int i = 1; i < cells.size(); i++) {
          if (!cells.get(i).isEmpty()) {
            shown
                .computeIfAbsent(header.get(i), it -> new TreeMap<>())
                .put(cells.getFirst(), cells.get(i));
          }
        }
      }
    }
    Map<String, Map<String, String>> stored = new TreeMap<>();
    matrix.forEach((role, rights) ->
        rights.forEach(right ->
            stored
                .computeIfAbsent(role, it -> new TreeMap<>())
                .merge(right.action(), right.mark().letter(), String::concat)));
    stored.remove("SUPPORT_CALLS");
    assertThat(shown).isEqualTo(stored);
  }

  private static Set<String> actions(Mark mark) {
    Set<String> actions = new TreeSet<>();
    matrix
        .values()
        .forEach(rights ->
            rights.stream()
                .filter(it -> it.mark() == mark)
                .map(Right::action)
                .forEach(actions::add));
    return actions;
  }
}
