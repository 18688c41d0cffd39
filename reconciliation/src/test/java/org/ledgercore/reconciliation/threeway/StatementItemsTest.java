package org.ledgercore.reconciliation.threeway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ledgercore.reconciliation.threeway.Day.DAY;
import static org.ledgercore.reconciliation.threeway.Day.iqd;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ledgercore.reconciliation.matching.Item;
import org.ledgercore.reconciliation.matching.Nature;
import org.ledgercore.reconciliation.statement.Breakdown;
import org.ledgercore.reconciliation.statement.LineBuilder;
import org.ledgercore.reconciliation.statement.LineDetail;
import org.ledgercore.reconciliation.statement.LineKind;
import org.ledgercore.reconciliation.statement.LineStatus;
import org.ledgercore.reconciliation.statement.Reference;
import org.ledgercore.reconciliation.statement.ReferenceKind;
import org.ledgercore.reconciliation.statement.StatementLine;

/** What the matcher sees of a statement's line. */
class StatementItemsTest {

  @Test
  void aBanksLine_answersToAllItIsCalled() {
    Item item =
        item(StatementLine.on(DAY, iqd(5))
                .valued(DAY.plusDays(1))
                .reference(ReferenceKind.BANK, "B1")
                .reference(ReferenceKind.MANDATE, "M1")
                .reference(ReferenceKind.BATCH, "S-1")
                .counterparty("Ann")
                .text("rent")
                .reversal(true))
            .orElseThrow();
    assertThat(item)
        .isEqualTo(
            Item.outside("id", "bank:b", iqd(5), DAY.plusDays(1))
                .bookedOn(DAY)
                .keyed("B1", "S-1")
                .paidBy("Ann")
                .saying("rent")
                .as(Nature.RETURN));
  }

  @Test
  void aLineOfSeveral_answersToEachOfThem() {
    List<LineDetail> details = List.of(detail("E1"), detail("E2"), detail("E2"));
    assertThat(item(StatementLine.on(DAY, iqd(5)).details(details)).orElseThrow().keys())
        .containsExactly("E1", "E2");
  }

  @Test
  void aProvidersLine_isPartOfItsSettlement() {
    LineBuilder line =
        StatementLine.on(DAY, iqd(98))
            .kind(LineKind.CAPTURE)
            .reference(ReferenceKind.BANK, "c1")
            .reference(ReferenceKind.BATCH, "S-1")
            .breakdown(new Breakdown(iqd(100), iqd(2)));
    Item item = item(line).orElseThrow();
    assertThat(item.amount()).isEqualTo(iqd(100));
    assertThat(item.keys()).containsExactly("c1");
    assertThat(item.batch()).isEqualTo("S-1");
    StatementLine fee = StatementLine.on(DAY, iqd(-3)).kind(LineKind.FEE).build(2);
    assertThat(StatementItems.fees(List.of(line.build(1), fee), iqd(0))).isEqualTo(iqd(5));
  }

  @Test
  void whatMovesNothing_isNoItem() {
    assertThat(item(StatementLine.on(DAY, iqd(0)))).isEmpty();
    assertThat(item(StatementLine.on(DAY, iqd(5)).status(LineStatus.PENDING))).isEmpty();
  }

  private static LineDetail detail(String reference) {
    return new LineDetail(
        Optional.empty(), List.of(new Reference(ReferenceKind.END_TO_END, reference)), "", "");
  }

  private static Optional<Item> item(LineBuilder line) {
    return StatementItems.item("id", "bank:b", line.build(1));
  }
}
